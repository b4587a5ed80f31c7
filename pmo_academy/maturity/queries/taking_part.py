"""Who took part in which round: what somebody did, never what they answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from pmo_academy.core.db import session
from pmo_academy.maturity.models import Invitation, Round, Workshop


@dataclass(frozen=True, kw_only=True)
class TakenRound:
    """A round in which a person took part, and whether its people talked it over."""

    title: str
    closed_on: date | None
    had_workshop: bool


def list_taken_rounds(person_id: UUID) -> Sequence[TakenRound]:
    """Return the rounds in which a person handed in a sheet, the earliest first."""
    rows = session().execute(
        select(Round.title, Round.closed_at, Workshop.finished_at)
        .join(Invitation, Invitation.round_id == Round.id)
        .outerjoin(Workshop, Workshop.round_id == Round.id)
        .where(Invitation.person_id == person_id, Invitation.took_part_on.is_not(None))
        .order_by(Round.opens_on, Round.id)
    )
    return [
        TakenRound(
            title=title,
            closed_on=closed_at.date() if closed_at else None,
            had_workshop=finished_at is not None,
        )
        for title, closed_at, finished_at in rows
    ]


def list_who_took_part(round_id: UUID) -> tuple[UUID, ...]:
    """Return everybody who handed in a sheet, in an order that says nothing."""
    return tuple(
        session().scalars(
            select(Invitation.person_id)
            .where(Invitation.round_id == round_id, Invitation.took_part_on.is_not(None))
            .order_by(Invitation.person_id)
        )
    )
