"""Find questions about lessons: as a learner of the course, and as one of its authors."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload

from pmo_academy.core import clock
from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.learning.models import CourseEdition, Lesson, Thread, ThreadState
from pmo_academy.people.models import Person

THREADS_ON_PAGE = 25


@dataclass(frozen=True, kw_only=True)
class AskedThread:
    """A question as the course's authors see it: who asked, and on which lesson."""

    thread: Thread
    asker: str
    course_title: str
    lesson_title: str


def list_threads(
    code: str, lesson_key: str, *, for_person_id: UUID, page: int
) -> tuple[Sequence[Thread], int]:
    """Return a page of the questions on a lesson, the latest first, and how many there are.

    Hidden ones are left out, but for those of the reader.
    """
    wanted = select(Thread).where(
        Thread.course_code == code,
        Thread.lesson_key == lesson_key,
        (Thread.state != ThreadState.HIDDEN) | (Thread.person_id == for_person_id),
    )
    total = session().scalar(select(func.count()).select_from(wanted.subquery())) or 0
    found = wanted.options(selectinload(Thread.replies)).order_by(Thread.asked_at.desc())
    start = (page - 1) * THREADS_ON_PAGE
    return session().scalars(found.offset(start).limit(THREADS_ON_PAGE)).all(), total


def get_own_thread(thread_id: UUID, *, for_person_id: UUID) -> Thread:
    """Return a question that the reader asked, or raise NotFoundError."""
    found = session().scalar(
        select(Thread).where(Thread.id == thread_id, Thread.person_id == for_person_id)
    )
    if found is None:
        raise NotFoundError
    return found


def get_last_answered(code: str, *, for_person_id: UUID) -> Thread:
    """Return the reader's question in a course that was answered last, or raise NotFoundError."""
    found = session().scalar(
        select(Thread)
        .where(
            Thread.course_code == code,
            Thread.person_id == for_person_id,
            Thread.state == ThreadState.ANSWERED,
        )
        .order_by(Thread.answered_at.desc())
        .limit(1)
    )
    if found is None:
        raise NotFoundError
    return found


def list_asked_threads(*, is_open: bool, page: int) -> tuple[list[AskedThread], int]:
    """Return a page of questions for the authors: open ones, the oldest first, or the others."""
    state = Thread.state == ThreadState.OPEN
    wanted = _asked().where(state if is_open else ~state)
    total = session().scalar(select(func.count(Thread.id)).where(state if is_open else ~state))
    order = Thread.asked_at if is_open else Thread.asked_at.desc()
    start = (page - 1) * THREADS_ON_PAGE
    rows = session().execute(wanted.order_by(order).offset(start).limit(THREADS_ON_PAGE))
    return [_row(*row) for row in rows], total or 0


def get_asked_thread(thread_id: UUID) -> AskedThread:
    """Return a question for the authors, or raise NotFoundError."""
    wanted = _asked().where(Thread.id == thread_id).options(selectinload(Thread.replies))
    row = session().execute(wanted).first()
    if row is None:
        raise NotFoundError
    return _row(*row)


def count_open_since_yesterday(person_id: UUID) -> int:
    """Return how many questions of a person from the last 24 hours nobody has answered."""
    wanted = select(func.count(Thread.id)).where(
        Thread.person_id == person_id,
        Thread.state == ThreadState.OPEN,
        Thread.asked_at > clock.now() - timedelta(hours=24),
    )
    return session().scalar(wanted) or 0


def _asked() -> Select[Thread, str, str | None, str | None]:
    return (
        select(Thread, Person.name, CourseEdition.title, Lesson.title)
        .join(Person, Person.id == Thread.person_id)
        .outerjoin(
            CourseEdition, (CourseEdition.code == Thread.course_code) & CourseEdition.is_latest
        )
        .outerjoin(
            Lesson, (Lesson.edition_id == CourseEdition.id) & (Lesson.key == Thread.lesson_key)
        )
    )


def _row(thread: Thread, asker: str, course: str | None, lesson: str | None) -> AskedThread:
    return AskedThread(
        thread=thread,
        asker=asker,
        course_title=course or thread.course_code,
        lesson_title=lesson or thread.lesson_key,
    )
