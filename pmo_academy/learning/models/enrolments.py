"""Tables of who takes a course, and how far they are."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pmo_academy.core import clock
from pmo_academy.core.db import Base
from pmo_academy.core.ids import new_id


class Enrolment(Base, kw_only=True):
    """A person in a course edition, and the place where they stopped reading.

    Who was moved into a later edition has the number of the one before, and the moment.
    """

    __tablename__ = "learning_enrolment"
    __table_args__ = (UniqueConstraint("person_id", "edition_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"))
    edition_id: Mapped[UUID] = mapped_column(ForeignKey("learning_course_edition.id"), index=True)
    enrolled_at: Mapped[datetime] = mapped_column(default_factory=clock.now)
    last_lesson_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("learning_lesson.id"), default=None
    )
    last_paragraph: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime] = mapped_column(default_factory=clock.now, index=True)
    moved_from: Mapped[int | None] = mapped_column(default=None)
    moved_at: Mapped[datetime | None] = mapped_column(default=None)


class LessonDone(Base, kw_only=True):
    """A person went through a lesson."""

    __tablename__ = "learning_lesson_done"

    enrolment_id: Mapped[UUID] = mapped_column(
        ForeignKey("learning_enrolment.id"), primary_key=True
    )
    lesson_id: Mapped[UUID] = mapped_column(
        ForeignKey("learning_lesson.id"), primary_key=True, index=True
    )
    at: Mapped[datetime] = mapped_column(default_factory=clock.now)


class CourseCompletion(Base, kw_only=True):
    """The moment at which everything that completes a course was there."""

    __tablename__ = "learning_course_completion"

    enrolment_id: Mapped[UUID] = mapped_column(
        ForeignKey("learning_enrolment.id"), primary_key=True
    )
    at: Mapped[datetime] = mapped_column(default_factory=clock.now)
