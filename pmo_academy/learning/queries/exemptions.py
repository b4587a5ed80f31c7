"""Find who need not take a course, and which courses are behind somebody either way."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import literal, select, union_all
from sqlalchemy.orm import aliased

from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.learning.models import (
    Assignment,
    CourseCompletion,
    CourseEdition,
    Enrolment,
    Exemption,
)
from pmo_academy.people.models import Membership, Person


@dataclass(frozen=True, kw_only=True)
class Behind:
    """The courses that nobody asks a person for any more: completed, or exempt with a reason."""

    codes: Collection[str]
    exempt: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class TeamExemption:
    """An exemption in the list of a team."""

    id: UUID
    person_name: str
    course_code: str
    reason: str
    granted_by: str
    granted_at: datetime


def find_behind(person_id: UUID) -> Behind:
    """Return what is behind a person, in one query."""
    completed = (
        select(CourseEdition.code.label("code"), literal("").label("reason"))
        .join(Enrolment, Enrolment.edition_id == CourseEdition.id)
        .join(CourseCompletion, CourseCompletion.enrolment_id == Enrolment.id)
        .where(Enrolment.person_id == person_id)
    )
    exempt = select(Exemption.course_code, Exemption.reason).where(
        Exemption.person_id == person_id, Exemption.ended_at.is_(None)
    )
    rows = session().execute(union_all(completed, exempt)).all()
    return Behind(
        codes={row.code for row in rows},
        exempt={row.code: row.reason for row in rows if row.reason},
    )


def list_done_with(code: str, person_ids: Collection[UUID]) -> set[UUID]:
    """Return who of these people have completed a course or need not take it, in one query."""
    completed = (
        select(Enrolment.person_id)
        .join(CourseEdition, CourseEdition.id == Enrolment.edition_id)
        .join(CourseCompletion, CourseCompletion.enrolment_id == Enrolment.id)
        .where(CourseEdition.code == code, Enrolment.person_id.in_(person_ids))
    )
    exempt = select(Exemption.person_id).where(
        Exemption.course_code == code,
        Exemption.person_id.in_(person_ids),
        Exemption.ended_at.is_(None),
    )
    return {row[0] for row in session().execute(union_all(completed, exempt))}


def list_exempt(code: str, person_ids: Collection[UUID]) -> set[UUID]:
    """Return who of these people need not take a course."""
    wanted = select(Exemption.person_id).where(
        Exemption.course_code == code,
        Exemption.person_id.in_(person_ids),
        Exemption.ended_at.is_(None),
    )
    return set(session().scalars(wanted))


def list_team_exemptions(team_id: UUID) -> list[TeamExemption]:
    """Return the exemptions of a team's present people, by name; the caller checked the reader."""
    manager = aliased(Person)
    rows = session().execute(
        select(
            Exemption.id,
            Person.name.label("person_name"),
            Exemption.course_code,
            Exemption.reason,
            manager.name.label("granted_by"),
            Exemption.granted_at,
        )
        .join(Person, Person.id == Exemption.person_id)
        .join(manager, manager.id == Exemption.granted_by)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.team_id == team_id,
            Exemption.ended_at.is_(None),
            Person.deactivated_at.is_(None),
        )
        .order_by(Person.name, Exemption.course_code)
    )
    return [TeamExemption(**row._asdict()) for row in rows]


def get_team_exemption(exemption_id: UUID, *, team_id: UUID) -> Exemption:
    """Return an exemption of somebody in a team, or raise NotFoundError."""
    found = session().scalar(
        select(Exemption)
        .join(Membership, Membership.person_id == Exemption.person_id)
        .where(
            Exemption.id == exemption_id,
            Membership.team_id == team_id,
            Exemption.ended_at.is_(None),
        )
    )
    if found is None:
        raise NotFoundError
    return found


def get_team_assignment(assignment_id: UUID, *, team_id: UUID) -> Assignment:
    """Return what somebody in a team was given, or raise NotFoundError."""
    found = session().scalar(
        select(Assignment)
        .join(Membership, Membership.person_id == Assignment.person_id)
        .where(Assignment.id == assignment_id, Membership.team_id == team_id)
    )
    if found is None:
        raise NotFoundError
    return found
