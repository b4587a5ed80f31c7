"""Tables of the consensus workshop."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pmo_academy.core import clock
from pmo_academy.core.db import Base
from pmo_academy.core.ids import new_id, new_random_id


class TopicState(StrEnum):
    """Where an item of the agenda is."""

    WAITING = "waiting"
    VOTING = "voting"
    SHOWN = "shown"
    AGREED = "agreed"
    NOT_AGREED = "not-agreed"
    SKIPPED = "skipped"


class Workshop(Base, kw_only=True):
    """The people of a round talk about what they see differently; version counts its changes.

    The means are what each item has by the counted answers alone, None where that is unknown.
    """

    __tablename__ = "maturity_workshop"
    __table_args__ = (UniqueConstraint("round_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    round_id: Mapped[UUID] = mapped_column(ForeignKey("maturity_round.id"))
    version: Mapped[int] = mapped_column(default=1)
    means: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    opened_by: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"))
    opened_at: Mapped[datetime] = mapped_column(default_factory=clock.now)
    finished_at: Mapped[datetime | None] = mapped_column(default=None)


class WorkshopTopic(Base, kw_only=True):
    """An item of the agenda: why it is there, which ballot it is in, and what came of it.

    The value is the agreed anchor, or the mean of the last ballot where people did not agree; a
    skipped item has none, and the mean of the answers stands.
    """

    __tablename__ = "maturity_workshop_topic"
    __table_args__ = (
        UniqueConstraint("workshop_id", "item"),
        CheckConstraint("ballot BETWEEN 0 AND 3", name="at_most_three_ballots"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    workshop_id: Mapped[UUID] = mapped_column(ForeignKey("maturity_workshop.id"))
    item: Mapped[str]
    place: Mapped[int]
    reason: Mapped[str]
    state: Mapped[TopicState] = mapped_column(default=TopicState.WAITING)
    ballot: Mapped[int] = mapped_column(default=0)
    value: Mapped[float | None] = mapped_column(default=None)
    because: Mapped[str] = mapped_column(default="")


class WorkshopVote(Base, kw_only=True):
    """A private vote in one ballot; its person is forgotten when the ballot is shown."""

    __tablename__ = "maturity_workshop_vote"
    __table_args__ = (
        CheckConstraint("choice BETWEEN 0 AND 4", name="choice_is_an_anchor"),
        UniqueConstraint("topic_id", "ballot", "person_id"),
        Index(None, "topic_id"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_random_id)
    topic_id: Mapped[UUID] = mapped_column(ForeignKey("maturity_workshop_topic.id"))
    ballot: Mapped[int]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people_person.id"), default=None)
    choice: Mapped[int]
    reason: Mapped[str] = mapped_column(default="")
