"""Closed rounds whose result may be shown, to be scored under another edition of their model."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.maturity.models import ModelEdition, Result, ResultKind, Round
from pmo_academy.maturity.queries.editions import model_of
from pmo_academy.maturity.rules.model import Model
from pmo_academy.maturity.rules.simulation import Stored, shares_items
from pmo_academy.people.models import Person, Team
from pmo_academy.people.queries import readable_team_ids

MOST_ROUNDS = 100


@dataclass(frozen=True, kw_only=True)
class PastRound:
    """A closed round by name, with the version of the model that it asked."""

    id: UUID
    title: str
    team_name: str
    closed_at: datetime
    model: str
    stated: UUID
    verified: UUID
    edition_id: UUID


def list_past_rounds(model: Model, *, for_person: Person) -> Sequence[PastRound]:
    """Return the latest closed rounds that asked something of a model and whose result is shown."""
    rows = session().execute(
        _past_rounds(for_person).order_by(Round.closed_at.desc(), Round.id).limit(MOST_ROUNDS)
    )
    return [one for one in map(_past_round, rows) if shares_items(model_of(one.edition_id), model)]


def get_past_round(round_id: UUID, *, for_person: Person) -> PastRound:
    """Return a closed round that this person may read and whose result is shown, or raise."""
    row = session().execute(_past_rounds(for_person).where(Round.id == round_id)).first()
    if row is None:
        raise NotFoundError
    return _past_round(row)


def stored_result(one: PastRound) -> Stored:
    """Return the result of a round as it is stored; nothing else of it is read."""
    rows = session().execute(
        select(Result.id, Result.document).where(Result.id.in_((one.stated, one.verified)))
    )
    documents: dict[UUID, dict[str, Any]] = {row.id: row.document for row in rows}
    return Stored(
        model=model_of(one.edition_id),
        stated=documents[one.stated],
        verified=documents[one.verified],
    )


def _past_rounds(person: Person) -> Select[*tuple[Any, ...]]:
    stated, verified = aliased(Result), aliased(Result)
    return (
        select(
            Round.id,
            Round.title,
            Round.closed_at,
            Round.model_edition_id,
            Team.name,
            ModelEdition.code,
            ModelEdition.version,
            stated.id.label("stated"),
            verified.id.label("verified"),
        )
        .join(Team, Team.id == Round.team_id)
        .join(ModelEdition, ModelEdition.id == Round.model_edition_id)
        .join(
            stated,
            (stated.round_id == Round.id) & (stated.kind == ResultKind.STATED) & stated.is_latest,
        )
        .join(
            verified,
            (verified.round_id == Round.id)
            & (verified.kind == ResultKind.VERIFIED)
            & verified.is_latest,
        )
        .where(Round.closed_at.is_not(None), Team.id.in_(readable_team_ids(person)))
    )


def _past_round(row: Any) -> PastRound:
    return PastRound(
        id=row.id,
        title=row.title,
        team_name=row.name,
        closed_at=row.closed_at,
        model=f"{row.code} {row.version}",
        stated=row.stated,
        verified=row.verified,
        edition_id=row.model_edition_id,
    )
