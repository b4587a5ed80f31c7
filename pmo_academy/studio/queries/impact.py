"""What of a course hangs on it: programmes, people on the way, dates, notes, other courses."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, func, select

from pmo_academy.certification.models import Award
from pmo_academy.certification.queries.programmes import list_programmes
from pmo_academy.certification.rules.tracks import courses_of
from pmo_academy.core.db import session
from pmo_academy.learning.models import (
    Assignment,
    CourseCompletion,
    CourseEdition,
    Enrolment,
    Kept,
    KeptKind,
    Thread,
)
from pmo_academy.learning.queries import list_course_values


@dataclass(frozen=True, kw_only=True)
class ProgrammeHere:
    """A programme that asks for the course, and how many people hold its certificate."""

    key: str
    title: str
    holders: int


@dataclass(frozen=True, kw_only=True)
class Gone:
    """What people keep of lessons that are no more."""

    bookmarks: int
    notes: int
    threads: int

    @property
    def is_something(self) -> bool:
        """Tell whether anybody keeps anything there."""
        return bool(self.bookmarks or self.notes or self.threads)


@dataclass(frozen=True, kw_only=True)
class Dependants:
    """Who and what depends on a course; figures, never names."""

    programmes: Sequence[ProgrammeHere]
    completed: int
    assigned: int
    first_due_on: date | None
    required_by: Sequence[str]


def dependants_of(code: str) -> Dependants:
    """Return what depends on a course."""
    assigned, first = _assigned(code)
    return Dependants(
        programmes=_programmes(code),
        completed=_count_completed(code),
        assigned=assigned,
        first_due_on=first,
        required_by=[
            f"{one.code} {one.title}" for one in list_course_values() if code in one.requires
        ],
    )


def kept_of(code: str, lesson_keys: Collection[str]) -> Gone:
    """Return what people keep of these lessons."""
    if not lesson_keys:
        return Gone(bookmarks=0, notes=0, threads=0)
    rows = session().execute(
        select(Kept.kind, func.count(Kept.id))
        .where(
            Kept.course_code == code, Kept.lesson_key.in_(lesson_keys), Kept.deleted_at.is_(None)
        )
        .group_by(Kept.kind)
    )
    kept = {row[0]: row[1] for row in rows}
    threads = session().scalar(
        select(func.count(Thread.id)).where(
            Thread.course_code == code, Thread.lesson_key.in_(lesson_keys)
        )
    )
    return Gone(
        bookmarks=kept.get(KeptKind.BOOKMARK, 0),
        notes=kept.get(KeptKind.NOTE, 0),
        threads=threads or 0,
    )


def _programmes(code: str) -> list[ProgrammeHere]:
    programmes = list_programmes()
    naming = [key for key in programmes if code in courses_of(key, programmes=programmes)]
    rows = session().execute(
        select(Award.programme_key, func.count(Award.id))
        .where(Award.programme_key.in_(naming), Award.revoked_at.is_(None))
        .group_by(Award.programme_key)
    )
    holders = {row[0]: row[1] for row in rows}
    return [
        ProgrammeHere(key=key, title=programmes[key].title, holders=holders.get(key, 0))
        for key in naming
    ]


def _count_completed(code: str) -> int:
    return (
        session().scalar(
            select(func.count(Enrolment.person_id.distinct()))
            .join(CourseCompletion, CourseCompletion.enrolment_id == Enrolment.id)
            .join(CourseEdition, CourseEdition.id == Enrolment.edition_id)
            .where(CourseEdition.code == code)
        )
        or 0
    )


def _assigned(code: str) -> tuple[int, date | None]:
    is_done = (
        exists()
        .where(
            CourseCompletion.enrolment_id == Enrolment.id,
            Enrolment.person_id == Assignment.person_id,
            Enrolment.edition_id == CourseEdition.id,
            CourseEdition.code == code,
        )
        .correlate(Assignment)
    )
    row = (
        session()
        .execute(
            select(func.count(Assignment.id), func.min(Assignment.due_on)).where(
                Assignment.course_code == code, ~is_done
            )
        )
        .one()
    )
    return row[0], row[1]
