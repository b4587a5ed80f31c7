"""Tables of results, targets and what follows from them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pmo_academy.core import clock
from pmo_academy.core.db import Base
from pmo_academy.core.ids import new_id


class ResultKind(StrEnum):
    """By answers alone, or only as far as accepted evidence carries."""

    STATED = "stated"
    VERIFIED = "verified"


class Result(Base, kw_only=True):
    """The outcome of a round as it was worked out at closing, with the digest of its parameters.

    A round that was opened again gets a further result at its next closing; the latest holds.
    """

    __tablename__ = "maturity_result"
    __table_args__ = (UniqueConstraint("round_id", "kind", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    round_id: Mapped[UUID] = mapped_column(ForeignKey("maturity_round.id"))
    kind: Mapped[ResultKind]
    number: Mapped[int] = mapped_column(default=1)
    is_latest: Mapped[bool] = mapped_column(default=True)
    sheets: Mapped[int] = mapped_column(default=0)
    rung: Mapped[int]
    document: Mapped[dict[str, Any]]
    parameters_digest: Mapped[str]
    computed_at: Mapped[datetime] = mapped_column(default_factory=clock.now)


class Target(Base, kw_only=True):
    """The rung that a team wants to reach, and by when; the latest row holds.

    Raised are items that shall reach more than the rung takes: item -> {"to": point, "why": text}.
    """

    __tablename__ = "maturity_target"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    team_id: Mapped[UUID] = mapped_column(ForeignKey("people_team.id"), index=True)
    rung: Mapped[int]
    by_date: Mapped[date]
    raised: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    set_by: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"))
    set_at: Mapped[datetime] = mapped_column(default_factory=clock.now)
