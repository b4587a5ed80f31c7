"""Courses that were given to people, with their dates."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ScalarSelect, Select, bindparam, func, select
from sqlalchemy.orm import aliased

from pmo_academy.core.db import session
from pmo_academy.learning.models import Assignment, CourseCompletion, CourseEdition, Enrolment
from pmo_academy.people.models import Membership, Person


@dataclass(frozen=True, kw_only=True)
class AssignedCourse:
    """A course that a person was given."""

    code: str
    title: str
    minutes: int
    due_on: date
    completed_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class TeamAssignment(AssignedCourse):
    """An assigned course in the list of a team."""

    id: UUID
    person_id: UUID
    person_name: str
    assigned_by: str


def list_assigned_courses(person_id: UUID, *, open_only: bool = True) -> list[AssignedCourse]:
    """Return what a person was given, the earliest date first; only what is not completed."""
    rows = session().execute(_assigned(open_only=open_only), {"person_id": person_id})
    return [AssignedCourse(**row._asdict()) for row in rows]


@cache
def _assigned(*, open_only: bool) -> Select[*tuple[Any, ...]]:
    """Return the statement; it is put together once, because that takes longer than to run it."""
    completed_at = _completed_at()
    wanted = (
        select(Assignment.due_on, CourseEdition.code, CourseEdition.title, CourseEdition.minutes)
        .add_columns(completed_at.label("completed_at"))
        .join(CourseEdition, CourseEdition.code == Assignment.course_code)
        .where(Assignment.person_id == bindparam("person_id"), CourseEdition.is_latest)
        .order_by(Assignment.due_on, CourseEdition.code)
    )
    return wanted.where(completed_at.is_(None)) if open_only else wanted


def list_team_assignments(team_id: UUID) -> list[TeamAssignment]:
    """Return what was given to a team's present people, by whomever, the earliest date first.

    The caller has checked the reader.
    """
    manager = aliased(Person)
    rows = session().execute(
        select(
            Assignment.id,
            Assignment.person_id,
            Person.name.label("person_name"),
            Assignment.due_on,
            CourseEdition.code,
            CourseEdition.title,
            CourseEdition.minutes,
            _completed_at().label("completed_at"),
            manager.name.label("assigned_by"),
        )
        .join(Person, Person.id == Assignment.person_id)
        .join(manager, manager.id == Assignment.assigned_by)
        .join(Membership, Membership.person_id == Person.id)
        .join(CourseEdition, CourseEdition.code == Assignment.course_code)
        .where(
            Membership.team_id == team_id,
            CourseEdition.is_latest,
            Person.deactivated_at.is_(None),
        )
        .order_by(Assignment.due_on, CourseEdition.code, Person.name)
    )
    return [TeamAssignment(**row._asdict()) for row in rows]


def find_assignments(course_code: str, person_ids: Collection[UUID]) -> Sequence[Assignment]:
    """Return the assignments of one course to these people."""
    return (
        session()
        .scalars(
            select(Assignment).where(
                Assignment.course_code == course_code, Assignment.person_id.in_(person_ids)
            )
        )
        .all()
    )


def _completed_at() -> ScalarSelect[datetime]:
    """Select when the person of an assignment completed its course first, in any edition."""
    taken = CourseEdition.__table__.alias("taken")
    return (
        select(func.min(CourseCompletion.at))
        .join(Enrolment, Enrolment.id == CourseCompletion.enrolment_id)
        .join(taken, taken.c.id == Enrolment.edition_id)
        .where(Enrolment.person_id == Assignment.person_id, taken.c.code == Assignment.course_code)
        .correlate(Assignment)
        .scalar_subquery()
    )
