"""Every course as the studio lists it: what is published, and what is being written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.core.db import session
from pmo_academy.learning.models import CourseEdition
from pmo_academy.people.models import Person
from pmo_academy.studio.models import DraftChange, WorkingDraft


@dataclass(frozen=True, kw_only=True)
class CourseCard:
    """A course with its published edition, its draft and who changed that last; either may lack."""

    code: str
    title: str
    edition: int | None
    published_at: datetime | None
    is_announced: bool
    changed_at: datetime | None
    changed_by: str
    has_draft: bool


def list_course_cards() -> Sequence[CourseCard]:
    """Return every course by its code."""
    editions = {
        row.code: row
        for row in session().execute(
            select(
                CourseEdition.code,
                CourseEdition.number,
                CourseEdition.title,
                CourseEdition.published_at,
                CourseEdition.is_announced,
            ).where(CourseEdition.is_latest)
        )
    }
    drafts = {
        row.key: row
        for row in session().execute(
            select(WorkingDraft.key, WorkingDraft.changed_at).where(
                WorkingDraft.kind == Kind.COURSE
            )
        )
    }
    writers = _last_writers()
    return [
        CourseCard(
            code=code,
            title=editions[code].title if code in editions else "",
            edition=editions[code].number if code in editions else None,
            published_at=editions[code].published_at if code in editions else None,
            is_announced=code in editions and editions[code].is_announced,
            changed_at=drafts[code].changed_at if code in drafts else None,
            changed_by=writers.get(code, ""),
            has_draft=code in drafts,
        )
        for code in sorted({*editions, *drafts})
    ]


def _last_writers() -> dict[str, str]:
    rows = session().execute(
        select(WorkingDraft.key, Person.name)
        .join(DraftChange, DraftChange.draft_id == WorkingDraft.id)
        .join(Person, Person.id == DraftChange.by)
        .where(WorkingDraft.kind == Kind.COURSE)
        .order_by(DraftChange.number)
    )
    return {row.key: row.name for row in rows}
