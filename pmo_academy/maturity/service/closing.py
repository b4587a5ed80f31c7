"""Close rounds: what has been handed in becomes a result."""

import hashlib
import json
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select, update

from pmo_academy.core import audit, clock
from pmo_academy.core.db import session
from pmo_academy.core.errors import ConflictError
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity import queries
from pmo_academy.maturity.models import (
    Answer,
    Mode,
    ModelEdition,
    Response,
    Result,
    ResultKind,
    Round,
)
from pmo_academy.maturity.rules.round_document import round_documents
from pmo_academy.people.models import Person


def close_round(one: Round, *, by: Person | None) -> None:
    """Take no more answers, work out the stated and the verified result and store both.

    Where too few people answered, no result is stored: what is not there cannot be shown.
    """
    _lock(one)
    if one.is_closed:
        raise ConflictError(_("This round is closed already."))
    _forget_drafts(one)
    if one.mode is Mode.ANONYMOUS:
        _write_anew(one)
    documents = round_documents(
        queries.model_of(one.model_edition_id),
        queries.load_answers(one),
        seed=one.seed,
        threshold=one.shown_from,
    )
    digest = parameters_digest(one.model_edition_id)
    number, sheets = _supersede(one), _count_sheets(one)
    session().add_all(
        Result(
            round_id=one.id,
            kind=ResultKind(kind.value),
            number=number,
            sheets=sheets,
            rung=document["rung"],
            document=document,
            parameters_digest=digest,
        )
        for kind, document in documents.items()
    )
    one.closed_at = clock.now()
    session().flush()
    audit.record("maturity.round-closed", subject=one.id, by=by.id if by else None)


def close_due_rounds() -> int:
    """Close every round whose last day is over and that waits for no workshop; returns how many."""
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
    for one in due:
        close_round(one, by=None)
    return len(due)


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


def _lock(one: Round) -> None:
    """Wait for answers that are being handed in, and let no further ones begin."""
    session().refresh(one, with_for_update=True)


def _forget_drafts(one: Round) -> None:
    """Delete what was never handed in."""
    drafts = select(Response.id).where(Response.round_id == one.id, Response.submitted_on.is_(None))
    session().execute(delete(Answer).where(Answer.response_id.in_(drafts)))
    session().execute(
        delete(Response).where(Response.round_id == one.id, Response.submitted_on.is_(None))
    )


def _write_anew(one: Round) -> None:
    """Give all sheets the same stamp of the database, which else tells who came with which."""
    session().execute(update(Response).where(Response.round_id == one.id).values(person_id=None))


def _supersede(one: Round) -> int:
    """Let earlier results of the round stand back; returns the number of the next."""
    session().execute(update(Result).where(Result.round_id == one.id).values(is_latest=False))
    last = session().scalar(select(func.max(Result.number)).where(Result.round_id == one.id))
    return (last or 0) + 1


def _count_sheets(one: Round) -> int:
    where = (Response.round_id == one.id, Response.submitted_on.is_not(None))
    return session().scalar(select(func.count()).select_from(Response).where(*where)) or 0
