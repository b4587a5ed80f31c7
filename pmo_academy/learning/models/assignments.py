"""Tables of what people were given to learn."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
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
