"""Which lessons teach what an item of the maturity model asks for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select

from pmo_academy.core.db import session
from pmo_academy.learning.models import CourseEdition, Lesson
from pmo_academy.learning.queries.withdrawals import is_withdrawn


@dataclass(frozen=True, kw_only=True)
class LessonOnItem:
    """A lesson as it is recommended; the verb says which step it helps with: know, do or lead."""

    item: str
    verb: str
    key: str
    title: str
    minutes: int
    course_code: str
    course_title: str


def list_lessons_on(items: Collection[str]) -> Sequence[LessonOnItem]:
    """Return the lessons of the latest courses that name one of the items, in teaching order."""
    rows = session().execute(_lessons_on(), {"items": sorted(items)})
    return [LessonOnItem(**row._mapping) for row in rows]


@cache
def _lessons_on() -> Select[*tuple[Any, ...]]:
    """Return the statement; it is put together once."""
    return (
        select(
            Lesson.item,
            Lesson.verb,
            Lesson.key,
            Lesson.title,
            Lesson.minutes,
            CourseEdition.code.label("course_code"),
            CourseEdition.title.label("course_title"),
        )
        .join(CourseEdition, CourseEdition.id == Lesson.edition_id)
        .where(
            CourseEdition.is_latest,
            ~CourseEdition.is_announced,
            ~is_withdrawn(),
            Lesson.item.in_(bindparam("items", expanding=True)),
        )
        .order_by(CourseEdition.code, Lesson.position)
    )
