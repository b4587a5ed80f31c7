"""Tables of what a person has done and learned before, for the way to outside certificates."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pmo_academy.certification.rules.eligibility import Schooling
from pmo_academy.core import clock
from pmo_academy.core.db import Base
from pmo_academy.core.ids import new_id


class WorkKind(StrEnum):
    """What a stretch of work was."""

    PROJECT = "project"
    PROGRAMME = "programme"
    PORTFOLIO = "portfolio"
    OTHER = "other"


class WorkEntry(Base, kw_only=True):
    """A project, programme or other work of a person; without a last day it goes on."""

    __tablename__ = "certification_work_entry"
    __table_args__ = (
        CheckConstraint("ended_on IS NULL OR started_on <= ended_on", name="starts_before_it_ends"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"), index=True)
    title: Mapped[str]
    kind: Mapped[WorkKind]
    started_on: Mapped[date]
    ended_on: Mapped[date | None] = mapped_column(default=None)
    has_led: Mapped[bool] = mapped_column(default=False)
    is_agile: Mapped[bool] = mapped_column(default=False)
    added_at: Mapped[datetime] = mapped_column(default_factory=clock.now)


class PersonSchooling(Base, kw_only=True):
    """The highest schooling of a person, as bodies tell them apart."""

    __tablename__ = "certification_schooling"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"), primary_key=True)
    schooling: Mapped[Schooling]
