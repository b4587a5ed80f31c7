"""Questions in Moodle XML become ours, kind by kind; hostile files are refused."""

from decimal import Decimal

import pytest

from pmo_academy.studio.exchange.brought import UnreadableFileError
from pmo_academy.studio.exchange.moodle_xml import read_moodle_xml

PART = "points for a part of the answer (ours are right or wrong as a whole)"


def quiz(*questions):
    return f"<?xml version='1.0'?><quiz>{''.join(questions)}</quiz>".encode()


def asked(kind, stem, rest="", *, general=""):
    return (
        f"<question type='{kind}'><name><text>A name</text></name>"
        f"<questiontext format='html'><text><![CDATA[{stem}]]></text></questiontext>"
        f"<generalfeedback format='html'><text><![CDATA[{general}]]></text></generalfeedback>"
        f"{rest}</question>"
    )


def answer(fraction, text, why="", rest=""):
    return (
        f"<answer fraction='{fraction}' format='html'><text><![CDATA[{text}]]></text>"
        f"<feedback format='html'><text><![CDATA[{why}]]></text></feedback>{rest}</answer>"
    )


def near(tolerance):
    return f"<tolerance>{tolerance}</tolerance>"


def read(*question, **texts):
    (found,) = read_moodle_xml(quiz(asked(*question, **texts))).questions
    return found


def test_a_choice_of_one_keeps_reasons_and_names_what_counts_in_part():
    found = read(
        "multichoice",
        "<p>Who <b>decides</b>?</p>",
        "<single>true</single>"
        + answer("100", "<p>The sponsor</p>", "<p>It approved.</p>")
        + answer("33.33333", "The board")
        + answer("0", "The office"),
        general="<p>Whoever approved.</p>",
    )

    assert found.question == {
        "type": "single",
        "stem": "Who **decides**?",
        "options": [
            {"text": "The sponsor", "right": True, "why": "It approved."},
            {"text": "The board"},
            {"text": "The office"},
        ],
        "explanation": "Whoever approved.",
    }
    assert found.losses == ("the part of the points for “The board” (33.33 %): now wrong",)


def test_a_choice_of_several_is_right_or_wrong_as_a_whole():
    found = read(
        "multichoice",
        "What?",
        "<single>false</single>"
        "<correctfeedback format='html'><text>Your answer is correct.</text></correctfeedback>"
        "<incorrectfeedback format='html'><text>Read on.</text></incorrectfeedback>"
        + answer("50", "Owner") + answer("50", "Day") + answer("-100", "Minutes"),
    )  # fmt: skip

    assert found.question["type"] == "multiple"
    assert [one.get("right") for one in found.question["options"]] == [True, True, None]
    assert found.losses == ("what is said to any wrong answer: “Read on.”", PART)


def test_a_statement_keeps_what_is_said_to_either_side():
    found = read("truefalse", "It ends.", answer("0", "true", "No.") + answer("100", "false"))

    assert found.question == {
        "type": "true-false", "stem": "It ends.", "answer": False, "why_true": "No.",
    }  # fmt: skip


def test_a_number_has_tolerance_unit_and_near_misses():
    found = read(
        "numerical",
        "How long?",
        answer("100", "12.50", "So.", near("0.5"))
        + answer("0", "25", "Twice.", near("0"))
        + answer("0", "*", "Count again.")
        + "<units><unit><multiplier>1</multiplier><unit_name>h</unit_name></unit>"
        "<unit><multiplier>60</multiplier><unit_name>min</unit_name></unit></units>",
        general="Count.",
    )

    assert found.question == {
        "type": "numeric",
        "stem": "How long?",
        "answer": Decimal("12.5"),
        "tolerance": Decimal("0.5"),
        "unit": "h",
        "near_misses": [{"value": Decimal(25), "why": "Twice."}],
        "explanation": "Count.",
    }
    assert found.losses == (
        "the other units in which the number may be given",
        "what is said to any other number: “Count again.”",
        "what is said to a right answer: “So.”",
    )


def test_words_to_type_lose_wildcards_and_capitals():
    found = read(
        "shortanswer",
        "A ____ B",
        "<usecase>1</usecase>"
        + answer("100", "2\\*3")
        + answer("100", "po*")
        + answer("0", "programme", "An outcome."),
    )

    assert found.question["accepted"] == ["2*3"]
    assert found.question["near_misses"] == [{"text": "programme", "why": "An outcome."}]
    assert found.losses == (
        "that capitals count",
        "the form “po*”: * would stand for any letters",
    )


def pair(left, right):
    return (
        f"<subquestion format='html'><text>{left}</text>"
        f"<answer><text>{right}</text></answer></subquestion>"
    )


def test_pairs_keep_what_fits_nothing():
    found = read("matching", "Match.", pair("A", "a") + pair("B", "b") + pair("", "c"))

    assert found.question["pairs"] == [{"left": "A", "right": "a"}, {"left": "B", "right": "b"}]
    assert found.question["extra"] == [{"right": "c"}]


def test_right_sides_that_repeat_are_categories():
    found = read(
        "ddmatch", "Sort.", pair("A", "a") + pair("B", "b") + pair("C", "a") + pair("", "c")
    )

    assert found.question["type"] == "categorise"
    assert found.question["categories"] == ["a", "b"]
    assert "the category “c”, to which nothing belongs" in found.losses


@pytest.mark.parametrize("rest", ["<selecttype>ALL</selecttype>", ""])
def test_steps_stand_in_the_order_of_their_fractions(rest):
    found = read(
        "ordering", "Order.", rest + answer("2.0", "Weigh", "Then.") + answer("1.0", "Describe")
    )

    assert found.question["steps"] == [{"text": "Describe"}, {"text": "Weigh", "why": "Then."}]
    assert found.losses == (PART,)


def box(kind, text, group=1):
    return f"<{kind}><text>{text}</text><group>{group}</group></{kind}>"


def test_words_to_choose_become_gaps_with_the_words_of_their_group():
    found = read(
        "gapselect",
        "<p>When?</p><p>It ends with its [[2]] and [[3]].</p>",
        box("selectoption", "output") + box("selectoption", "outcome")
        + box("selectoption", "office", 2),
    )  # fmt: skip

    assert found.question["stem"] == "When?"
    assert found.question["text"] == "It ends with its {gap-1} and {gap-2}."
    assert found.question["gaps"] == [
        {"key": "gap-1", "options": [{"text": "output"}, {"text": "outcome", "right": True}]},
        {"key": "gap-2", "options": [{"text": "office", "right": True}]},
    ]
    assert found.losses == (PART,)


def test_words_to_drag_lose_that_they_are_used_up_and_styles_over_gaps():
    found = read("ddwtos", "It <b>ends [[1]] here</b> {so}.", box("dragbox", "now"))

    assert found.question["stem"] == "Fill in the gaps."
    assert found.question["text"] == "It ends {gap-1} here &#123;so}."
    assert set(found.losses) == {
        "that a word is used up once it is dragged into a gap",
        "that it asks nothing by itself (the stem says “Fill in the gaps.”)",
        "some bold, italic or code letters",
        PART,
    }


def test_answers_embedded_in_a_text_become_gaps():
    found = read(
        "cloze",
        "<p>Complete.</p><p>It ended {1:MULTICHOICE:early#No.~=late#Yes.} "
        "with {:SA:=Anna~%50%Ana#Nearly.~*#No.} and {1:NM:=32:0#So.}.</p>",
    )

    assert found.question["text"] == "It ended {gap-1} with {gap-2} and {gap-3}."
    assert found.question["gaps"] == [
        {
            "key": "gap-1",
            "options": [
                {"text": "early", "why": "No."},
                {"text": "late", "right": True, "why": "Yes."},
            ],
        },
        {
            "key": "gap-2",
            "accepted": ["Anna"],
            "near_misses": [{"text": "Ana", "why": "Nearly."}],
        },
        {"key": "gap-3", "accepted": ["32"], "why": "So."},
    ]


def test_a_single_embedded_number_is_a_question_for_a_number():
    found = read("multianswer", "It boils at {1:NUMERICAL:=212:1} F.")

    assert found.question == {
        "type": "numeric", "stem": "It boils at _____ F.", "answer": 212, "tolerance": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        (("essay", "x"), "essay: an essay: our questions are judged without a person"),
        (("description", "x"), "description: a description: it asks nothing"),
        (("calculated", "x"), "calculated: numbers drawn anew for each person are not known here"),
        (("ddmarker", "x"), "ddmarker: markers on areas of a picture do not fit into points to"),
        (("ddimageortext", "x"), "ddimageortext: words dragged onto a picture do not fit into any"),
        (("stack", "x"), "stack: this kind of question is not known here"),
        (("", "x"), "a question without a type: this kind of question is not known here"),
        (("truefalse", "x", answer("100", "wahr")), "its answers are not called true and false"),
        (("numerical", "x", answer("100", "{a}+1")), "“{a}+1” is no number"),
        (("multichoice", "x", answer("much", "a")), "“much” is no number"),
        (("multichoice", "x", answer("50", "a")), "no option counts in full, so none is right"),
        (("gapselect", "x [[3]]", box("selectoption", "a")), "the gap [[3]] has no word"),
        (("gapselect", "x", box("selectoption", "a")), "the text has no gaps"),
        (("cloze", "x {1:ODD:=a}"), "answers of the kind ODD in a text are not known here"),
        (("cloze", "{1:NM:=1:2} {1:NM:=1}"), "a gap takes a number within a tolerance, which is"),
        (("cloze", "x {1:MC:a~b}"), "a gap has 0 right words to choose; it must be one"),
        (("cloze", "x"), "the text holds no answer in braces that could be read"),
    ],
)
def test_what_cannot_be_taken_says_why(question, reason):
    found = read(*question)

    assert found.question is None
    assert found.losses[0].startswith(reason)


def test_categories_tags_hints_and_files_are_told():
    category = (
        "<question type='category'><category><text>$course$/top/A//B/C</text></category></question>"
    )
    body = asked(
        "truefalse",
        "It ends. <img src='@@PLUGINFILE@@/a%20b.png' alt='A tree'>",
        answer("100", "true") + answer("0", "false")
        + "<tags><tag><text>scope</text></tag></tags><hint><text>Think.</text></hint>",
    )  # fmt: skip
    files = (
        "<file name='a b.png' encoding='base64'>AA==</file>"
        "<file name='c.mp3' encoding='base64'>AA==</file></questiontext>"
    )

    (found,) = read_moodle_xml(quiz(category, body.replace("</questiontext>", files))).questions

    assert found.tags == ("A/B", "C", "scope")
    assert found.losses == (
        "the file “c.mp3”", "the picture “A tree”", "hints between tries (1)",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("form", "text", "stem"),
    [
        ("markdown", "Is **it**?", "Is **it**?"),
        ("plain_text", "Is *it* &lt;b&gt;?", "Is \\*it\\* &lt;b>?"),
        ("moodle_auto_format", "Is it\nso?", "Is it\\\nso?"),
        ("html", "&lt;![CDATA[Is &lt;b&gt;it&lt;/b&gt;?]]&gt;", "Is **it**?"),
    ],
)
def test_each_text_is_read_in_its_format(form, text, stem):
    body = quiz(
        f"<question type='truefalse'><questiontext format='{form}'><text>{text}</text>"
        f"</questiontext>{answer('100', 'true')}{answer('0', 'false')}</question>"
    )

    (found,) = read_moodle_xml(body).questions

    assert found.question["stem"] == stem


LAUGHS = (
    b"<!DOCTYPE quiz [<!ENTITY a 'ha'>"
    + b"".join(b"<!ENTITY %c '%s'>" % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><quiz>&j;</quiz>"
)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (LAUGHS, "entities of its own"),
        (b"<!DOCTYPE quiz SYSTEM 'file:///etc/passwd'><quiz/>", "entities of its own"),
        (b"<!DOCTYPE q [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><quiz>&x;</quiz>", "entities"),
        (b"<quiz>" + b"<a>" * 100_000, "nested deeper than 60"),
        (b"<quiz><question></quiz>", "no sound XML: mismatched tag"),
        (b"<quiz>&nbsp;</quiz>", "no sound XML: undefined entity"),
        (b"<?xml version='1.0' encoding='odd'?><quiz/>", "no sound XML"),
        (b"<quiz></quiz>", "holds no question"),
        (b"<test></test>", "begins with <test>"),
        (b"<quiz>" + b"<question type='essay'/>" * 2_001 + b"</quiz>", "at most 2,000"),
    ],
)
def test_hostile_and_broken_files_are_refused(body, message):
    with pytest.raises(UnreadableFileError, match=message):
        read_moodle_xml(body)


def test_the_place_of_a_break_is_told():
    with pytest.raises(UnreadableFileError) as caught:
        read_moodle_xml(b"<quiz>\n <a></b></quiz>")

    assert (caught.value.line, caught.value.column) == (2, 7)
