"""What makes a question unanswerable, ambiguous or too easy, each with its place."""

import pytest

from pmo_academy.authoring.rules import question_shapes
from pmo_academy.authoring.rules.question_type_checks import normalised
from pmo_academy.exams.rules.questions import QuestionType
from tests.rules.authoring.breaking import (
    ALPHA,
    BANK,
    COURSE,
    problems_after,
    problems_in_files,
    small_content,
)

SINGLE_CHECK = """\
  type: single
  stem: Which?
  options:
    - {text: A, why: So.}
    - {text: B, why: So.}
    - {text: C, why: So.}
"""


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("        right: true\n", "", "9:7: has 0 right options; single choice has exactly one"),
        (
            "That one\n",
            "That one\n        right: true\n",
            "9:7: has 2 right options; single choice ",
        ),
        ("text: That one", "text: this", "12:15: 'this' stands here twice"),
        (
            "{text: B, right: true,",
            "{text: B,",
            "22:7: has 1 right options; multiple choice has at ",
        ),
        ("{text: C,", "{text: A,", "24:16: 'A' stands here twice"),
        ("value: 25", "value: 13", "43:17: counts as right: it lies within the tolerance"),
        (
            "why: Half of it.}",
            "why: Half.}\n      - {value: 25, why: x}",
            "44:17: '25' stands here tw",
        ),
        ("tolerance: 0.5", "tolerance: -1", "40:16: must be at least 0, not -1"),
        ("{text: Second,", "{text: first,", "51:16: 'first' stands here twice"),
        ("{left: B,", "{left: A,", "60:16: 'A' stands here twice"),
        ("right: 2", "right: 1", "60:26: '1' stands here twice"),
        ("{right: 4", "{right: 3", "63:17: stands among the pairs, so it does fit something"),
        ("key: q02", "key: q01", "17:10: the key 'q01' stands here twice"),
        (
            "topic: two",
            "topic: ten",
            "19:12: the course has no topic 'ten', only one, two, three, ",
        ),
        (
            "stem: Which ones?",
            "stem: WHICH -- one",
            "20:11: advice: asks the same as first, q01: change or d",
        ),
        (
            "stem: How many?",
            "stem: Statement 7 holds",
            "68:11: advice: asks the same as first, q04: change or",
        ),
    ],
)
def test_each_problem_of_a_question_has_its_place(old, new, problem):
    found = problems_after(BANK, old, new)

    assert any(one.startswith(f"{BANK}:{problem}") for one in found), found


def test_a_multiple_choice_without_a_wrong_option_is_refused():
    files = small_content()
    for letter in (b"C", b"D"):
        files[BANK] = files[BANK].replace(
            b"{text: %s," % letter, b"{text: %s, right: true," % letter
        )

    assert problems_in_files(files) == [
        f"{BANK}:22:7: has 4 right options; multiple choice has at least two, and at least one "
        "wrong option"
    ]


def test_a_bank_in_which_the_longest_option_is_mostly_right_is_refused():
    assert problems_after(BANK, "text: This", "text: This is the longest of them") == [
        f"{BANK}:3:3: advice: in 1 of 1 single choice questions the right option is the longest "
        "(q01): shorten it, or lengthen a wrong one"
    ]


def test_a_right_option_no_longer_than_a_wrong_one_gives_nothing_away():
    assert problems_after(BANK, "text: This", "text: The best") == []
    assert problems_after(BANK, "text: This", "text: The best.") != []


def test_the_check_of_a_lesson_is_looked_at_too():
    old = "  type: true-false\n  stem: The lesson alpha has a check.\n  answer: true\n"
    files = small_content()
    text = files[ALPHA].decode().replace(old, SINGLE_CHECK)
    text = text.replace("  why_true: Right, this is it.\n  why_false: Look again.\n", "")
    files[ALPHA] = text.encode()

    assert problems_in_files(files) == [
        f"{ALPHA}:10:5: has 0 right options; single choice has exactly one"
    ]


def test_a_bank_that_no_module_has_is_only_told_to_be_unlisted():
    files = small_content()
    files["courses/PA-01/questions/extra.yaml"] = b"module: extra\nquestions: []\n"

    assert problems_in_files(files) == [
        "courses/PA-01/questions/extra.yaml:1:1: course.yaml doesn't list this file: list or "
        "remove it"
    ]


def test_stems_are_compared_by_their_words_alone():
    assert normalised("  Which ONE, then? ") == normalised("which one then")


def test_the_types_are_those_that_exams_know():
    known = {shape.model_fields["type"].annotation.__args__[0] for shape in SHAPES}

    assert known == set(QuestionType)


SHAPES = question_shapes.Question.__args__


def test_a_bank_in_a_course_that_can_not_be_read_is_still_read():
    files = small_content()
    files[COURSE] = b"code: PA-01\n"
    files[BANK] = b"module: first\n"

    assert f"{BANK}:1:1: the field 'questions' is missing: add it" in problems_in_files(files)
