"""Tracks: the courses of a programme in order, and which comes next."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_academy.certification.rules.requirements import Kind, Programme, Requirement
from pmo_academy.certification.rules.tracks import courses_of, next_course, spread
from pmo_academy.learning.rules.prerequisites import Place


def programme(key, *requirements):
    parts = tuple(Requirement(kind=kind, key=name) for kind, name in requirements)
    return key, Programme(key=key, title=key, requirements=parts)


PROGRAMMES = dict(
    [
        programme("one", (Kind.COURSE, "PA-01"), (Kind.COURSE, "PA-02"), (Kind.TEST, "")),
        programme("two", (Kind.PROGRAMME, "one"), (Kind.COURSE, "PA-03"), (Kind.COURSE, "PA-01")),
        programme("round", (Kind.PROGRAMME, "round"), (Kind.COURSE, "PA-04")),
        programme("lost", (Kind.PROGRAMME, "nothing")),
    ]
)


def test_what_a_programme_builds_on_comes_first_and_each_course_once():
    assert courses_of("one", programmes=PROGRAMMES) == ["PA-01", "PA-02"]
    assert courses_of("two", programmes=PROGRAMMES) == ["PA-01", "PA-02", "PA-03"]


def test_circles_and_holes_do_no_harm():
    assert courses_of("round", programmes=PROGRAMMES) == ["PA-04"]
    assert courses_of("lost", programmes=PROGRAMMES) == []
    assert courses_of("nothing", programmes=PROGRAMMES) == []


def test_the_next_course_is_the_first_that_can_be_taken():
    places = [
        Place(code="PA-01"),
        Place(code="PA-02", is_announced=True),
        Place(code="PA-11", requires=["PA-07"]),
        Place(code="PA-03"),
    ]

    assert next_course(places, behind=()) == "PA-01"
    assert next_course(places, behind={"PA-01"}) == "PA-03"
    assert next_course(places, behind={"PA-01", "PA-07"}) == "PA-11"
    assert next_course(places, behind={"PA-01", "PA-11", "PA-03"}) is None


TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("minutes", "days", "due"),
    [
        ([60], 10, [10]),
        ([60, 60], 10, [5, 10]),
        ([60, 60, 60], 10, [4, 7, 10]),
        ([30, 270], 10, [1, 10]),
        ([60, 60], 0, [0, 0]),
        ([], 10, []),
    ],
)
def test_days_are_shared_out_by_the_time_courses_take(minutes, days, due):
    found = spread(minutes, today=TODAY, last=TODAY + timedelta(days=days))
    assert [(one - TODAY).days for one in found] == due


@given(st.lists(st.integers(1, 600), min_size=1, max_size=12), st.integers(0, 800))
def test_the_last_is_due_last_and_none_before_the_one_before_it(minutes, days):
    last = TODAY + timedelta(days=days)
    found = spread(minutes, today=TODAY, last=last)
    assert found == sorted(found)
    assert (found[0] >= TODAY, found[-1]) == (True, last)
