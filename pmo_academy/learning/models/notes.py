"""The table of what somebody keeps of a lesson for themselves: notes and bookmarks."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from pmo_academy.core import clock
from pmo_academy.core.db import Base
from pmo_academy.core.ids import new_id

_IS_BOOKMARK = text("kind = 'bookmark'")


class KeptKind(StrEnum):
    """What is kept: words of one's own on a paragraph, or the place of a lesson."""

    NOTE = "note"
    BOOKMARK = "bookmark"


class Kept(Base, kw_only=True):
    """A note on a paragraph of a lesson, or a bookmark of the lesson; nobody else sees it.

    It belongs to the lesson by its key, whatever the edition; `excerpt` holds the first words of
    the paragraph, by which it is found again when the text has changed.
    """

    __tablename__ = "learning_kept"
    __table_args__ = (
        CheckConstraint("(kind = 'note') = (text <> '')", name="a_note_has_words"),
        Index("ix_learning_kept_lesson", "person_id", "course_code", "lesson_key"),
        Index(
            "ix_learning_kept_one_bookmark",
            "person_id",
            "course_code",
            "lesson_key",
            unique=True,
            sqlite_where=_IS_BOOKMARK,
            postgresql_where=_IS_BOOKMARK,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"))
    kind: Mapped[KeptKind]
    course_code: Mapped[str]
    lesson_key: Mapped[str]
    paragraph: Mapped[int] = mapped_column(default=0)
    excerpt: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    kept_at: Mapped[datetime] = mapped_column(default_factory=clock.now)
    changed_at: Mapped[datetime] = mapped_column(default_factory=clock.now)
    deleted_at: Mapped[datetime | None] = mapped_column(default=None)
