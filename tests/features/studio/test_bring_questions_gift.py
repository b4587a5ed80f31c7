"""Questions written in GIFT become ours; what is lost, and why one cannot be taken, is said."""

from decimal import Decimal

import pytest

from pmo_academy.studio.exchange.brought import UnreadableFileError
from pmo_academy.studio.exchange.gift import read_gift

PART = "points for a part of the answer (ours are right or wrong as a whole)"


def read(text):
    (question,) = read_gift(text).questions
    return question


@pytest.mark.parametrize(
    ("text", "fields", "losses"),
    [
        (
            "Who decides?{=The sponsor#It approved. ~The office ~%50%The board}",
            {
                "type": "single",
                "stem": "Who decides?",
                "options": [
                    {"text": "The sponsor", "right": True, "why": "It approved."},
                    {"text": "The office"},
                    {"text": "The board"},
                ],
            },
            ("the part of the points for “The board” (50 %): now wrong",),
        ),
        (
            "What belongs there?{~%50%Owner ~%50%Day#yes ~%-100%Minutes#no}",
            {
                "type": "multiple",
                "stem": "What belongs there?",
                "options": [
                    {"text": "Owner", "right": True},
                    {"text": "Day", "right": True, "why": "yes"},
                    {"text": "Minutes", "why": "no"},
                ],
            },
            (PART,),
        ),
        (
            "Which?{~%100%Owner ~Minutes}",
            {
                "type": "single",
                "stem": "Which?",
                "options": [{"text": "Owner", "right": True}, {"text": "Minutes"}],
            },
            (),
        ),
        (
            "Which?{~%50%Owner ~Minutes}",
            {
                "type": "single",
                "stem": "Which?",
                "options": [{"text": "Owner", "right": True}, {"text": "Minutes"}],
            },
            (PART, "that several options may be chosen (one is right: single choice)"),
        ),
        (
            "It ends.{FALSE#It stays.#Right, it stays.####Ask for the day.}",
            {
                "type": "true-false",
                "stem": "It ends.",
                "answer": False,
                "why_true": "It stays.",
                "why_false": "Right, it stays.",
                "explanation": "Ask for the day.",
            },
            (),
        ),
        (
            "How many?{#12.5:0.5#So many. =%0%25:1#Twice. =%50%12:3#Near. ~#Count again.}",
            {
                "type": "numeric",
                "stem": "How many?",
                "answer": Decimal("12.5"),
                "tolerance": Decimal("0.5"),
                "near_misses": [{"value": 25, "why": "Twice."}, {"value": 12, "why": "Near."}][:1],
                "explanation": "So many.",
            },
            (
                "the range of ± 1 around the wrong number 25",
                "the part of the points for 12 (50 %): now wrong",
                "what is said to 12 (counts as right here): “Near.”",
                "what is said to any other number: “Count again.”",
            ),
        ),
        (
            "Pi?{#3.141..3.142}",
            {
                "type": "numeric",
                "stem": "Pi?",
                "answer": Decimal("3.1415"),
                "tolerance": Decimal("0.0005"),
            },
            (),
        ),
        (
            "One word?{=portfolio#Well seen. =%100%project portfolio =%50%programme#An outcome."
            " =%0%*#Look it up. =port*}",
            {
                "type": "short-text",
                "stem": "One word?",
                "accepted": ["portfolio", "project portfolio"],
                "near_misses": [{"text": "programme", "why": "An outcome."}],
                "explanation": "Well seen.",
            },
            (
                "what is said to any other answer: “Look it up.”",
                "the form “port*”: * would stand for any letters",
                "the part of the points for “programme” (50 %): now wrong",
            ),
        ),
        (
            "One word?{=Portfolio =%0%port-folio!#Capitals. =%0%odd}",
            {"type": "short-text", "stem": "One word?", "accepted": ["Portfolio"]},
            ("the wrong form “port-folio!” (counts as right here)",),
        ),
        (
            "Match.{=Sponsor -> decides =Lead -> delivers = -> audits}",
            {
                "type": "matching",
                "stem": "Match.",
                "pairs": [
                    {"left": "Sponsor", "right": "decides"},
                    {"left": "Lead", "right": "delivers"},
                ],
                "extra": [{"right": "audits"}],
            },
            (PART,),
        ),
        (
            "Sort.{=Sponsor -> person =Office -> unit =Board -> unit}",
            {
                "type": "categorise",
                "stem": "Sort.",
                "categories": ["person", "unit"],
                "items": [
                    {"text": "Sponsor", "category": "person"},
                    {"text": "Office", "category": "unit"},
                    {"text": "Board", "category": "unit"},
                ],
            },
            (PART,),
        ),
        (
            "Order.{>3 RANDOM none\nDescribe\nWeigh\nDecide\n}",
            {
                "type": "ordering",
                "stem": "Order.",
                "steps": [{"text": "Describe"}, {"text": "Weigh"}, {"text": "Decide"}],
            },
            ("that only some of the steps are shown", PART),
        ),
    ],
)
def test_each_kind_becomes_one_of_ours(text, fields, losses):
    question = read(text)

    assert question.question == fields
    assert set(question.losses) == set(losses)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("How are you? {}", "an essay: our questions are judged without a person"),
        ("Just so you know.", "a description: it asks nothing"),
        ("Which? {=A ~B", "a brace is not closed, or an opening one is missing"),
        ("Which? =A ~B}", "a brace is not closed, or an opening one is missing"),
        ("A {=b ~c} d {=e ~f}", "has answers at two places; only one is known in GIFT"),
        ("How many?{#many}", "“many” is no number"),
        ("How many?{#1e99}", "the number 1E+99 is too large or too small"),
        ("How many?{#*}", "no number counts in full, so none is right"),
        ("Match.{=A -> b =C}", "“C” has no -> between its two sides"),
        ("Which?{=A =B ~C}", "several options count in full, but only one may be chosen"),
        ("Which?{~A ~B}", "no option has points, so none is right"),
        ("Which?{=%50%A}", "no answer in full is left, so none is right"),
        ("Which?{=A}{", "has answers at two places; only one is known in GIFT"),
        ("Which?{=A ~A}", "options 2 text: 'A' stands here twice"),
        ("Which?{=A ~}", "options: has 1 entries; at least 2 are needed"),
        ("Which?{=A ~%0%}", "options 2 text: must not be empty"),
        ("{=A ~B}", "stem: must not be empty"),
    ],
)
def test_what_cannot_be_taken_says_why(text, reason):
    question = read(text)

    assert question.question is None
    assert reason in question.losses


def test_names_categories_and_tags_are_kept():
    text = (
        "// a file of ours\n$CATEGORY: $course$/top/Scope/Change\n\n"
        "// [id:7] [tag:baseline] [tag:two words]\n::Who \\: decides::Who?{=A ~B}\n\n"
        "$CATEGORY: Other\nWhat?{T}\n"
    )

    first, second = read_gift(text).questions

    assert (first.place, first.name) == ("line 5", "Who : decides")
    assert first.tags == ("Scope", "Change", "baseline", "two words")
    assert (second.place, second.name, second.tags) == ("line 8", "What?", ("Other",))


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("[html]<p>Is <b>it</b> \\= 2*3 \\#?</p>{T}", "Is **it** = 2\\*3 #?"),
        ("[markdown]Is **it** \\{so\\}?\\n\\n- a\\n- b{T}", "Is **it** {so}?\n\n- a\n- b"),
        ("[plain]Is *it* <b>?{T}", "Is \\*it\\* &lt;b>?"),
        ("[markdown]<b>Is</b> [it](http\\://x.example)?{T}", "**Is** it?"),
        (
            "Is it wrapped\nin the file?\\nAnd broken?{T}",
            "Is it wrapped in the file?\\\nAnd broken?",
        ),
        ("Is <i>it</i>\\nso?{T}", "Is *it*\\\nso?"),
        ("[odd]Is it?{T}", "[odd]Is it?"),
        ("A \\\\n and \\\\ and \\x?{T}", "A \\n and \\ and \\x?"),
        ("Is it {T} so?", "Is it _____ so?"),
        ("Is it? {T}.", "Is it?"),
    ],
)
def test_texts_are_read_in_their_format(text, stem):
    assert read(text).question["stem"] == stem


def test_a_file_without_questions_is_refused():
    with pytest.raises(UnreadableFileError, match="no question"):
        read_gift("// nothing\n\n$CATEGORY: empty\n")
