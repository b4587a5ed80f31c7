"""Close rounds: what has been handed in becomes a result."""

import hashlib
import json
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select, update

from pmo_academy.core import audit, clock, events
from pmo_academy.core.db import session
from pmo_academy.core.errors import ConflictError
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity import queries
from pmo_academy.maturity.events import RoundClosed
from pmo_academy.maturity.models import (
    Answer,
    HeardGroup,
    Mode,
    ModelEdition,
    Response,
    Result,
    ResultKind,
    Round,
    RoundState,
)
from pmo_academy.maturity.rules.answers import RoundAnswers, tabulate
from pmo_academy.maturity.rules.round_document import round_documents
from pmo_academy.maturity.service import perspectives
from pmo_academy.maturity.service.course_of_round import lock_round
from pmo_academy.maturity.service.workshop import refuse_while_workshop_runs
from pmo_academy.people.models import Person


class Outcome(StrEnum):
    """What came of closing a round."""

    RESULT = "result"
    TOO_FEW = "too-few"
    STANDS = "stands"


class TooFewLeftError(ConflictError):
    """Enough people answered, but with careless sheets left out too few would remain."""


def close_round(one: Round, *, by: Person | None) -> Outcome:
    """Take no more answers, work out the stated and the verified result and store both.

    Where too few people answered, nothing is stored and an anonymous round forgets its sheets: what
    is not there cannot be shown. After a reopening the earlier result stands until enough people
    came, because the difference of two results would tell what a few answered.
    """
    lock_round(one)
    if one.is_closed:
        raise ConflictError(_("This round is closed already."))
    if one.state_on(clock.today()) is RoundState.PLANNED:
        raise ConflictError(_("This round has not begun, so there is nothing to close."))
    refuse_while_workshop_runs(one)
    _forget_drafts(one)
    if one.mode is Mode.ANONYMOUS:
        perspectives.settle(one)
    outcome = _work_out(one, queries.load_answers(one))
    one.closed_at = clock.now()
    session().flush()
    audit.record(
        "maturity.round-closed",
        subject=one.id, by=by.id if by else None, outcome=outcome.value,
    )  # fmt: skip
    events.publish(RoundClosed(round_id=one.id, took_part=queries.list_who_took_part(one.id)))
    return outcome


def close_due_rounds() -> int:
    """Close every round whose last day is over and that waits for no workshop; returns how many.

    One in which leaving out sheets would leave too few stays in review until somebody decides.
    """
    due = (
        session()
        .scalars(
            select(Round).where(
                Round.closed_at.is_(None),
                Round.closes_on < clock.today(),
                Round.holds_workshop.is_(False),
            )
        )
        .all()
    )
    return sum(_close_if_possible(one) for one in due)


def parameters_digest(edition_id: UUID) -> str:
    """Return a digest of everything in a model that scoring depends on."""
    document = (
        session().scalars(select(ModelEdition.document).where(ModelEdition.id == edition_id)).one()
    )
    return digest_of(document)


def digest_of(document: dict[str, Any]) -> str:
    """Return the SHA-256 of a document, whatever the order of its fields."""
    text = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _close_if_possible(one: Round) -> bool:
    try:
        close_round(one, by=None)
    except TooFewLeftError:
        return False
    return True


def _work_out(one: Round, answers: RoundAnswers) -> Outcome:
    """Store the result if there is one to store."""
    model = queries.model_of(one.model_edition_id)
    counted = tabulate(model, answers).people
    earlier = session().scalar(
        select(Result.sheets).where(Result.round_id == one.id, Result.is_latest).limit(1)
    )
    if earlier is not None and counted - earlier < (one.shown_from or 1):
        return Outcome.STANDS
    documents = round_documents(
        model, answers, seed=one.seed, threshold=one.shown_from, form=one.form
    )
    if not documents:
        _forget_sheets(one)
        return Outcome.TOO_FEW
    digest, number = parameters_digest(one.model_edition_id), _supersede(one)
    session().add_all(
        Result(
            round_id=one.id,
            kind=ResultKind(kind.value),
            number=number,
            sheets=counted,
            rung=document["rung"],
            document=document,
            parameters_digest=digest,
        )
        for kind, document in documents.items()
    )
    return Outcome.RESULT


def _forget_drafts(one: Round) -> None:
    """Delete what was never handed in."""
    drafts = select(Response.id).where(Response.round_id == one.id, Response.submitted_on.is_(None))
    session().execute(delete(Answer).where(Answer.response_id.in_(drafts)))
    session().execute(
        delete(Response).where(Response.round_id == one.id, Response.submitted_on.is_(None))
    )


def _forget_sheets(one: Round) -> None:
    """Forget what a few people answered anonymously: who took part is known, and they are few."""
    if one.mode is Mode.NAMED:
        return
    if one.leaves_out_careless and queries.count_careless(one):
        raise TooFewLeftError(
            _("Too few answers would be left. Count the careless ones again, then close the round.")
        )
    session().execute(delete(Response).where(Response.round_id == one.id))
    session().execute(delete(HeardGroup).where(HeardGroup.round_id == one.id))


def _supersede(one: Round) -> int:
    """Let earlier results of the round stand back; returns the number of the next."""
    session().execute(update(Result).where(Result.round_id == one.id).values(is_latest=False))
    last = session().scalar(select(func.max(Result.number)).where(Result.round_id == one.id))
    return (last or 0) + 1
