"""Find who may judge somebody's work product, and how much each was asked for lately."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Select, func, or_, select

from pmo_academy.core import clock
from pmo_academy.core.db import session
from pmo_academy.learning.models import (
    CourseCompletion,
    CourseEdition,
    Enrolment,
    Review,
    Submission,
)
from pmo_academy.learning.rules.reviewing import Candidate, SubmissionState, Way
from pmo_academy.people.models import Management, Membership, Person

LATELY = timedelta(days=90)


def list_candidates(person_id: UUID, code: str, *, way: Way) -> list[Candidate]:
    """Return who may judge, the author left out.

    Mentors are the managers of the author's teams, or PMO leads where there is none. Colleagues
    are those who are in the course or have completed it.
    """
    if way is Way.PEERS:
        return _loaded(_peers(person_id, code))
    return _loaded(_managers(person_id)) or _loaded(_leads(person_id))


def _loaded(people: Select[UUID]) -> list[Candidate]:
    lately = Review.asked_at >= clock.now() - LATELY
    loads = (
        select(func.count(Review.id))
        .where(Review.reviewer_id == Person.id, lately)
        .correlate(Person)
        .scalar_subquery()
    )
    wanted = select(Person.id, loads).where(Person.id.in_(people), Person.deactivated_at.is_(None))
    return [Candidate(person_id=row[0], load=row[1]) for row in session().execute(wanted)]


def _managers(person_id: UUID) -> Select[UUID]:
    return (
        select(Management.person_id)
        .join(Membership, Membership.team_id == Management.team_id)
        .where(Membership.person_id == person_id, Management.person_id != person_id)
    )


def _leads(person_id: UUID) -> Select[UUID]:
    return select(Person.id).where(Person.is_pmo_lead, Person.id != person_id)


def _peers(person_id: UUID, code: str) -> Select[UUID]:
    accepted = (
        select(Submission.id)
        .where(
            Submission.person_id == Enrolment.person_id,
            Submission.course_code == code,
            Submission.state == SubmissionState.ACCEPTED,
        )
        .exists()
    )
    completed = select(CourseCompletion.enrolment_id).where(
        CourseCompletion.enrolment_id == Enrolment.id
    )
    return (
        select(Enrolment.person_id)
        .join(CourseEdition, CourseEdition.id == Enrolment.edition_id)
        .where(
            CourseEdition.code == code,
            Enrolment.person_id != person_id,
            or_(accepted, completed.exists(), Enrolment.last_lesson_id.is_not(None)),
        )
    )


def list_overdue(before: timedelta) -> Sequence[Review]:
    """Return the requests to judge that nobody answered for so long."""
    return (
        session()
        .scalars(
            select(Review)
            .join(Submission, Submission.id == Review.submission_id)
            .where(
                Review.closed_at.is_(None),
                Review.asked_at < clock.now() - before,
                Submission.state == SubmissionState.WAITING,
            )
            .order_by(Review.asked_at)
        )
        .all()
    )


def asked_already(submission_id: UUID) -> set[UUID]:
    """Return everybody who was asked to judge a submission, whatever became of it."""
    wanted = select(Review.reviewer_id).where(Review.submission_id == submission_id)
    return set(session().scalars(wanted))


def reviews_of(submission_id: UUID) -> Sequence[Review]:
    """Return every request to judge a submission."""
    return (
        session()
        .scalars(
            select(Review).where(Review.submission_id == submission_id).order_by(Review.asked_at)
        )
        .all()
    )
