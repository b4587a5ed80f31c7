"""Who of a team can be given a course."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_, func, select

from pmo_academy.core.db import session
from pmo_academy.learning.models import Assignment, CourseCompletion, CourseEdition, Enrolment
from pmo_academy.people.models import Membership, Person


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A member of a team and where they stand with one course."""

    id: UUID
    name: str
    enrolled_at: datetime | None
    completed_at: datetime | None
    due_on: date | None

    @property
    def is_done(self) -> bool:
        """Tell whether the course is behind the person."""
        return self.completed_at is not None


def list_candidates(team_id: UUID, course_code: str) -> Sequence[Candidate]:
    """Return the active members of a team by name, each with this course; one query."""
    taken = (
        select(
            Enrolment.person_id,
            func.min(Enrolment.enrolled_at).label("enrolled_at"),
            func.min(CourseCompletion.at).label("completed_at"),
        )
        .join(CourseEdition, CourseEdition.id == Enrolment.edition_id)
        .outerjoin(CourseCompletion, CourseCompletion.enrolment_id == Enrolment.id)
        .where(CourseEdition.code == course_code)
        .group_by(Enrolment.person_id)
        .subquery()
    )
    given = and_(Assignment.person_id == Person.id, Assignment.course_code == course_code)
    rows = session().execute(
        select(Person.id, Person.name, taken.c.enrolled_at, taken.c.completed_at, Assignment.due_on)
        .join(Membership, Membership.person_id == Person.id)
        .outerjoin(taken, taken.c.person_id == Person.id)
        .outerjoin(Assignment, given)
        .where(Membership.team_id == team_id, Person.deactivated_at.is_(None))
        .order_by(Person.name, Person.id)
    )
    return [Candidate(**row._asdict()) for row in rows]
