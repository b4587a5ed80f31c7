"""The courses of one person: what they are in, what they were given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from pmo_academy.learning.queries import (
    AssignedCourse,
    CourseProgress,
    list_assigned_courses,
    list_progress,
)
from pmo_academy.learning.rules.reviewing import SubmissionState


@dataclass(frozen=True, kw_only=True)
class PersonCourse:
    """A course of a person: how far they are, what became of test and work product, and the date.

    `has_passed_test` is None where there is no test, `handed_in` where nothing was handed in.
    """

    code: str
    title: str
    minutes: int
    done: int
    total: int
    completed_at: datetime | None
    due_on: date | None
    handed_in: SubmissionState | None = None
    has_passed_test: bool | None = None

    def is_overdue(self, today: date) -> bool:
        """Tell whether its day is over and it is not completed."""
        return self.completed_at is None and self.due_on is not None and self.due_on < today


def list_courses_of(person_id: UUID) -> Sequence[PersonCourse]:
    """Return the courses of a person: what is due first, then what is under way, then the rest."""
    taken = {one.code: one for one in list_progress([person_id])}
    given = {one.code: one for one in list_assigned_courses(person_id, open_only=False)}
    rows = [_only_given(one) for code, one in given.items() if code not in taken]
    rows += [_taken(one, given.get(code)) for code, one in taken.items()]
    return sorted(rows, key=_urgency)


def _taken(one: CourseProgress, given: AssignedCourse | None) -> PersonCourse:
    return PersonCourse(
        code=one.code,
        title=one.title,
        minutes=one.minutes,
        done=one.done,
        total=one.total,
        completed_at=one.completed_at,
        due_on=given.due_on if given else None,
        handed_in=one.handed_in,
        has_passed_test=one.has_passed_test,
    )


def _only_given(one: AssignedCourse) -> PersonCourse:
    return PersonCourse(
        code=one.code,
        title=one.title,
        minutes=one.minutes,
        done=0,
        total=0,
        completed_at=one.completed_at,
        due_on=one.due_on,
    )


def _urgency(one: PersonCourse) -> tuple[bool, date, str]:
    return (one.completed_at is not None, one.due_on or date.max, one.code)
