"""Tables of what a person has done and learned before, for the way to outside certificates."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any
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


class Side(StrEnum):
    """Whose view of a competence it is."""

    OWN = "own"
    MANAGER = "manager"


class LadderEdition(Base, kw_only=True):
    """A published career ladder, as data; the latest one is shown."""

    __tablename__ = "certification_ladder_edition"

    number: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[dict[str, Any]]
    published_at: Mapped[datetime] = mapped_column(default_factory=clock.now)


class CompetenceRating(Base, kw_only=True):
    """The step of a competence, from 0 to 3, as somebody sees themselves or their manager does."""

    __tablename__ = "certification_competence_rating"
    __table_args__ = (CheckConstraint("step BETWEEN 0 AND 3", name="step_is_one_of_four"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"), primary_key=True)
    competence: Mapped[str] = mapped_column(primary_key=True)
    side: Mapped[Side] = mapped_column(primary_key=True)
    step: Mapped[int]
    rated_by: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"))
    rated_at: Mapped[datetime] = mapped_column(default_factory=clock.now)


class CareerAim(Base, kw_only=True):
    """The stage of the ladder that a person wants to reach next."""

    __tablename__ = "certification_career_aim"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"), primary_key=True)
    stage: Mapped[str]
