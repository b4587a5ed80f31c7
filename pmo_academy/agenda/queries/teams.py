"""What goes on in the teams that somebody manages, in counts; small groups are left out."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, exists, func, select

from pmo_academy.core.db import session
from pmo_academy.learning.models import Assignment, CourseCompletion, CourseEdition, Enrolment
from pmo_academy.maturity.models import Invitation, Round
from pmo_academy.people.models import Management, Membership, Person

# A team with fewer people is not spoken of, nor a round with fewer than it shows anything of.
FEWEST = 5
CLOSES_WITHIN = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class TeamCounts:
    """How many courses are overdue in the teams of a manager, and how many rounds close soon."""

    overdue: int
    closing: int


def count_for_manager(person: Person, *, today: date) -> TeamCounts:
    """Count over the teams that a person manages directly; nothing tells who."""
    managed = select(Management.team_id).where(Management.person_id == person.id)
    overdue = select(func.count()).where(
        Assignment.team_id.in_(managed),
        Assignment.team_id.in_(_large_teams()),
        Assignment.due_on < today,
        ~_is_completed(),
    )
    invited = select(func.count()).where(Invitation.round_id == Round.id).scalar_subquery()
    closing = select(func.count()).where(
        Round.team_id.in_(managed),
        Round.closed_at.is_(None),
        Round.opens_on <= today,
        Round.closes_on.between(today, today + CLOSES_WITHIN),
        invited >= Round.threshold,
    )
    return TeamCounts(
        overdue=session().scalar(overdue) or 0, closing=session().scalar(closing) or 0
    )


def _large_teams() -> Any:
    return (
        select(Membership.team_id)
        .join(Person, Person.id == Membership.person_id)
        .where(Person.deactivated_at.is_(None))
        .group_by(Membership.team_id)
        .having(func.count() >= FEWEST)
    )


def _is_completed() -> ColumnElement[bool]:
    return exists(
        select(CourseCompletion.enrolment_id)
        .join(Enrolment, Enrolment.id == CourseCompletion.enrolment_id)
        .join(CourseEdition, CourseEdition.id == Enrolment.edition_id)
        .where(
            Enrolment.person_id == Assignment.person_id,
            CourseEdition.code == Assignment.course_code,
        )
        .correlate(Assignment)
    )
