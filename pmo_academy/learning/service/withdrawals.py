"""Take a course off the catalogue for new learners, and bring it back."""

from pmo_academy.core import audit, clock
from pmo_academy.core.db import session
from pmo_academy.core.errors import ConflictError
from pmo_academy.core.words import gettext as _
from pmo_academy.learning import queries
from pmo_academy.learning.models import CourseEdition, CourseWithdrawal
from pmo_academy.people.models import Person


def withdraw_course(code: str, *, reason: str, by: Person) -> CourseWithdrawal:
    """Offer a course to nobody new; who is in it finishes it. Twice has one effect."""
    edition = queries.get_latest_edition(code)
    present = queries.find_withdrawal(edition.code)
    if present is not None:
        return present
    withdrawal = CourseWithdrawal(course_code=edition.code, reason=reason, withdrawn_by=by.id)
    session().add(withdrawal)
    session().flush()
    audit.record("learning.course-withdrawn", subject=edition.code, by=by.id)
    return withdrawal


def offer_again(code: str, *, by: Person) -> None:
    """Bring a withdrawn course back into the catalogue."""
    present = queries.find_withdrawal(code)
    if present is None:
        return
    present.ended_at, present.ended_by = clock.now(), by.id
    session().flush()
    audit.record("learning.course-offered-again", subject=present.course_code, by=by.id)


def refuse_withdrawn(edition: CourseEdition) -> None:
    """Raise ConflictError for a course that takes nobody new."""
    if queries.find_withdrawal(edition.code) is not None:
        raise ConflictError(
            _("“%(title)s” is withdrawn and takes nobody new.", title=edition.title)
        )
