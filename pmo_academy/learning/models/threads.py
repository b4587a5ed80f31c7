"""Tables of questions about a lesson and their answers."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pmo_academy.core import clock
from pmo_academy.core.db import Base
from pmo_academy.core.ids import new_id


class ThreadState(StrEnum):
    """Where a question about a lesson stands."""

    OPEN = "open"
    ANSWERED = "answered"
    HIDDEN = "hidden"


class Thread(Base, kw_only=True):
    """A question about a lesson, whatever its edition; learners of the course read it."""

    __tablename__ = "learning_thread"
    __table_args__ = (
        Index("ix_learning_thread_lesson", "course_code", "lesson_key"),
        CheckConstraint("(state = 'hidden') = (hidden_because <> '')", name="hidden_has_a_reason"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"), index=True)
    course_code: Mapped[str]
    lesson_key: Mapped[str]
    text: Mapped[str]
    state: Mapped[ThreadState] = mapped_column(default=ThreadState.OPEN, index=True)
    hidden_because: Mapped[str] = mapped_column(default="")
    asked_at: Mapped[datetime] = mapped_column(default_factory=clock.now)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)

    replies: Mapped[list[Reply]] = relationship(
        lambda: Reply,
        order_by=lambda: Reply.at,
        cascade="all, delete-orphan",
        default_factory=list,
    )


class Reply(Base, kw_only=True):
    """What one of the course's authors answered."""

    __tablename__ = "learning_reply"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    thread_id: Mapped[UUID] = mapped_column(
        ForeignKey("learning_thread.id"), index=True, init=False
    )
    author_id: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"), index=True)
    text: Mapped[str]
    at: Mapped[datetime] = mapped_column(default_factory=clock.now)
