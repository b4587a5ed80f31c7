"""Courses in figures, and where items are taught."""

import pytest

from pmo_academy.authoring.rules.collection import items_by_model
from pmo_academy.authoring.rules.course_reading import CourseSource
from pmo_academy.authoring.rules.statistics import Taught, course_figures, coverage, reading_grade
from tests.rules.authoring.breaking import BANK, MODEL, checked, small_content


@pytest.fixture
def sources():
    drafts = checked(small_content()).drafts
    return [one.source for one in drafts if isinstance(one.source, CourseSource)]


def test_a_course_in_figures(sources):
    found = course_figures(sources[0])

    assert (found.code, found.is_announced, found.minutes, found.lessons) == ("PA-01", False, 60, 3)
    assert (found.questions, found.test_questions) == (15, 0)
    assert found.by_type == {
        "matching": 1, "multiple": 1, "numeric": 1, "ordering": 1, "single": 1, "true-false": 10
    }  # fmt: skip
    assert found.by_topic == {"one": 11, "two": 1, "three": 1, "four": 1, "five": 1}
    assert found.test_by_topic == dict.fromkeys(["one", "two", "three", "four", "five"], 0)
    assert found.by_item == {"MND-S1": 1}
    assert found.longest_is_right == 0


def test_an_announced_course_has_neither_texts_nor_questions(sources):
    found = course_figures(sources[1])

    assert (found.is_announced, found.minutes, found.lessons, found.words) == (True, 90, 0, 0)
    assert (found.longest_is_right, found.grade) == (None, None)


def test_the_questions_of_the_course_test_are_counted_apart():
    files = small_content()
    test = files[BANK].replace(b"module: first", b"module: course-test")
    files["courses/PA-01/questions/course-test.yaml"] = test

    found = course_figures(checked(files).drafts[0].source)

    assert (found.questions, found.test_questions) == (15, 15)
    assert found.test_by_topic["one"] == 11


def test_the_share_of_longest_right_options():
    files = small_content()
    files[BANK] = files[BANK].replace(b"text: This\n", b"text: This one, and no other\n")

    assert course_figures(checked(files).drafts[0].source).longest_is_right == 1


def test_where_each_item_is_taught(sources):
    lessons = tuple(f"PA-01/{one}" for one in ("alpha", "gamma"))
    found = {one.item: one for one in coverage(sources, ["MND-S1", "MND-S2", "MND-C1", "MND-T1"])}

    assert found["MND-S1"].full == ("PA-01",)
    assert set(lessons) <= set(found["MND-S1"].lessons)
    assert not found["MND-S1"].is_hole
    assert (found["MND-S2"].full, found["MND-S2"].half) == ((), ("PA-01",))
    assert found["MND-C1"] == Taught(item="MND-C1", full=("PA-02",), half=(), lessons=())
    assert found["MND-T1"] == Taught(item="MND-T1", full=(), half=(), lessons=())
    assert all(found[one].is_hole for one in ("MND-S2", "MND-C1", "MND-T1"))


def test_items_are_those_of_sound_models():
    files = small_content()
    assert items_by_model(checked(files)) == {"PALM": ["MND-S1", "MND-S2", "MND-C1", "MND-T1"]}

    files[MODEL] = files[MODEL].replace(b"PALM", b"OTHER")
    assert items_by_model(checked(files)) == {}


def test_the_grade_of_two_short_sentences():
    """7 words with 36 letters in 2 sentences: 4.71 * 36 / 7 + 0.5 * 7 / 2 - 21.43."""
    text = "The office plans gates. Nobody minds delays."
    assert reading_grade(text) == pytest.approx(4.71 * 36 / 7 + 0.5 * 7 / 2 - 21.43)


@pytest.mark.parametrize(
    "text", ["", "no sentence", "# Heading.", "| a. | b. |", "```diagram\nflow: It flows.\n```"]
)
def test_what_is_no_prose_has_no_grade(text):
    assert reading_grade(text) is None
