"""Every course as it stands for one person: completed, begun, assigned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Row,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    func,
    or_,
    select,
)

from pmo_academy.core import clock
from pmo_academy.core.db import session
from pmo_academy.learning.models import (
    Assignment,
    CourseCompletion,
    CourseEdition,
    Enrolment,
    Review,
    Submission,
    Thread,
    ThreadState,
)
from pmo_academy.learning.queries import is_withdrawn
from pmo_academy.learning.queries.submissions import latest_state
from pmo_academy.learning.rules.reviewing import ReviewState, SubmissionState
from pmo_academy.maturity.queries import CourseChoice
from pmo_academy.people.models import Person

# For so long an answer to a question of one's own stands in the agenda.
FRESH = timedelta(days=7)

_READER: BindParameter[UUID] = bindparam("person_id")


@dataclass(frozen=True, kw_only=True)
class OwnCourse:
    """A course and where the reader stands with it; `due_on` is None when it was not assigned.

    `reviews_waiting` counts work products of the course that the reader is to judge; `handed_in`
    is what became of the reader's own, None when there is none. `open_questions` about its lessons
    wait for their authors; `fresh_answers` counts the reader's own that were answered lately.
    `moved_at` tells when the reader was put into a later edition, until they go on in it.
    """

    choice: CourseChoice
    has_started: bool
    completed_at: datetime | None
    due_on: date | None
    assigned_by: str
    reviews_waiting: int = 0
    handed_in: SubmissionState | None = None
    open_questions: int = 0
    fresh_answers: int = 0
    moved_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether it can be taken and is not behind the person."""
        return not self.choice.is_announced and self.completed_at is None


def list_own_courses(person: Person) -> Sequence[OwnCourse]:
    """Return the latest edition of every course by code, each with this person's standing."""
    rows = session().execute(_courses_of(), {"person_id": person.id, "lately": clock.now() - FRESH})
    return [
        OwnCourse(
            choice=_choice(row.CourseEdition),
            has_started=row.enrolled_at is not None,
            completed_at=row.completed_at,
            due_on=row.due_on,
            assigned_by=row.assigned_by or "",
            reviews_waiting=row.reviews_waiting,
            handed_in=row.handed_in,
            open_questions=row.open_questions,
            fresh_answers=row.fresh_answers,
            moved_at=_lately_moved(row),
        )
        for row in rows
    ]


def _threads(*which: ColumnElement[bool]) -> ScalarSelect[int]:
    return (
        select(func.count(Thread.id))
        .where(Thread.course_code == CourseEdition.code, *which)
        .correlate(CourseEdition)
        .scalar_subquery()
    )


@cache
def _courses_of() -> Select[*tuple[Any, ...]]:
    """Return the statement; it is put together once, because that takes longer than to run it."""
    taken = (
        select(
            CourseEdition.code,
            func.min(Enrolment.enrolled_at).label("enrolled_at"),
            func.min(CourseCompletion.at).label("completed_at"),
            func.max(Enrolment.moved_at).label("moved_at"),
            func.max(Enrolment.last_at).label("last_at"),
        )
        .join(Enrolment, Enrolment.edition_id == CourseEdition.id)
        .outerjoin(CourseCompletion, CourseCompletion.enrolment_id == Enrolment.id)
        .where(Enrolment.person_id == _READER)
        .group_by(CourseEdition.code)
        .subquery()
    )
    reviews = (
        select(func.count(Review.id))
        .join(Submission, Submission.id == Review.submission_id)
        .where(
            Review.reviewer_id == _READER,
            Review.state == ReviewState.ASKED,
            Submission.course_code == CourseEdition.code,
        )
        .correlate(CourseEdition)
        .scalar_subquery()
    )
    mine = and_(Assignment.course_code == CourseEdition.code, Assignment.person_id == _READER)
    return (
        select(
            CourseEdition,
            taken.c.enrolled_at,
            taken.c.completed_at,
            taken.c.moved_at,
            taken.c.last_at,
            Assignment.due_on,
            Person.name.label("assigned_by"),
            reviews.label("reviews_waiting"),
            latest_state(_READER, CourseEdition.code).label("handed_in"),
            _threads(Thread.state == ThreadState.OPEN).label("open_questions"),
            _threads(
                Thread.person_id == _READER,
                Thread.state == ThreadState.ANSWERED,
                Thread.answered_at > bindparam("lately"),
            ).label("fresh_answers"),
        )
        .outerjoin(taken, taken.c.code == CourseEdition.code)
        .outerjoin(Assignment, mine)
        .outerjoin(Person, Person.id == Assignment.assigned_by)
        .where(CourseEdition.is_latest, or_(~is_withdrawn(), taken.c.code.is_not(None)))
        .order_by(CourseEdition.code)
    )


def _lately_moved(row: Row[Any]) -> datetime | None:
    """Return when somebody was moved, while that is fresh and they have not been there since."""
    is_news = row.moved_at and row.moved_at > clock.now() - FRESH and row.last_at < row.moved_at
    return row.moved_at if is_news and row.completed_at is None else None


def _choice(edition: CourseEdition) -> CourseChoice:
    return CourseChoice(
        id=edition.id,
        code=edition.code,
        title=edition.title,
        minutes=edition.minutes,
        is_announced=edition.is_announced,
        covers=edition.document.get("covers", {}),
        requires=tuple(edition.document.get("requires", ())),
    )
