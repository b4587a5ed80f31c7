"""Tables of staying on track: which digests were written, and private calendar links."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pmo_academy.core import clock
from pmo_academy.core.db import Base


class Digest(Base, kw_only=True):
    """The digest of a person in a week of the calendar (ISO 8601): there is never a second.

    It is handed over once: whoever does so marks it first, so a process that dies meanwhile loses
    it rather than sending it twice.
    """

    __tablename__ = "agenda_digest"
    __table_args__ = (CheckConstraint("week BETWEEN 1 AND 53", name="week_exists"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    week: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    planned_at: Mapped[datetime] = mapped_column(default_factory=clock.now)
    handed_over_at: Mapped[datetime | None] = mapped_column(default=None)


class CalendarLink(Base, kw_only=True):
    """The private link of a person's calendar; only a digest of its token is kept."""

    __tablename__ = "agenda_calendar_link"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"), primary_key=True)
    token_digest: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime] = mapped_column(default_factory=clock.now)
