"""Tables of work products that were handed in, and of who judges them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from pmo_academy.core import clock
from pmo_academy.core.db import Base
from pmo_academy.core.ids import new_id
from pmo_academy.learning.rules.reviewing import ReviewState, SubmissionState, Way

_IS_WAITING = text("state = 'waiting'")


class Submission(Base, kw_only=True):
    """A work product as it was handed in: a link or a file, and a note for those who judge it.

    Each time somebody hands in is a row of its own; `number` counts them in a course. An accepted
    one counts for the course whatever its edition.
    """

    __tablename__ = "learning_submission"
    __table_args__ = (
        UniqueConstraint("person_id", "course_code", "number"),
        CheckConstraint("(link = '') = (file_id IS NOT NULL)", name="link_or_file"),
        CheckConstraint("(state = 'waiting') = (closed_at IS NULL)", name="closed_has_its_moment"),
        Index(
            "ix_learning_submission_one_waiting",
            "person_id",
            "course_code",
            unique=True,
            sqlite_where=_IS_WAITING,
            postgresql_where=_IS_WAITING,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey("learning_enrolment.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"))
    course_code: Mapped[str]
    number: Mapped[int]
    way: Mapped[Way]
    note: Mapped[str] = mapped_column(default="")
    link: Mapped[str] = mapped_column(default="")
    file_id: Mapped[UUID | None] = mapped_column(ForeignKey("core_file.id"), default=None)
    file_name: Mapped[str] = mapped_column(default="")
    state: Mapped[SubmissionState] = mapped_column(default=SubmissionState.WAITING)
    handed_in_at: Mapped[datetime] = mapped_column(default_factory=clock.now)
    closed_at: Mapped[datetime | None] = mapped_column(default=None)


class Review(Base, kw_only=True):
    """Somebody was asked to judge a submission; `lines` holds each of the four with its reason."""

    __tablename__ = "learning_review"
    __table_args__ = (
        UniqueConstraint("submission_id", "reviewer_id"),
        CheckConstraint("(state = 'asked') = (closed_at IS NULL)", name="closed_has_its_moment"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    submission_id: Mapped[UUID] = mapped_column(ForeignKey("learning_submission.id"))
    reviewer_id: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"), index=True)
    state: Mapped[ReviewState] = mapped_column(default=ReviewState.ASKED)
    lines: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    comment: Mapped[str] = mapped_column(default="")
    asked_at: Mapped[datetime] = mapped_column(default_factory=clock.now, index=True)
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
