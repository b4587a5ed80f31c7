"""Which change of a question is a corrected key, and how earlier answers are judged by it."""

import copy
from dataclasses import replace

import pytest

from pmo_academy.exams.models import QuestionType
from pmo_academy.exams.rules.grading import is_right
from pmo_academy.exams.rules.key_words import key_in_words
from pmo_academy.exams.rules.regrading import (
    NewKey,
    accepts,
    carry,
    carry_question,
    is_corrected,
)
from tests.rules.exams import questions


def changed(question, change):
    """The question after its document was changed."""
    document = copy.deepcopy(question.document)
    change(document)
    return replace(question, document=document, option_order=())


def turn_options(document):
    """Let the others be right, and list them the other way round."""
    for option in document["options"]:
        option["right"] = not option["right"]
    document["options"].reverse()


def right_is(wanted):
    """Let only this option be right, and list them the other way round."""

    def change(document):
        for index, option in enumerate(document["options"]):
            option["right"] = index == wanted
        document["options"].reverse()

    return change


def swap_pairs(document):
    first, second = document["pairs"][:2]
    first["right"], second["right"] = second["right"], first["right"]
    document["pairs"].reverse()


def other_categories(document):
    """List the categories the other way round, so that each number means the other."""
    document["categories"].reverse()
    document["items"].reverse()


def other_gap(document):
    turn_options(document["gaps"][1])


def set_to(**values):
    return lambda document: document.update(values)


def part(number, change):
    return lambda document: change(document["parts"][number])


# A question, what is changed of its key, an answer that is right by the old and one by the new key.
CORRECTED = [
    (questions.single(), right_is(0), [1], [0]),
    (questions.multiple(), turn_options, [0, 3], [1, 2]),
    (questions.hot_spot(), right_is(0), [2], [0]),
    (questions.true_false(), set_to(answer=True), ["false"], ["true"]),
    (questions.numeric(), set_to(answer="14"), ["12.5"], ["14"]),
    (questions.numeric(), set_to(tolerance="2"), None, ["10.5"]),
    (questions.ordering(), lambda document: document["steps"].reverse(), [0, 1, 2], [2, 1, 0]),
    (questions.matching(), swap_pairs, [0, 1, 2], [1, 0, 2]),
    (questions.short_text(), set_to(accepted=["log"]), ["decision log"], ["LOG"]),
    (questions.cloze(), other_gap, ["outcome", 1], ["outcome", 0]),
    (questions.categorise(), other_categories, [0, 1, 0], [1, 0, 1]),
    (
        questions.case(),
        part(0, right_is(3)),
        [[1], ["outcome", 1], [0, 1, 2]],
        [[3], ["outcome", 1], [0, 1, 2]],
    ),
    (
        questions.case(),
        part(2, lambda document: document["steps"].reverse()),
        [[1], ["outcome", 1], [0, 1, 2]],
        [[1], ["outcome", 1], [2, 1, 0]],
    ),
]
NAMES = [f"{question.type}-{n}" for n, (question, *_) in enumerate(CORRECTED)]


@pytest.mark.parametrize(("question", "change", "old", "new"), CORRECTED, ids=NAMES)
def test_another_key_is_a_correction(question, change, old, new):
    later = changed(question, change)
    assert is_corrected(question, later)
    assert key_in_words(question) != key_in_words(later)
    key = NewKey(later=later)
    if old:
        assert is_right(question, old)
        assert not accepts(key, question, old)
    if new:
        assert not is_right(question, new)
        assert accepts(key, question, new)
    assert not accepts(key, question, None)


@pytest.mark.parametrize("question", questions.ALL, ids=lambda one: one.type.value)
def test_reasons_and_order_are_no_correction(question):
    def reworded(document):
        document["explanation"] = "<p>Said better.</p>"
        for name in ("options", "pairs", "items"):
            if name in document:
                document[name].reverse()
                for one in document[name]:
                    one["why"] = "Said better."

    assert not is_corrected(question, changed(question, reworded))


@pytest.mark.parametrize("question", questions.ALL, ids=lambda one: one.type.value)
def test_other_words_are_another_question(question):
    def reworded(document):
        document["stem"] = "<p>Which then?</p>"
        if question.type is QuestionType.TRUE_FALSE:
            document["answer"] = not document["answer"]

    assert not is_corrected(question, changed(question, reworded))


OTHER = [
    (questions.single(), lambda d: d["options"][0].update(text="Other", right=True)),
    (questions.hot_spot(), lambda d: d["options"][0].update(x=99, right=True)),
    (questions.numeric(), lambda d: d.update(unit="days", answer="3")),
    (questions.ordering(), lambda d: d["steps"][0].update(text="Other")),
    (questions.matching(), lambda d: d["pairs"][0].update(left="Other")),
    (questions.categorise(), lambda d: d["items"][0].update(text="Other")),
    (questions.cloze(), lambda d: d["gaps"][1]["options"][0].update(text="Other")),
    (questions.cloze(), lambda d: d.update(pieces=["It ends when ", " is there, and ", "."])),
    (questions.case(), part(2, lambda d: d["steps"][0].update(text="Other"))),
]


@pytest.mark.parametrize(("question", "change"), OTHER)
def test_other_choices_are_another_question(question, change):
    assert not is_corrected(question, changed(question, change))


def test_another_type_is_another_question():
    assert not is_corrected(questions.single(), questions.multiple())


def test_everybody_gets_the_point_without_a_later_question():
    everybody = NewKey(later=None)
    assert accepts(everybody, questions.single(), [3])
    assert accepts(everybody, questions.single(), None)


@pytest.mark.parametrize("question", questions.ALL, ids=lambda one: one.type.value)
def test_the_later_question_keeps_the_order_a_person_saw(question):
    def turned(document):
        for name in ("options", "pairs", "categories"):
            if name in document:
                document[name].reverse()

    later = carry_question(question, changed(question, turned))

    pairs = zip(question.parts or [question], later.parts or [later], strict=True)
    for before, after in pairs:
        seen = [[one.choices[at] for at in one.option_order] for one in (before, after)]
        assert seen[0] == seen[1]


def test_gaps_in_an_answer_stay_gaps():
    later = changed(questions.matching(), swap_pairs)
    assert carry(questions.matching(), later, [None, 3, None]) == [None, 3, None]
    cloze = changed(questions.cloze(), other_gap)
    assert carry(questions.cloze(), cloze, [None, None]) == [None, None]
    case = changed(questions.case(), part(0, turn_options))
    assert carry(questions.case(), case, [None, None, [2, None, 1]]) == [None, None, [2, None, 1]]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (questions.single(), "Option 1"),
        (questions.multiple(), "Option 0; Option 3"),
        (questions.true_false(), "false"),
        (questions.numeric(), "12.5 ± 0.5 hours"),
        (questions.numeric(tolerance="0", unit=""), "12.5"),
        (questions.ordering(), "Step 0 > Step 1 > Step 2"),
        (questions.matching(), "Left 0 – Right 0; Left 1 – Right 1; Left 2 – Right 2"),
        (questions.short_text(), "decision log / Entscheidungs-Protokoll"),
        (questions.cloze(), "outcome; Option 1"),
        (questions.categorise(), "Thing 0 – Support; Thing 1 – Control; Thing 2 – Support"),
        (questions.hot_spot(), "Option 2"),
        (questions.case(), "Option 1 / outcome; Option 1 / Step 0 > Step 1 > Step 2"),
    ],
)
def test_the_key_in_words(question, words):
    assert key_in_words(question) == words
