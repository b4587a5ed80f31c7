"""The table of who need not take a course, and why."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from pmo_academy.core import clock
from pmo_academy.core.db import Base
from pmo_academy.core.ids import new_id

_IS_ACTIVE = text("ended_at IS NULL")


class Exemption(Base, kw_only=True):
    """A person need not take a course: what builds on it is open, and it is not assigned.

    It proves nothing: no completion, no certificate. Ending it keeps the row.
    """

    __tablename__ = "learning_exemption"
    __table_args__ = (
        CheckConstraint("reason <> ''", name="has_a_reason"),
        Index(
            "ix_learning_exemption_one_active",
            "person_id",
            "course_code",
            unique=True,
            sqlite_where=_IS_ACTIVE,
            postgresql_where=_IS_ACTIVE,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"), index=True)
    course_code: Mapped[str]
    reason: Mapped[str]
    granted_by: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"))
    granted_at: Mapped[datetime] = mapped_column(default_factory=clock.now)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
