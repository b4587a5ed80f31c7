"""Exempt people from a course, end that, and withdraw what was assigned."""

from uuid import UUID

from sqlalchemy import select

from pmo_academy.core import audit, clock
from pmo_academy.core.db import session
from pmo_academy.core.errors import ConflictError, NotFoundError
from pmo_academy.core.words import gettext as _
from pmo_academy.learning import queries
from pmo_academy.learning.models import Assignment, Exemption
from pmo_academy.people.models import Person, Team
from pmo_academy.people.queries import list_members


def exempt(person_id: UUID, code: str, *, reason: str, team: Team, by: Person) -> Exemption:
    """Let a member of a team do without a course; what was assigned of it is withdrawn."""
    edition = queries.get_latest_edition(code)
    if person_id not in {member.id for member in list_members(team.id)}:
        raise NotFoundError
    session().execute(select(Person.id).where(Person.id == person_id).with_for_update())
    if queries.list_exempt(edition.code, [person_id]):
        raise ConflictError(_("This person is exempt from the course already."))
    exemption = Exemption(
        person_id=person_id, course_code=edition.code, reason=reason, granted_by=by.id
    )
    session().add(exemption)
    for assignment in queries.find_assignments(edition.code, [person_id]):
        session().delete(assignment)
    session().flush()
    audit.record(
        "learning.exempted", subject=person_id, by=by.id, course=edition.code, reason=reason
    )
    return exemption


def end_exemption(exemption: Exemption, *, by: Person) -> None:
    """Ask for the course again from now on."""
    exemption.ended_at = clock.now()
    session().flush()
    audit.record(
        "learning.exemption-ended",
        subject=exemption.person_id,
        by=by.id,
        course=exemption.course_code,
    )


def withdraw_assignment(assignment: Assignment, *, reason: str, by: Person) -> None:
    """Take back a course that was given to somebody; what they have done of it stays."""
    person_id, code = assignment.person_id, assignment.course_code
    session().delete(assignment)
    session().flush()
    audit.record(
        "learning.assignment-withdrawn", subject=person_id, by=by.id, course=code, reason=reason
    )
