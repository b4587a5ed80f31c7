"""What would make a question better is said and keeps nothing from being published."""

import pytest

from pmo_academy.authoring.rules.question_advice import advice_on
from pmo_academy.authoring.rules.question_shapes import Case
from tests.rules.authoring.breaking import (
    ALPHA,
    BANK,
    COURSE,
    checked,
    problems_after,
    small_content,
)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("    explanation: This.\n", "", "explain the answer"),
        ("        why: Because.\n", "", "say why this is right or wrong"),
        ("    why_true: It is not.\n", "", "say why this is right or wrong"),
        ("      - text: Another\n        why: Not at all.\n", "", "has 2 options; 3 to 5 are good"),
        ("      - {text: D, why: No.}\n", "", "has 3 options; 4 to 6 are good"),
    ],
)
def test_a_question_that_could_be_better_is_told_so(old, new, told):
    (found,) = problems_after(BANK, old, new)

    assert "advice: " in found
    assert told in found


def test_the_parts_of_a_case_are_looked_at_too():
    part = {"type": "true-false", "stem": "So?", "answer": True, "explanation": "So it is."}
    reasons = {"why_true": "Yes.", "why_false": "No."}
    case = Case(
        type="case", stem="A case.", explanation="Why.", parts=[part | reasons, part | reasons]
    )
    bare = Case(type="case", stem="A case.", explanation="Why.", parts=[part | reasons, part])

    assert list(advice_on(case)) == []
    assert [place for place, _ in advice_on(bare)] == [
        ("parts", 1, "why_true"),
        ("parts", 1, "why_false"),
    ]


def test_a_lesson_needs_no_item_and_only_should_have_a_check():
    files = small_content()
    head, _, body = files[ALPHA].decode().partition("check:\n")
    files[ALPHA] = (head.replace("item: MND-S1\n", "") + "---\n" + body.split("---\n")[1]).encode()

    collection = checked(files)

    assert [str(one) for one in collection.problems] == [
        f"{ALPHA}:2:1: advice: add a question to check oneself by: 'check'"
    ]
    assert all(not draft.faults for draft in collection.drafts)


def test_a_course_may_have_other_numbers_of_topics_and_outcomes():
    few = problems_after(COURSE, "  - {key: five, title: Five}\n", "")
    many = problems_after(COURSE, "Do a third", "a, b, c, d")

    assert any("advice: has 4 topics; 5 make" in one for one in few)
    assert any("advice: has 6 outcomes; 3 to 5" in one for one in many)
