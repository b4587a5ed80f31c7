"""Tables of rounds and who is asked."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pmo_academy.core import clock
from pmo_academy.core.db import Base
from pmo_academy.core.ids import new_id
from pmo_academy.maturity.rules.model import Form


class Mode(StrEnum):
    """Whether names stay beside answers; fixed when the round opens."""

    NAMED = "named"
    ANONYMOUS = "anonymous"


class Perspective(StrEnum):
    """From where a respondent looks at the PMO."""

    PMO = "pmo"
    DELIVERY = "delivery"
    LEADERSHIP = "leadership"


class RoundState(StrEnum):
    """Where a round is on a given day; an ended one is in review until somebody closes it."""

    PLANNED = "planned"
    OPEN = "open"
    ENDED = "ended"
    CLOSED = "closed"


class Round(Base, kw_only=True):
    """One questionnaire for one team, with dates, mode and respondents."""

    __tablename__ = "maturity_round"
    __table_args__ = (
        CheckConstraint("threshold BETWEEN 4 AND 10", name="threshold_protects"),
        CheckConstraint("opens_on <= closes_on", name="opens_before_it_closes"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    team_id: Mapped[UUID] = mapped_column(ForeignKey("people_team.id"), index=True)
    model_edition_id: Mapped[UUID] = mapped_column(ForeignKey("maturity_model_edition.id"))
    title: Mapped[str]
    form: Mapped[Form] = mapped_column(default=Form.FULL)
    mode: Mapped[Mode]
    threshold: Mapped[int] = mapped_column(default=5)
    opens_on: Mapped[date]
    closes_on: Mapped[date]
    seed: Mapped[int]
    out_of_scope: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    reminder_days: Mapped[list[Any]] = mapped_column(default_factory=lambda: [7, 1])
    holds_workshop: Mapped[bool] = mapped_column(default=False)
    leaves_out_careless: Mapped[bool] = mapped_column(default=False)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    opened_by: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"))
    opened_at: Mapped[datetime] = mapped_column(default_factory=clock.now)
    closed_at: Mapped[datetime | None] = mapped_column(default=None)

    @property
    def is_closed(self) -> bool:
        """Tell whether the results have been worked out; nothing changes afterwards."""
        return self.closed_at is not None

    @property
    def shown_from(self) -> int | None:
        """The least number of people of whom figures are shown; None where names are known."""
        return self.threshold if self.mode is Mode.ANONYMOUS else None

    def state_on(self, day: date) -> RoundState:
        """Tell where the round is on a day; answers are taken only while it is open."""
        if self.is_closed:
            return RoundState.CLOSED
        if self.ended_at is not None or day > self.closes_on:
            return RoundState.ENDED
        return RoundState.OPEN if day >= self.opens_on else RoundState.PLANNED


class Invitation(Base, kw_only=True):
    """A person was asked to answer; of an anonymous answer only the day of taking part is kept.

    The guest digest belongs to the private link in the mail of somebody without a password; the day
    of the last mail keeps reminders apart.
    """

    __tablename__ = "maturity_invitation"
    __table_args__ = (UniqueConstraint("round_id", "person_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    round_id: Mapped[UUID] = mapped_column(ForeignKey("maturity_round.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"), index=True)
    perspective: Mapped[Perspective]
    invited_on: Mapped[date] = mapped_column(default_factory=clock.today)
    mailed_on: Mapped[date | None] = mapped_column(default=None)
    guest_digest: Mapped[str | None] = mapped_column(default=None, unique=True)
    took_part_on: Mapped[date | None] = mapped_column(default=None)


class HeardGroup(Base, kw_only=True):
    """How many counted sheets came from a perspective; the sheets of small groups don't say so."""

    __tablename__ = "maturity_heard_group"

    round_id: Mapped[UUID] = mapped_column(ForeignKey("maturity_round.id"), primary_key=True)
    perspective: Mapped[Perspective] = mapped_column(primary_key=True)
    counted: Mapped[int] = mapped_column(default=0)


class CarelessDecision(Base, kw_only=True):
    """Somebody left out, or counted again, the sheets that look as if nobody read the questions.

    The latest row holds; it says how many sheets there were, never whose.
    """

    __tablename__ = "maturity_careless_decision"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    round_id: Mapped[UUID] = mapped_column(ForeignKey("maturity_round.id"), index=True)
    leaves_out: Mapped[bool]
    sheets: Mapped[int]
    reason: Mapped[str]
    decided_by: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"))
    decided_at: Mapped[datetime] = mapped_column(default_factory=clock.now)


class Reopening(Base, kw_only=True):
    """A closed round took answers again: who decided so, why, and how many sheets there were."""

    __tablename__ = "maturity_reopening"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    round_id: Mapped[UUID] = mapped_column(ForeignKey("maturity_round.id"), index=True)
    sheets_before: Mapped[int]
    reason: Mapped[str]
    decided_by: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"))
    decided_at: Mapped[datetime] = mapped_column(default_factory=clock.now)
