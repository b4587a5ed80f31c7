"""The answers to what people ask first: what is wrong with their file."""

import pytest

from tests.rules.authoring.breaking import problems_in_files, small_content

FILE = "answers.yaml"
ANSWERS = """\
answers:
  - key: one
    question: What is it?
    short: This.
    text: It is this, and not that.
    courses: [PA-01]
    checked_on: 2026-11-27
"""


def problems(text):
    return problems_in_files(small_content() | {FILE: text.encode()})


def test_a_short_answer_that_leads_to_a_course_is_right():
    assert problems(ANSWERS) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("[PA-01]", "[PA-01, PA-99]", "6:22: there is no course PA-99"),
        ("this, and not", "<b>this</b>, not", "5:11: HTML isn't allowed"),
        ("not that.", "not that. " + "word " * 233, "5:11: has 239 words; nobody"),
        ("    courses: [PA-01]\n", "", "courses"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(old, new, problem):
    (found,) = problems(ANSWERS.replace(old, new))

    assert found.startswith(f"{FILE}:")
    assert problem in found


def test_a_key_stands_once():
    (found,) = problems(ANSWERS + ANSWERS.removeprefix("answers:\n"))

    assert found.startswith(f"{FILE}:8:10: 'one' stands twice")
