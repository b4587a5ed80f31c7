"""Find what somebody keeps of lessons; only they do."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.learning.models import CourseEdition, Kept, KeptKind, Lesson


@dataclass(frozen=True, kw_only=True)
class KeptPlace:
    """A note or bookmark with the titles of its course and lesson as they are now."""

    kept: Kept
    course_title: str
    lesson_title: str


def list_kept_of_lesson(person_id: UUID, code: str, lesson_key: str) -> Sequence[Kept]:
    """Return the notes of somebody on a lesson by paragraph, and the bookmark if there is one."""
    return (
        session()
        .scalars(
            select(Kept)
            .where(
                Kept.person_id == person_id,
                Kept.course_code == code,
                Kept.lesson_key == lesson_key,
                Kept.deleted_at.is_(None),
            )
            .order_by(Kept.paragraph, Kept.kept_at)
        )
        .all()
    )


def list_kept(person_id: UUID, *, code: str = "") -> list[KeptPlace]:
    """Return everything that somebody keeps, by course and lesson."""
    wanted = (
        select(Kept, CourseEdition.title, Lesson.title)
        .outerjoin(
            CourseEdition, (CourseEdition.code == Kept.course_code) & CourseEdition.is_latest
        )
        .outerjoin(
            Lesson, (Lesson.edition_id == CourseEdition.id) & (Lesson.key == Kept.lesson_key)
        )
        .where(Kept.person_id == person_id, Kept.deleted_at.is_(None))
        .order_by(Kept.course_code, Lesson.position, Kept.kind, Kept.paragraph, Kept.kept_at)
    )
    if code:
        wanted = wanted.where(Kept.course_code == code)
    return [
        KeptPlace(
            kept=kept,
            course_title=course or kept.course_code,
            lesson_title=lesson or kept.lesson_key,
        )
        for kept, course, lesson in session().execute(wanted)
    ]


def get_note(note_id: UUID, *, for_person_id: UUID, is_deleted: bool = False) -> Kept:
    """Return a note of the reader's own, or raise NotFoundError."""
    gone = Kept.deleted_at.is_not(None) if is_deleted else Kept.deleted_at.is_(None)
    found = session().scalar(
        select(Kept).where(
            Kept.id == note_id,
            Kept.person_id == for_person_id,
            Kept.kind == KeptKind.NOTE,
            gone,
        )
    )
    if found is None:
        raise NotFoundError
    return found
