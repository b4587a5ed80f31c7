"""Whether another answer counts as right, for every type of question."""

from decimal import Decimal

import pytest
from pydantic import TypeAdapter

from pmo_academy.authoring.rules.question_shapes import Check
from pmo_academy.studio.rules.changes import ChangeKind
from pmo_academy.studio.rules.question_changes import text_changes
from pmo_academy.studio.rules.question_keys import is_new_key, key_lines


def question(type_, **fields):
    return TypeAdapter(Check).validate_python({"type": type_, "stem": "What?", **fields})


def options(*texts, right=(0,)):
    return [{"text": text, "right": at in right} for at, text in enumerate(texts)]


def sorted_(*pairs, categories=("Office", "Person")):
    items = [{"text": text, "category": category} for text, category in pairs]
    return question("categorise", categories=list(categories), items=items)


def gap(text, **fields):
    return question("cloze", text=text, gaps=[{"key": "one", **fields}])


def spots(*places):
    return question(
        "hot-spot",
        picture="../media/a.png",
        alt="A picture",
        spots=[
            {"x": Decimal(x), "y": Decimal(10), "text": text, "right": right}
            for x, text, right in places
        ],
    )


def matching(*pairs, extra=()):
    return question(
        "matching",
        pairs=[{"left": left, "right": right} for left, right in pairs],
        extra=[{"right": one} for one in extra],
    )


SINGLE = question("single", options=options("Plan", "Budget", "Risk"))
NUMBER = question("numeric", answer=Decimal(5), tolerance=Decimal(1), unit="hours")
ORDER = question("ordering", steps=[{"text": one} for one in ("First", "Second", "Third")])
PAIRS = matching(("A", "Alpha"), ("B", "Beta"), extra=["Gamma"])
WORDS = question("short-text", accepted=["Portfolio"], near_misses=[{"text": "programme"}])
TYPED = gap("It {one} here.", accepted=["ends"], near_misses=[{"text": "stays"}])
CHOSEN = gap("It {one} here.", options=options("ends", "stays"))
SORTED = sorted_(("Desk", "Office"), ("Name", "Person"))
SPOTS = spots((10, "Top", True), (20, "Bottom", False))
CASE = question("case", parts=[{"type": "true-false", "stem": "Is it?", "answer": True}] * 2)

SAME = [
    (SINGLE, question("single", options=options("Budget", "Risk", "Plan", right=(2,)))),
    (SINGLE, question("single", options=options("Plan", "Budget", "Something else"))),
    (NUMBER, question("numeric", answer=Decimal("5.0"), tolerance=Decimal("1.00"))),
    (WORDS, question("short-text", accepted=["portfolio"])),
    (PAIRS, matching(("B", "Beta"), ("A", "Alpha"))),
    (SORTED, sorted_(("Name", "Person"), ("Desk", "Office"))),
    (CASE, CASE),
    (TYPED, gap("Here it {one}.", accepted=["ends"])),
]
OTHER = [
    (SINGLE, question("single", options=options("Plan", "Budget", "Risk", right=(1,)))),
    (SINGLE, question("multiple", options=options("Plan", "Budget", "Risk", right=(0, 1)))),
    (NUMBER, question("numeric", answer=Decimal(6), tolerance=Decimal(1))),
    (NUMBER, question("numeric", answer=Decimal(5))),
    (ORDER, question("ordering", steps=[{"text": one} for one in ("Second", "First", "Third")])),
    (PAIRS, matching(("A", "Beta"), ("B", "Alpha"))),
    (WORDS, question("short-text", accepted=["Portfolio", "Programme"])),
    (TYPED, gap("It {one} here.", accepted=["goes"])),
    (CHOSEN, gap("It {one} here.", options=options("ends", "stays", right=(1,)))),
    (SORTED, sorted_(("Desk", "Person"), ("Name", "Person"))),
    (SPOTS, spots((10, "Top", False), (20, "Bottom", True))),
    (SPOTS, spots((15, "Top", True), (20, "Bottom", False))),
    (CASE, question("case", parts=[{"type": "true-false", "stem": "Is it?", "answer": True}] * 3)),
    (
        CASE,
        question(
            "case",
            parts=[
                {"type": "true-false", "stem": "Is it?", "answer": True},
                {"type": "true-false", "stem": "Is it?", "answer": False},
            ],
        ),
    ),
]


@pytest.mark.parametrize(("before", "after"), SAME)
def test_the_same_counts_as_right(before, after):
    assert not is_new_key(before, after)


@pytest.mark.parametrize(("before", "after"), OTHER)
def test_another_answer_counts_as_right(before, after):
    assert is_new_key(before, after)


def test_keys_in_lines():
    lines = [
        key_lines(one)
        for one in (SINGLE, NUMBER, ORDER, PAIRS, WORDS, TYPED, CHOSEN, SORTED, SPOTS, CASE)
    ]

    assert lines == [
        ("Plan",),
        ("5 ± 1 hours",),
        ("1. First", "2. Second", "3. Third"),
        ("A → Alpha", "B → Beta"),
        ("Portfolio",),
        ("one: ends",),
        ("one: ends",),
        ("Desk → Office", "Name → Person"),
        ("Top (10 %, 10 %)",),
        ("true", "true"),
    ]
    assert key_lines(question("numeric", answer=Decimal(7))) == ("7",)
    assert key_lines(question("true-false", answer=False)) == ("false",)


@pytest.mark.parametrize(
    ("before", "after", "parts"),
    [
        (
            NUMBER,
            question("numeric", answer=Decimal(5), near_misses=[{"value": Decimal(10)}]),
            ["unit", "near-miss"],
        ),
        (ORDER, question("ordering", steps=[{"text": "First"}, {"text": "Last"}]), ["step"] * 3),
        (PAIRS, matching(("A", "Alpha"), ("B", "Beta")), ["extra"]),
        (WORDS, question("short-text", accepted=["Portfolio"]), ["near-miss"]),
        (TYPED, gap("It {one} now.", accepted=["ends"], why="So."), ["text", "near-miss", "why"]),
        (CHOSEN, gap("It {one} here.", options=options("ends", "xyz")), ["option"]),
        (SORTED, sorted_(("Desk", "Office"), ("Nome", "Person")), ["item"]),
        (SPOTS, spots((10, "Top", True), (20, "Qqq", False)), ["spot"] * 2),
        (
            CASE,
            question("case", parts=[CASE.parts[0], {**dict(CASE.parts[1]), "stem": "Was it?"}]),
            ["part"],
        ),
    ],
)
def test_words_of_every_type_are_compared(before, after, parts):
    changes = list(text_changes(before, after, {"file": "a.yaml"}))

    assert [one.part for one in changes] == parts
    assert {one.kind for one in changes} == {ChangeKind.WORDS}
