from datetime import date

import pytest

from pmo_academy.maturity.rules.learning_plan import (
    Course,
    LearningPlan,
    learning_plan,
    spread_days,
)
from pmo_academy.maturity.rules.scoring import score
from pmo_academy.maturity.rules.targets import Gap, Pressing, gaps, item_targets
from tests.rules.maturity.example import COURSES, PALM, ROUND


def near(expected):
    return pytest.approx(expected, abs=1e-6)


def gap(item, priority):
    return Gap(
        item=item,
        current=0,
        target=3,
        gap=3,
        weight=1,
        pressing=Pressing.ELSEWHERE,
        urgency=1,
        priority=priority,
        next_point=1,
        next_anchor="",
    )


def course(code, hours, *requires, **covers):
    return Course(code=code, hours=hours, covers=covers, requires=requires)


def codes(plan):
    return [one.code for one in plan.courses]


def example_plan(rung, **options):
    targets = item_targets(PALM, rung)
    return learning_plan(gaps(PALM, score(PALM, ROUND), targets=targets), COURSES, **options)


@pytest.mark.parametrize(
    ("rung", "courses", "shares", "residual"),
    [
        (5, ["PA-04", "PA-05", "PA-08"], [0.445848, 0.182478, 0.064499], 0.515023),
        (7, ["PA-07", "PA-04", "PA-12"], [0.271363, 0.222250, 0.116160], 0.573159),
    ],
)
def test_the_worked_example_has_its_plan(rung, courses, shares, residual):
    plan = example_plan(rung)

    assert codes(plan) == courses
    assert [one.share for one in plan.courses] == near(shares)
    assert plan.hours == 12
    assert plan.residual == near(residual)


def test_a_course_names_the_three_gaps_it_serves_most():
    assert example_plan(5).courses[0].serves == ("AUT-C1", "DEV-C2", "DEV-C1")


def test_a_course_waits_for_what_it_requires():
    later = course("B", 1, "A", x=1)

    assert codes(learning_plan([gap("x", 1)], [later])) == []
    assert codes(learning_plan([gap("x", 1)], [later], completed={"A"})) == ["B"]
    earlier = course("A", 10, x=0.5)
    assert codes(learning_plan([gap("x", 1)], [later, earlier])) == ["A", "B"]


def test_what_has_been_completed_is_not_planned_again():
    assert codes(learning_plan([gap("x", 1)], [course("A", 1, x=1)], completed={"A"})) == []


def test_a_course_must_fit_the_hours_left():
    courses = [course("A", 8, x=1), course("B", 5, y=1), course("C", 4, z=0.5)]
    missing = [gap("x", 9), gap("y", 4), gap("z", 3)]

    plan = learning_plan(missing, courses, budget=12)

    assert codes(plan) == ["A", "C"]
    assert plan.hours == 12


def test_planning_stops_when_four_fifths_are_served():
    courses = [course("A", 1, x=1), course("B", 1, x=1), course("C", 1, x=1)]

    plan = learning_plan([gap("x", 1)], courses)

    assert codes(plan) == ["A", "B"]
    assert plan.residual == near(0.09)


def test_planning_stops_when_no_course_helps():
    plan = learning_plan([gap("x", 1)], [course("A", 1, y=1)])

    assert plan == LearningPlan(courses=(), hours=0, residual=1)


def test_among_equals_the_larger_and_then_the_first_by_code():
    missing = [gap("x", 1), gap("y", 1)]

    assert codes(learning_plan(missing, [course("A", 1, x=1), course("B", 2, x=1, y=1)]))[0] == "B"
    assert codes(learning_plan(missing, [course("B", 1, x=1), course("A", 1, y=1)]))[0] == "A"


def test_without_gaps_there_is_nothing_to_learn():
    assert learning_plan([], COURSES) == LearningPlan(courses=(), hours=0, residual=0)


def test_days_are_spread_evenly_before_the_end():
    days = spread_days(date(2027, 1, 1), end=date(2027, 5, 1), count=3)

    assert days == (date(2027, 1, 31), date(2027, 3, 2), date(2027, 4, 1))


@pytest.mark.parametrize("end", [None, date(2026, 12, 1)])
def test_without_a_later_end_four_weeks_lie_between_the_days(end):
    days = spread_days(date(2027, 1, 1), end=end, count=2)

    assert days == (date(2027, 1, 29), date(2027, 2, 26))
