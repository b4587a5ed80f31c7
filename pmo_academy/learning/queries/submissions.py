"""Find work products that were handed in, as their author or as one who judges them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute

from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.core.files import StoredFile, get_file
from pmo_academy.learning.models import CourseEdition, Enrolment, Review, Submission
from pmo_academy.learning.rules.progress import StepState
from pmo_academy.learning.rules.reviewing import ReviewState, SubmissionState, Way
from pmo_academy.people.models import Person

_CLOSED = (ReviewState.ACCEPTED, ReviewState.RETURNED)


@dataclass(frozen=True, kw_only=True)
class GivenReview:
    """A review that was given, as the author reads it; a colleague's name stays out of it."""

    reviewer: str
    is_accepted: bool
    lines: dict[str, Any]
    comment: str
    closed_at: datetime


@dataclass(frozen=True, kw_only=True)
class OwnSubmission:
    """What somebody handed in, with the reviews given so far and whom it waits for."""

    submission: Submission
    reviews: tuple[GivenReview, ...]
    waits_for: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ReviewTask:
    """A request to judge, with what is judged and by what."""

    review: Review
    submission: Submission
    author: str
    code: str
    course_title: str
    work_product: dict[str, Any]


def state_of(state: str | None) -> StepState:
    """Return where a person stands with a work product, from the state of the latest one."""
    if state == SubmissionState.ACCEPTED:
        return StepState.DONE
    waits = state == SubmissionState.WAITING
    return StepState.IN_PROGRESS if waits else StepState.NOT_STARTED


def latest_state(
    person_id: InstrumentedAttribute[UUID] | ColumnElement[UUID], code: Any
) -> ScalarSelect[Any]:
    """Select the state of what a person handed in last for a course, within a larger query."""
    return (
        select(Submission.state)
        .where(Submission.person_id == person_id, Submission.course_code == code)
        .order_by(Submission.number.desc())
        .limit(1)
        .scalar_subquery()
    )


def list_submissions(person_id: UUID, code: str) -> list[OwnSubmission]:
    """Return what somebody handed in for a course, the latest first."""
    wanted = (
        select(Submission, Review, Person.name)
        .outerjoin(Review, Review.submission_id == Submission.id)
        .outerjoin(Person, Person.id == Review.reviewer_id)
        .where(Submission.person_id == person_id, Submission.course_code == code)
        .order_by(Submission.number.desc(), Review.closed_at, Review.asked_at)
    )
    rows: dict[UUID, list[tuple[Submission, Review | None, str]]] = {}
    for row in session().execute(wanted):
        rows.setdefault(row[0].id, []).append((row[0], row[1], row[2] or ""))
    return [_own(found) for found in rows.values()]


def get_submission(person_id: UUID, code: str, number: int) -> Submission:
    """Return what somebody handed in themselves, or raise NotFoundError."""
    found = session().scalar(
        select(Submission).where(
            Submission.person_id == person_id,
            Submission.course_code == code,
            Submission.number == number,
        )
    )
    if found is None:
        raise NotFoundError
    return found


def file_of(submission: Submission) -> StoredFile:
    """Return the file that was handed in, or raise NotFoundError where it was a link."""
    if submission.file_id is None:
        raise NotFoundError
    return get_file(submission.file_id)


def list_reviews(person: Person) -> Sequence[ReviewTask]:
    """Return what waits for somebody's judgement, the oldest first."""
    wanted = _tasks().where(Review.reviewer_id == person.id, Review.state == ReviewState.ASKED)
    return [_task(row) for row in session().execute(wanted.order_by(Review.asked_at))]


def list_given_reviews(person: Person, *, most: int) -> Sequence[ReviewTask]:
    """Return what somebody judged, the latest first."""
    wanted = _tasks().where(Review.reviewer_id == person.id, Review.state.in_(_CLOSED))
    rows = session().execute(wanted.order_by(Review.closed_at.desc()).limit(most))
    return [_task(row) for row in rows]


def get_review(review_id: UUID, *, for_person: Person) -> ReviewTask:
    """Return a request to judge, or one's judgement; raise NotFoundError for anybody else's."""
    readable = (ReviewState.ASKED, *_CLOSED)
    row = (
        session()
        .execute(
            _tasks().where(
                Review.id == review_id,
                Review.reviewer_id == for_person.id,
                Review.state.in_(readable),
            )
        )
        .first()
    )
    if row is None:
        raise NotFoundError
    return _task(row)


def count_work_products(person_id: UUID) -> dict[SubmissionState, int]:
    """Return how many work products of a person were accepted, wait, came back."""
    wanted = (
        select(Submission.state, func.count(Submission.id))
        .where(Submission.person_id == person_id)
        .group_by(Submission.state)
    )
    return {row[0]: row[1] for row in session().execute(wanted)}


def _tasks() -> Select[Any]:
    return (
        select(
            Review,
            Submission,
            Person.name,
            CourseEdition.code,
            CourseEdition.title,
            CourseEdition.document["work_product"].label("work_product"),
        )
        .join(Submission, Submission.id == Review.submission_id)
        .join(Person, Person.id == Submission.person_id)
        .join(Enrolment, Enrolment.id == Submission.enrolment_id)
        .join(CourseEdition, CourseEdition.id == Enrolment.edition_id)
    )


def _task(row: Any) -> ReviewTask:
    return ReviewTask(
        review=row[0],
        submission=row[1],
        author=row[2],
        code=row[3],
        course_title=row[4],
        work_product=row[5] or {},
    )


def _own(rows: list[tuple[Submission, Review | None, str]]) -> OwnSubmission:
    submission = rows[0][0]
    is_named = submission.way is Way.MENTOR
    reviews = [(review, name if is_named else "") for _, review, name in rows if review]
    return OwnSubmission(
        submission=submission,
        reviews=tuple(
            GivenReview(
                reviewer=name,
                is_accepted=review.state is ReviewState.ACCEPTED,
                lines=review.lines,
                comment=review.comment,
                closed_at=review.closed_at,
            )
            for review, name in reviews
            if review.state in _CLOSED and review.closed_at
        ),
        waits_for=tuple(name for review, name in reviews if review.state is ReviewState.ASKED),
    )
