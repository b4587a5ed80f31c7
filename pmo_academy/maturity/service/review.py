"""Decide about careless sheets while a round is in review."""

from sqlalchemy import select

from pmo_academy.core import audit, clock
from pmo_academy.core.db import session
from pmo_academy.core.errors import ConflictError
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.models import CarelessDecision, Round, RoundState, Workshop
from pmo_academy.maturity.queries import review as queries
from pmo_academy.people.models import Person


def decide_careless(one: Round, *, leaves_out: bool, reason: str, by: Person) -> None:
    """Leave out the sheets that look careless, or count them again; the log keeps every decision.

    A workshop that was held before rests on the answers that count now.
    """
    lock_in_review(one)
    if one.leaves_out_careless is leaves_out:
        raise ConflictError(_("That was decided already. Nothing was changed."))
    doubtful = queries.count_doubtful(one)
    if leaves_out:
        _refuse_to_leave_out(one, doubtful=doubtful)
    one.leaves_out_careless = leaves_out
    session().add(
        CarelessDecision(
            round_id=one.id,
            leaves_out=leaves_out,
            sheets=doubtful,
            reason=reason,
            decided_by=by.id,
        )
    )
    session().flush()
    _renew_means(one)
    action = "maturity.careless-left-out" if leaves_out else "maturity.careless-counted"
    audit.record(action, subject=one.id, by=by.id, sheets=doubtful)


def lock_in_review(one: Round) -> None:
    """Wait for whoever changes the round just now; refuse where it is not in review."""
    session().refresh(one, with_for_update=True)
    if one.state_on(clock.today()) is not RoundState.ENDED:
        raise ConflictError(_("This round is not in review, so nothing was changed."))


def _refuse_to_leave_out(one: Round, *, doubtful: int) -> None:
    if not doubtful:
        raise ConflictError(_("No sheet shows enough signs to be left out."))
    if queries.count_counted(one, leaves_out=True) < (one.shown_from or 1):
        raise ConflictError(
            _("Without these sheets too few people would count, and no result could be shown.")
        )


def _renew_means(one: Round) -> None:
    """Let a workshop work with the means of the sheets that count now."""
    workshop = session().scalars(select(Workshop).where(Workshop.round_id == one.id)).first()
    prepared = queries.find_preparation(one)
    if workshop and prepared:
        workshop.means = dict(prepared.means)
        workshop.version += 1
        session().flush()
