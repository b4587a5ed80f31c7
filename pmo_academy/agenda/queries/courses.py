"""Every course as it stands for one person: completed, begun, assigned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, Select, and_, bindparam, func, select

from pmo_academy.core.db import session
from pmo_academy.learning.models import Assignment, CourseCompletion, CourseEdition, Enrolment
from pmo_academy.maturity.queries import CourseChoice
from pmo_academy.people.models import Person

_READER: BindParameter[UUID] = bindparam("person_id")


@dataclass(frozen=True, kw_only=True)
class OwnCourse:
    """A course and where the reader stands with it; `due_on` is None when it was not assigned."""

    choice: CourseChoice
    has_started: bool
    completed_at: datetime | None
    due_on: date | None
    assigned_by: str

    @property
    def is_open(self) -> bool:
        """Tell whether it can be taken and is not behind the person."""
        return not self.choice.is_announced and self.completed_at is None


def list_own_courses(person: Person) -> Sequence[OwnCourse]:
    """Return the latest edition of every course by code, each with this person's standing."""
    rows = session().execute(_courses_of(), {"person_id": person.id})
    return [
        OwnCourse(
            choice=_choice(edition),
            has_started=enrolled_at is not None,
            completed_at=completed_at,
            due_on=due_on,
            assigned_by=assigned_by or "",
        )
        for edition, enrolled_at, completed_at, due_on, assigned_by in rows
    ]


@cache
def _courses_of() -> Select[*tuple[Any, ...]]:
    """Return the statement; it is put together once, because that takes longer than to run it."""
    taken = (
        select(
            CourseEdition.code,
            func.min(Enrolment.enrolled_at).label("enrolled_at"),
            func.min(CourseCompletion.at).label("completed_at"),
        )
        .join(Enrolment, Enrolment.edition_id == CourseEdition.id)
        .outerjoin(CourseCompletion, CourseCompletion.enrolment_id == Enrolment.id)
        .where(Enrolment.person_id == _READER)
        .group_by(CourseEdition.code)
        .subquery()
    )
    mine = and_(Assignment.course_code == CourseEdition.code, Assignment.person_id == _READER)
    return (
        select(
            CourseEdition,
            taken.c.enrolled_at,
            taken.c.completed_at,
            Assignment.due_on,
            Person.name.label("assigned_by"),
        )
        .outerjoin(taken, taken.c.code == CourseEdition.code)
        .outerjoin(Assignment, mine)
        .outerjoin(Person, Person.id == Assignment.assigned_by)
        .where(CourseEdition.is_latest)
        .order_by(CourseEdition.code)
    )


def _choice(edition: CourseEdition) -> CourseChoice:
    return CourseChoice(
        id=edition.id,
        code=edition.code,
        title=edition.title,
        minutes=edition.minutes,
        is_announced=edition.is_announced,
        covers=edition.document.get("covers", {}),
        requires=tuple(edition.document.get("requires", ())),
    )
