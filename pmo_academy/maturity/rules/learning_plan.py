"""Which courses close the most pressing knowledge gaps within a budget of hours (section 10.4)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pmo_academy.maturity.rules.targets import Gap

USUAL_BUDGET = 12.0
USUAL_SPACE = timedelta(days=28)
ENOUGH_COVERED = 0.2
LEARNED = 0.7
GAPS_SHOWN = 3

_ROUNDING = 1e-9


@dataclass(frozen=True, kw_only=True)
class Course:
    """What a course costs and how far it serves each item: 0, 0.5 or 1."""

    code: str
    hours: float
    covers: Mapping[str, float]
    requires: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PlannedCourse:
    """A course of the plan, its share of all priorities, and the gaps it serves most."""

    code: str
    hours: float
    share: float
    serves: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class LearningPlan:
    """Courses in the order of their use; residual is the share of priorities left."""

    courses: tuple[PlannedCourse, ...]
    hours: float
    residual: float


def learning_plan(
    gaps: Sequence[Gap],
    courses: Collection[Course],
    *,
    budget: float = USUAL_BUDGET,
    completed: Collection[str] = (),
) -> LearningPlan:
    """Choose course after course by what it serves in an hour, until 80 percent is served."""
    residual = {gap.item: gap.priority for gap in gaps}
    total = sum(residual.values())
    planned: list[PlannedCourse] = []
    hours = 0.0
    while sum(residual.values()) > ENOUGH_COVERED * total + _ROUNDING:
        done = {*completed, *(one.code for one in planned)}
        course = _best(courses, residual=residual, done=done, hours_left=budget - hours)
        if course is None:
            break
        planned.append(_planned(course, residual=residual, total=total))
        hours += course.hours
        residual = {
            item: left * (1 - LEARNED * course.covers.get(item, 0.0))
            for item, left in residual.items()
        }
    left = sum(residual.values()) / total if total else 0.0
    return LearningPlan(courses=tuple(planned), hours=hours, residual=left)


def spread_days(start: date, *, end: date | None, count: int) -> tuple[date, ...]:
    """Spread so many days evenly between two; without a later end, four weeks lie between them."""
    if end is None or end <= start:
        end = start + USUAL_SPACE * (count + 1)
    space = (end - start) / (count + 1)
    return tuple(start + space * (at + 1) for at in range(count))


def _best(
    courses: Collection[Course],
    *,
    residual: Mapping[str, float],
    done: Collection[str],
    hours_left: float,
) -> Course | None:
    """Find the course that serves most in an hour; among equals the larger, then by code."""
    open_courses = [
        course
        for course in courses
        if course.code not in done
        and all(code in done for code in course.requires)
        and course.hours <= hours_left + _ROUNDING
        and _served(course, residual) > _ROUNDING
    ]
    return min(open_courses, key=lambda course: _rank(course, residual), default=None)


def _rank(course: Course, residual: Mapping[str, float]) -> tuple[float, float, str]:
    served = _served(course, residual)
    return (-round(served / course.hours, 9), -round(served, 9), course.code)


def _served(course: Course, residual: Mapping[str, float]) -> float:
    return sum(cover * residual.get(item, 0.0) for item, cover in course.covers.items())


def _planned(course: Course, *, residual: Mapping[str, float], total: float) -> PlannedCourse:
    by_item = {item: cover * residual.get(item, 0.0) for item, cover in course.covers.items()}
    # The gaps come most pressing first, and sorting keeps that order among equals.
    most = sorted((item for item in residual if by_item.get(item)), key=lambda one: -by_item[one])
    return PlannedCourse(
        code=course.code,
        hours=course.hours,
        share=sum(by_item.values()) / total,
        serves=tuple(most[:GAPS_SHOWN]),
    )
