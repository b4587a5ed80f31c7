"""Give a course to people, with a date."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from uuid import UUID

from sqlalchemy import select

from pmo_academy.core import audit, clock
from pmo_academy.core.db import session
from pmo_academy.core.errors import ConflictError, DomainError, NotFoundError
from pmo_academy.core.words import gettext as _
from pmo_academy.learning import queries
from pmo_academy.learning.models import Assignment
from pmo_academy.learning.service.withdrawals import refuse_withdrawn
from pmo_academy.people.models import Person, Team
from pmo_academy.people.queries import list_members


@dataclass(frozen=True, kw_only=True)
class Assigned:
    """What an assignment changed: how many people are new, got a later date, keep theirs.

    Who is exempt from the course got nothing.
    """

    new: int
    moved: int
    kept: int
    exempt: int = 0

    def __add__(self, other: "Assigned") -> "Assigned":
        """Return what both changed together."""
        return Assigned(
            new=self.new + other.new,
            moved=self.moved + other.moved,
            kept=self.kept + other.kept,
            exempt=self.exempt + other.exempt,
        )


class PastDateError(DomainError):
    """The date by which a course is due lies behind us."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


def assign_to_those_waiting(
    code: str, person_ids: Collection[UUID], *, team: Team, due_on: date, by: Person
) -> Assigned:
    """Give a course to those of the members who have not completed it and are not exempt."""
    waiting = set(person_ids) - queries.list_done_with(code, person_ids)
    if not waiting:
        return Assigned(new=0, moved=0, kept=0)
    return assign(code, waiting, team=team, due_on=due_on, by=by)


def move_date(assignment: Assignment, *, due_on: date, by: Person) -> None:
    """Let an assigned course be due on another day, also an earlier one."""
    _refuse_past(due_on)
    if assignment.due_on == due_on:
        return
    before, assignment.due_on = assignment.due_on, due_on
    session().flush()
    audit.record(
        "learning.date-moved",
        subject=assignment.person_id,
        by=by.id,
        course=assignment.course_code,
        due_on=due_on.isoformat(),
        before=before.isoformat(),
    )


def assign(
    code: str, person_ids: Collection[UUID], *, team: Team, due_on: date, by: Person
) -> Assigned:
    """Give a course to members of a team; who has it already gets the later of the two dates."""
    edition = queries.get_latest_edition(code)
    if edition.is_announced:
        raise ConflictError(_("This course is in preparation and cannot be assigned yet."))
    refuse_withdrawn(edition)
    _refuse_past(due_on)
    if not set(person_ids) <= {member.id for member in list_members(team.id)}:
        raise NotFoundError
    # In one order, so that two assignments at the same time wait for each other.
    people = select(Person.id).where(Person.id.in_(person_ids)).order_by(Person.id)
    session().execute(people.with_for_update())
    existing = queries.find_assignments(edition.code, person_ids)
    earlier = [assignment for assignment in existing if assignment.due_on < due_on]
    for assignment in earlier:
        assignment.due_on = due_on
    exempt = queries.list_exempt(edition.code, person_ids)
    missing = set(person_ids) - {assignment.person_id for assignment in existing} - exempt
    session().add_all(
        Assignment(
            person_id=person_id,
            course_code=edition.code,
            team_id=team.id,
            due_on=due_on,
            assigned_by=by.id,
        )
        for person_id in missing
    )
    session().flush()
    audit.record(
        "learning.assigned",
        subject=team.id,
        by=by.id,
        course=edition.code,
        due_on=due_on.isoformat(),
        people=sorted(str(person_id) for person_id in person_ids),
    )
    return Assigned(
        new=len(missing),
        moved=len(earlier),
        kept=len(existing) - len(earlier),
        exempt=len(exempt),
    )


def _refuse_past(due_on: date) -> None:
    if due_on < clock.today():
        raise PastDateError(_("Enter a date from today on."))
