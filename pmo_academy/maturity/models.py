"""Tables of maturity models, rounds, responses and results."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pmo_academy.core import clock
from pmo_academy.core.db import Base
from pmo_academy.core.ids import new_id, new_random_id

# Rows lie in the order of their random keys, not of their arrival: nothing tells who came when.
_UNORDERED = {"sqlite_with_rowid": False}


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
    """Where a round is on a given day; an ended one waits for somebody to close it."""

    PLANNED = "planned"
    OPEN = "open"
    ENDED = "ended"
    CLOSED = "closed"


class EvidenceState(StrEnum):
    """What a reviewer said of a piece of evidence."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class ResultKind(StrEnum):
    """By answers alone, or only as far as accepted evidence carries."""

    STATED = "stated"
    VERIFIED = "verified"


class ModelEdition(Base, kw_only=True):
    """A published maturity model; never changes. The document is the content file, parsed."""

    __tablename__ = "maturity_model_edition"
    __table_args__ = (UniqueConstraint("code", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    code: Mapped[str]
    number: Mapped[int]
    version: Mapped[str]
    is_latest: Mapped[bool] = mapped_column(default=True)
    published_at: Mapped[datetime] = mapped_column(default_factory=clock.now)
    document: Mapped[dict[str, Any]]


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
    mode: Mapped[Mode]
    threshold: Mapped[int] = mapped_column(default=5)
    opens_on: Mapped[date]
    closes_on: Mapped[date]
    seed: Mapped[int]
    out_of_scope: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
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
        if day < self.opens_on:
            return RoundState.PLANNED
        return RoundState.OPEN if day <= self.closes_on else RoundState.ENDED


class Invitation(Base, kw_only=True):
    """A person was asked to answer; of an anonymous answer only the day of taking part is kept."""

    __tablename__ = "maturity_invitation"
    __table_args__ = (UniqueConstraint("round_id", "person_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    round_id: Mapped[UUID] = mapped_column(ForeignKey("maturity_round.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"), index=True)
    perspective: Mapped[Perspective]
    took_part_on: Mapped[date | None] = mapped_column(default=None)


class Response(Base, kw_only=True):
    """One person's sheet.

    A draft always has its person. When it is submitted in an anonymous round, its answers move to a
    new sheet with a random id and without a person, and the draft is deleted in the same
    transaction. Such a sheet bears the first day of the round: its own day beside its perspective
    would often point at one person.
    """

    __tablename__ = "maturity_response"
    __table_args__ = (UniqueConstraint("round_id", "person_id"), _UNORDERED)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_random_id)
    round_id: Mapped[UUID] = mapped_column(ForeignKey("maturity_round.id"), index=True)
    person_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("people_person.id"), default=None, index=True
    )
    perspective: Mapped[Perspective]
    submitted_on: Mapped[date | None] = mapped_column(default=None)


class Answer(Base, kw_only=True):
    """One choice: an anchor 0 to 4 or D (I don't know), perhaps with a comment."""

    __tablename__ = "maturity_answer"
    __table_args__ = (
        CheckConstraint("choice IN ('', '0', '1', '2', '3', '4', 'D')", name="choice_is_known"),
        _UNORDERED,
    )

    response_id: Mapped[UUID] = mapped_column(ForeignKey("maturity_response.id"), primary_key=True)
    item: Mapped[str] = mapped_column(primary_key=True)
    choice: Mapped[str] = mapped_column(default="")
    comment: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)


class Evidence(Base, kw_only=True):
    """A link or text that backs an item; counts when somebody else accepted it and it is valid."""

    __tablename__ = "maturity_evidence"
    __table_args__ = (
        CheckConstraint("reviewed_by <> contributed_by", name="reviewer_is_somebody_else"),
        CheckConstraint(
            "(state = 'proposed') = (reviewed_by IS NULL)", name="reviewed_has_a_reviewer"
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    round_id: Mapped[UUID] = mapped_column(ForeignKey("maturity_round.id"), index=True)
    item: Mapped[str]
    title: Mapped[str]
    link: Mapped[str] = mapped_column(default="")
    dated_on: Mapped[date]
    valid_until: Mapped[date]
    contributed_by: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"))
    reviewed_by: Mapped[UUID | None] = mapped_column(ForeignKey("people_person.id"), default=None)
    state: Mapped[EvidenceState] = mapped_column(default=EvidenceState.PROPOSED)


class Result(Base, kw_only=True):
    """The outcome of a round as it was worked out at closing, with the digest of its parameters."""

    __tablename__ = "maturity_result"
    __table_args__ = (UniqueConstraint("round_id", "kind"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    round_id: Mapped[UUID] = mapped_column(ForeignKey("maturity_round.id"))
    kind: Mapped[ResultKind]
    rung: Mapped[int]
    document: Mapped[dict[str, Any]]
    parameters_digest: Mapped[str]
    computed_at: Mapped[datetime] = mapped_column(default_factory=clock.now)


class Target(Base, kw_only=True):
    """The rung that a team wants to reach, and by when; the latest row holds."""

    __tablename__ = "maturity_target"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    team_id: Mapped[UUID] = mapped_column(ForeignKey("people_team.id"), index=True)
    rung: Mapped[int]
    by_date: Mapped[date]
    set_by: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"))
    set_at: Mapped[datetime] = mapped_column(default_factory=clock.now)
