"""Tables of what people were given to learn, and of the rules that give it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from pmo_academy.core import clock
from pmo_academy.core.db import Base
from pmo_academy.core.ids import new_id


class Assignment(Base, kw_only=True):
    """A course given to a person, with a date."""

    __tablename__ = "learning_assignment"
    __table_args__ = (UniqueConstraint("person_id", "course_code"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"))
    course_code: Mapped[str]
    team_id: Mapped[UUID] = mapped_column(ForeignKey("people_team.id"), index=True)
    due_on: Mapped[date]
    assigned_by: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"))
    assigned_at: Mapped[datetime] = mapped_column(default_factory=clock.now)


_IS_ACTIVE = text("ended_at IS NULL")


class JoiningRule(Base, kw_only=True):
    """Everybody who joins a team takes a course within so many days; ending it keeps the row."""

    __tablename__ = "learning_joining_rule"
    __table_args__ = (
        CheckConstraint("days BETWEEN 1 AND 365", name="days_are_some"),
        Index(
            "ix_learning_joining_rule_one_active",
            "team_id",
            "course_code",
            unique=True,
            sqlite_where=_IS_ACTIVE,
            postgresql_where=_IS_ACTIVE,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    team_id: Mapped[UUID] = mapped_column(ForeignKey("people_team.id"))
    course_code: Mapped[str]
    days: Mapped[int]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"))
    made_at: Mapped[datetime] = mapped_column(default_factory=clock.now)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
