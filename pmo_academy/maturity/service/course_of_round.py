"""The course of a round between its first day and its result: ended early, extended, reopened."""

from datetime import date

from sqlalchemy import exists, func, select, update

from pmo_academy.core import audit, clock
from pmo_academy.core.db import session
from pmo_academy.core.errors import ConflictError, DomainError
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.models import (
    Invitation,
    Reopening,
    Response,
    Round,
    RoundState,
    Workshop,
)
from pmo_academy.people.models import Person

LONGEST_REASON = 500


class CourseOfRoundError(DomainError):
    """A day or a reason does not fit; the message belongs to the field of this name."""

    status = 422  # type: ignore[assignment]

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def end_answering(one: Round, *, by: Person) -> None:
    """Take no more answers from now on; the round is in review until somebody closes it."""
    lock_round(one)
    if one.state_on(clock.today()) is not RoundState.OPEN:
        raise ConflictError(_("Answering can be ended only while it is under way."))
    one.ended_at = clock.now()
    session().flush()
    audit.record("maturity.answering-ended", subject=one.id, by=by.id)


def extend_round(one: Round, *, until: date, by: Person) -> None:
    """Move the last day; answering that had ended goes on."""
    lock_round(one)
    if one.is_closed:
        raise ConflictError(_("This round is closed. Open it again to take more answers."))
    if has_workshop(one):
        raise ConflictError(
            _("The workshop has begun with the answers so far, so no further ones are taken.")
        )
    if until <= one.closes_on or until < clock.today():
        raise CourseOfRoundError(
            "until", _("Choose a day after the present last day and not in the past.")
        )
    before, one.closes_on, one.ended_at = one.closes_on, until, None
    session().flush()
    audit.record(
        "maturity.round-extended",
        subject=one.id, by=by.id, before=before.isoformat(), until=until.isoformat(),
    )  # fmt: skip


def reopen_round(one: Round, *, until: date, reason: str, by: Person) -> Reopening:
    """Take answers again after closing; the result so far stands until the next one.

    Of a round that was closed with too few answers nothing was kept, so everybody answers anew.
    """
    lock_round(one)
    if not one.is_closed:
        raise ConflictError(_("Only a closed round can be opened again."))
    _check_reopening(until=until, reason=reason)
    sheets = count_sheets(one)
    if not sheets:
        session().execute(
            update(Invitation).where(Invitation.round_id == one.id).values(took_part_on=None)
        )
    reopening = Reopening(
        round_id=one.id, sheets_before=sheets, reason=reason.strip(), decided_by=by.id
    )
    session().add(reopening)
    one.closed_at, one.ended_at, one.closes_on = None, None, until
    session().flush()
    audit.record(
        "maturity.round-reopened",
        subject=one.id, by=by.id, reason=reopening.reason, until=until.isoformat(), sheets=sheets,
    )  # fmt: skip
    return reopening


def lock_round(one: Round) -> None:
    """Wait for answers that are being handed in, and let no further ones begin."""
    session().refresh(one, with_for_update=True)


def count_sheets(one: Round) -> int:
    """Count what was handed in and is kept."""
    where = (Response.round_id == one.id, Response.submitted_on.is_not(None))
    return session().scalar(select(func.count()).select_from(Response).where(*where)) or 0


def has_workshop(one: Round) -> bool:
    """Tell whether the people of the round have begun to talk about its answers."""
    return bool(session().scalar(select(exists().where(Workshop.round_id == one.id))))


def _check_reopening(*, until: date, reason: str) -> None:
    if until < clock.today():
        raise CourseOfRoundError("until", _("Choose a last day that is not over."))
    if not reason.strip():
        raise CourseOfRoundError("reason", _("Say why; the reason is kept with the round."))
    if len(reason) > LONGEST_REASON:
        raise CourseOfRoundError(
            "reason", _("A reason has at most %(count)s characters.", count=LONGEST_REASON)
        )
