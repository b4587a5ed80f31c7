"""The outline of a course: modules and lessons in order, and the time they take."""

from decimal import Decimal

import pytest

from pmo_academy.studio.rules import outline
from pmo_academy.studio.rules.keys import key_from

COURSE = {
    "minutes": 30,
    "learning_credit": {"ways_of_working": Decimal("0.5"), "power_skills": 0, "business_acumen": 0},
    "modules": [
        {
            "key": "one",
            "lessons": ["a", "b"],
            "practice": True,
            "minutes": 1,
            "quiz": {"minutes": 5},
        },
        {"key": "two", "lessons": [], "practice": False, "minutes": 1, "quiz": {"minutes": 5}},
    ],
}


def lessons(course):
    return [(module["key"], module["lessons"]) for module in course["modules"]]


@pytest.mark.parametrize(
    ("title", "taken", "key"),
    [
        ("What a PMO is", (), "what-a-pmo-is"),
        ("Über & über", (), "uber-uber"),
        ("办公室", (), "part"),
        ("Twice", {"twice", "twice-2"}, "twice-3"),
        ("x" * 80, (), "x" * 50),
    ],
)
def test_a_key_is_made_from_a_title(title, taken, key):
    assert key_from(title, taken, longest=50) == key


def test_parts_are_added_and_taken_out_and_the_given_course_stays():
    more = outline.with_lesson(outline.with_module(COURSE, "three", "Three"), "three", "c")

    assert lessons(more)[-1] == ("three", ["c"])
    assert outline.module_keys(outline.without_module(more, "three")) == ["one", "two"]
    assert outline.lesson_keys(outline.without_lesson(more, "a")) == ["b", "c"]
    assert outline.lesson_keys(COURSE) == ["a", "b"]
    assert outline.lesson_keys({}) == outline.module_keys({}) == []


def test_parts_move_and_places_beyond_are_the_ends():
    assert lessons(outline.moved_lesson(COURSE, "a", "two", 9)) == [("one", ["b"]), ("two", ["a"])]
    assert lessons(outline.moved_lesson(COURSE, "b", "one", -1))[0] == ("one", ["b", "a"])
    assert outline.module_keys(outline.moved_module(COURSE, "two", -5)) == ["two", "one"]


@pytest.mark.parametrize(
    ("key", "by", "place"),
    [("a", -1, None), ("a", 1, ("one", 1)), ("b", -1, ("one", 0)), ("b", 1, ("two", 0))],
)
def test_a_step_goes_on_into_the_next_module(key, by, place):
    assert outline.step(COURSE, key, by) == place


def test_a_step_up_ends_the_module_before():
    moved = outline.moved_lesson(COURSE, "b", "two", 0)

    assert outline.step(moved, "b", -1) == ("one", 1)
    assert outline.step(moved, "b", 1) is None


def test_minutes_are_added_up_and_credit_that_fits_stays():
    timed = outline.retimed(COURSE, {"a": 10, "b": 5}, {"one": 5})

    assert [module["minutes"] for module in timed["modules"]] == [25, 5]
    assert timed["minutes"] == 30
    assert timed["learning_credit"] == COURSE["learning_credit"]


def test_credit_that_no_longer_fits_follows_on_its_largest_side():
    timed = outline.retimed(COURSE, {"a": 60, "b": 5}, {})

    assert timed["minutes"] == 75
    assert timed["learning_credit"]["ways_of_working"] == Decimal("1.25")


def test_credit_begins_anew_where_the_other_sides_alone_are_too_much():
    credit = {"ways_of_working": 1, "power_skills": 1, "business_acumen": 1}
    timed = outline.retimed({**COURSE, "learning_credit": credit}, {"a": 10}, {})

    assert timed["minutes"] == 20
    assert sum(timed["learning_credit"].values()) == Decimal("0.25")


def test_a_course_without_parts_takes_a_minute():
    assert outline.retimed({**COURSE, "modules": []}, {}, {})["minutes"] == 1
