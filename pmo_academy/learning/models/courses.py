"""Tables of courses as they are published: editions, modules, lessons."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pmo_academy.core import clock
from pmo_academy.core.db import Base
from pmo_academy.core.ids import new_id


class Level(StrEnum):
    """For which level of PMO a course is meant."""

    FOUNDATION = "foundation"
    SUPPORT = "support"
    SUPPORT_TO_CONTROL = "support-to-control"
    CONTROL = "control"
    STRATEGIC = "strategic"
    ALL = "all"


class CourseEdition(Base, kw_only=True):
    """A published course; never changes, a changed course is the next edition.

    The document holds what only the course page and the rules need: audience, outcomes, credit,
    covers (item to 0.5 or 1), requires, recommends, completes_with, topics, updated, work_product.
    An announced course has a description but no modules yet.
    """

    __tablename__ = "learning_course_edition"
    __table_args__ = (UniqueConstraint("code", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    code: Mapped[str]
    number: Mapped[int]
    title: Mapped[str]
    level: Mapped[Level]
    promise: Mapped[str]
    minutes: Mapped[int]
    is_announced: Mapped[bool] = mapped_column(default=False)
    is_latest: Mapped[bool] = mapped_column(default=True, index=True)
    published_at: Mapped[datetime] = mapped_column(default_factory=clock.now)
    document: Mapped[dict[str, Any]]
    test_quiz_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("exams_quiz.id"), default=None, index=True
    )


class Module(Base, kw_only=True):
    """Part of a course edition, closed by a quiz; `practice` holds title, task and model answer."""

    __tablename__ = "learning_module"
    __table_args__ = (UniqueConstraint("edition_id", "key"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    edition_id: Mapped[UUID] = mapped_column(ForeignKey("learning_course_edition.id"))
    position: Mapped[int]
    key: Mapped[str]
    title: Mapped[str]
    summary: Mapped[str]
    minutes: Mapped[int]
    quiz_id: Mapped[UUID] = mapped_column(ForeignKey("exams_quiz.id"), index=True)
    practice: Mapped[dict[str, Any] | None] = mapped_column(default=None)


class Lesson(Base, kw_only=True):
    """One idea: rendered text and one inline check (a question document with key and reasons).

    Without a check its type is empty; without an item, that is. A lesson that is played from a
    package has the package's digest, and in `part` what is opened of it and how.
    """

    __tablename__ = "learning_lesson"
    __table_args__ = (UniqueConstraint("edition_id", "key"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    edition_id: Mapped[UUID] = mapped_column(ForeignKey("learning_course_edition.id"))
    module_id: Mapped[UUID] = mapped_column(ForeignKey("learning_module.id"), index=True)
    position: Mapped[int]
    key: Mapped[str]
    title: Mapped[str]
    minutes: Mapped[int]
    item: Mapped[str]
    verb: Mapped[str]
    html: Mapped[str]
    check_type: Mapped[str]
    check: Mapped[dict[str, Any]]
    package_digest: Mapped[str | None] = mapped_column(
        ForeignKey("learning_package.digest"), default=None, index=True
    )
    part: Mapped[dict[str, Any] | None] = mapped_column(default=None)
