"""Tables of practice: what somebody is asked again, what they answered, and what they wished."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pmo_academy.core import clock
from pmo_academy.core.db import Base
from pmo_academy.core.ids import new_id, new_random_id
from pmo_academy.retention.rules.scheduling import Memory, Phase, Rating

__all__ = ["Card", "Phase", "Rating", "Reason", "Review", "Wish"]


class Reason(StrEnum):
    """Why a question is practised."""

    MISSED = "missed"
    GAP = "gap"


class Card(Base, kw_only=True):
    """A question that a person practises, named by keys: a corrected one takes its place.

    The columns from `phase` to `reviewed_on` are the memory of FSRS. `answered_id` and `answer`
    stand only between an answer and its rating, while the explanation is read.
    """

    __tablename__ = "retention_card"
    __table_args__ = (
        UniqueConstraint("person_id", "course_code", "quiz_key", "question_key"),
        CheckConstraint(
            "(stability IS NULL) = (reviewed_on IS NULL)", name="reviewed_has_a_stability"
        ),
        CheckConstraint("(begun_on IS NULL) = (reviewed_on IS NULL)", name="reviewed_has_begun"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"))
    course_code: Mapped[str]
    quiz_key: Mapped[str]
    question_key: Mapped[str]
    reason: Mapped[Reason]
    due_on: Mapped[date] = mapped_column(default_factory=clock.today)
    phase: Mapped[Phase] = mapped_column(default=Phase.LEARNING)
    step: Mapped[int | None] = mapped_column(default=0)
    stability: Mapped[float | None] = mapped_column(default=None)
    difficulty: Mapped[float | None] = mapped_column(default=None)
    begun_on: Mapped[date | None] = mapped_column(default=None)
    reviewed_on: Mapped[date | None] = mapped_column(default=None)
    skipped_on: Mapped[date | None] = mapped_column(default=None)
    answered_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("exams_question.id"), index=True, default=None
    )
    answer: Mapped[list[Any] | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}

    @property
    def memory(self) -> Memory:
        """What FSRS knows of it."""
        return Memory(
            due_on=self.due_on,
            phase=self.phase,
            step=self.step,
            stability=self.stability,
            difficulty=self.difficulty,
            reviewed_on=self.reviewed_on,
        )

    def remember(self, memory: Memory) -> None:
        """Take over what FSRS knows after a review."""
        self.due_on, self.phase, self.step = memory.due_on, memory.phase, memory.step
        self.stability, self.difficulty = memory.stability, memory.difficulty
        self.reviewed_on = memory.reviewed_on


class Review(Base, kw_only=True):
    """One answer as it was rated; `predicted` is the recall expected then, None at the first time.

    Enough to compare prediction and memory, and to fit the parameters of FSRS later; neither the
    answer nor the time of day is kept.
    """

    __tablename__ = "retention_review"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_random_id)
    card_id: Mapped[UUID] = mapped_column(ForeignKey("retention_card.id"), index=True)
    reviewed_on: Mapped[date]
    rating: Mapped[Rating]
    predicted: Mapped[float | None] = mapped_column(default=None)


class Wish(Base, kw_only=True):
    """What a person wished of practice: a pause until they end it, or not today."""

    __tablename__ = "retention_wish"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"), primary_key=True)
    is_paused: Mapped[bool] = mapped_column(default=False)
    put_off_on: Mapped[date | None] = mapped_column(default=None)
