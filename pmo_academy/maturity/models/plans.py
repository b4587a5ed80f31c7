"""Tables of learning plans and of follow-up tasks at work."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pmo_academy.core import clock
from pmo_academy.core.db import Base
from pmo_academy.core.ids import new_id


class Plan(Base, kw_only=True):
    """What a team set out to do about a result: its gaps, courses and tasks as they stood then."""

    __tablename__ = "maturity_plan"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    team_id: Mapped[UUID] = mapped_column(ForeignKey("people_team.id"), index=True)
    round_id: Mapped[UUID] = mapped_column(ForeignKey("maturity_round.id"), index=True)
    target_rung: Mapped[int]
    by_date: Mapped[date]
    budget_hours: Mapped[int]
    document: Mapped[dict[str, Any]]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"))
    made_at: Mapped[datetime] = mapped_column(default_factory=clock.now)


class GapTask(Base, kw_only=True):
    """Reach anchor k of an item at work: whose task, and by when."""

    __tablename__ = "maturity_gap_task"
    __table_args__ = (CheckConstraint("point BETWEEN 1 AND 4", name="point_can_be_reached"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    team_id: Mapped[UUID] = mapped_column(ForeignKey("people_team.id"), index=True)
    round_id: Mapped[UUID] = mapped_column(ForeignKey("maturity_round.id"))
    plan_id: Mapped[UUID | None] = mapped_column(ForeignKey("maturity_plan.id"), default=None)
    item: Mapped[str]
    point: Mapped[int]
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"), index=True)
    due_on: Mapped[date]
    course_code: Mapped[str] = mapped_column(default="")
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("people_person.id"), default=None)
    created_at: Mapped[datetime] = mapped_column(default_factory=clock.now)
    done_at: Mapped[datetime | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(default="")
