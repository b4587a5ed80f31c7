"""The table of courses that are no longer offered to new learners."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from pmo_academy.core import clock
from pmo_academy.core.db import Base
from pmo_academy.core.ids import new_id

_IS_ACTIVE = text("ended_at IS NULL")


class CourseWithdrawal(Base, kw_only=True):
    """A course is off the catalogue; who is in it finishes. Bringing it back keeps the row.

    Its editions stay as they are: they never change.
    """

    __tablename__ = "learning_course_withdrawal"
    __table_args__ = (
        CheckConstraint("reason <> ''", name="has_a_reason"),
        Index(
            "ix_learning_course_withdrawal_one_active",
            "course_code",
            unique=True,
            sqlite_where=_IS_ACTIVE,
            postgresql_where=_IS_ACTIVE,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    course_code: Mapped[str]
    reason: Mapped[str]
    withdrawn_by: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"), index=True)
    withdrawn_at: Mapped[datetime] = mapped_column(default_factory=clock.now)
    ended_by: Mapped[UUID | None] = mapped_column(
        ForeignKey("people_person.id"), default=None, index=True
    )
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
