"""Find quizzes and attempts, always for the person who takes them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, Select, and_, bindparam, case, func, select
from sqlalchemy.orm import joinedload, selectinload

from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.exams.models import (
    Admission,
    Attempt,
    CarriedPass,
    ExtraTime,
    Question,
    Quiz,
    Response,
)
from pmo_academy.exams.rules import limits
from pmo_academy.exams.rules.limits import Given
from pmo_academy.exams.rules.questions import AskedQuestion
from pmo_academy.people.models import Person

_BATCH = 100


@dataclass(frozen=True, kw_only=True)
class QuizStanding:
    """A quiz and how far a person is with it."""

    quiz_id: UUID
    title: str
    questions: int
    minutes: int
    pass_percent: int
    attempts: int
    best_right: int | None
    open_number: int | None
    passed_at: datetime | None

    @property
    def has_passed(self) -> bool:
        """Tell whether one of the attempts was passed."""
        return self.passed_at is not None


def get_quiz(quiz_id: UUID, *, for_person: Person) -> Quiz:
    """Return a quiz that this person is admitted to, or raise NotFoundError."""
    quiz = session().scalar(
        select(Quiz)
        .join(Admission, Admission.quiz_id == Quiz.id)
        .where(Quiz.id == quiz_id, Admission.person_id == for_person.id)
    )
    if quiz is None:
        raise NotFoundError
    return quiz


def get_attempt(
    quiz_id: UUID, number: int, *, for_person: Person, for_change: bool = False
) -> Attempt:
    """Return a person's own attempt with its questions, or raise NotFoundError.

    For a change the attempt is locked first, so that saving and handing in never cross.
    """
    wanted = select(Attempt).where(
        Attempt.quiz_id == quiz_id, Attempt.number == number, Attempt.person_id == for_person.id
    )
    if for_change:
        # What this session has read before may be out of date by now.
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    loading = selectinload(Attempt.responses).options(joinedload(Response.question))
    attempt = session().scalar(wanted.options(loading))
    if attempt is None:
        raise NotFoundError
    return attempt


def list_attempts(quiz_id: UUID, person_id: UUID) -> Sequence[Attempt]:
    """Return a person's attempts at a quiz, the latest first."""
    return (
        session()
        .scalars(
            select(Attempt)
            .where(Attempt.quiz_id == quiz_id, Attempt.person_id == person_id)
            .order_by(Attempt.number.desc())
        )
        .all()
    )


def list_attempts_at_editions(key: str, person_id: UUID) -> Sequence[Attempt]:
    """Return a person's attempts at every edition of a quiz, the latest first."""
    return (
        session()
        .scalars(
            select(Attempt)
            .join(Quiz, Quiz.id == Attempt.quiz_id)
            .where(Quiz.key == key, Attempt.person_id == person_id)
            .order_by(Attempt.started_at.desc())
        )
        .all()
    )


def list_bank(quiz_id: UUID) -> list[tuple[UUID, str]]:
    """Return the id and topic of each question of a quiz; rows, for a draw needs no more."""
    rows = session().execute(
        select(Question.id, Question.topic)
        .where(Question.quiz_id == quiz_id)
        .order_by(Question.position)
    )
    return [(row[0], row[1]) for row in rows]


def count_seen(quiz_id: UUID, person_id: UUID) -> dict[UUID, int]:
    """Return how often this person had each question of a quiz; those never had are left out."""
    rows = session().execute(
        select(Response.question_id, func.count())
        .join(Attempt, Attempt.id == Response.attempt_id)
        .where(Attempt.quiz_id == quiz_id, Attempt.person_id == person_id)
        .group_by(Response.question_id)
    )
    return {row[0]: row[1] for row in rows}


def list_asked(question_ids: Collection[UUID]) -> dict[UUID, AskedQuestion]:
    """Return questions as they stand in the bank, not yet shuffled."""
    rows = session().execute(
        select(Question.id, Question.type, Question.document).where(Question.id.in_(question_ids))
    )
    return {row[0]: AskedQuestion(type=row[1], document=row[2]) for row in rows}


def find_extra_time(person_id: UUID) -> ExtraTime | None:
    """Return the extra time that was given to a person, whenever and wherever it holds."""
    return session().get(ExtraTime, person_id)


def list_running(person_id: UUID) -> list[tuple[Attempt, Quiz]]:
    """Return a person's open attempts against the clock, locked."""
    rows = session().execute(
        select(Attempt, Quiz)
        .join(Quiz, Quiz.id == Attempt.quiz_id)
        .where(
            Attempt.person_id == person_id,
            Attempt.submitted_at.is_(None),
            Attempt.deadline_at.is_not(None),
        )
        .order_by(Attempt.id)
        .with_for_update(of=Attempt)
        .execution_options(populate_existing=True)
    )
    return [(row[0], row[1]) for row in rows]


def extra_percent(person_id: UUID, quiz: Quiz, *, today: date) -> int:
    """Return how much more time a person has for a quiz that begins today, in percent."""
    extra = find_extra_time(person_id)
    if extra is None:
        return 0
    place = Given(percent=extra.percent, only_course=extra.only_course, until=extra.until)
    return limits.extra_percent(place, quiz_key=quiz.key, today=today)


def list_overdue(now: datetime) -> list[tuple[Attempt, Quiz]]:
    """Return open attempts whose time is up, a batch of them, locked; those being saved wait."""
    rows = session().execute(
        select(Attempt, Quiz)
        .join(Quiz, Quiz.id == Attempt.quiz_id)
        .where(Attempt.submitted_at.is_(None), Attempt.deadline_at <= now)
        .order_by(Attempt.deadline_at)
        .limit(_BATCH)
        .options(selectinload(Attempt.responses).options(joinedload(Response.question)))
        .with_for_update(of=Attempt, skip_locked=True)
        .execution_options(populate_existing=True)
    )
    return [(row[0], row[1]) for row in rows]


def lock_admission(quiz_id: UUID, person_id: UUID) -> None:
    """Let this person's starts of this quiz wait for each other; raise NotFoundError if none."""
    admission = session().scalar(
        select(Admission)
        .where(Admission.quiz_id == quiz_id, Admission.person_id == person_id)
        .with_for_update()
    )
    if admission is None:
        raise NotFoundError


def list_admitted(quiz_ids: Iterable[UUID], person_id: UUID) -> set[UUID]:
    """Return those of the quizzes that the person is admitted to."""
    return set(
        session().scalars(
            select(Admission.quiz_id).where(
                Admission.person_id == person_id, Admission.quiz_id.in_(set(quiz_ids))
            )
        )
    )


def list_standings(quiz_ids: Iterable[UUID], person_id: UUID) -> dict[UUID, QuizStanding]:
    """Return how far a person is with each of these quizzes, in one query."""
    wanted = {"quiz_ids": list(set(quiz_ids)), "person_id": person_id}
    rows = session().execute(_standings(), wanted)
    return {
        row.Quiz.id: QuizStanding(
            quiz_id=row.Quiz.id,
            title=row.Quiz.title,
            questions=row.Quiz.draw,
            minutes=row.Quiz.minutes,
            pass_percent=row.Quiz.pass_percent,
            attempts=row.attempts,
            best_right=row.best_right,
            open_number=row.open_number,
            passed_at=row.passed_at,
        )
        for row in rows
    }


@cache
def _standings() -> Select[*tuple[Any, ...]]:
    """Return the statement; it is put together once, because that takes longer than to run it."""
    reader: BindParameter[UUID] = bindparam("person_id")
    mine = and_(Attempt.quiz_id == Quiz.id, Attempt.person_id == reader)
    carried = and_(CarriedPass.quiz_id == Quiz.id, CarriedPass.person_id == reader)
    passed_at = func.min(case((Attempt.has_passed.is_(True), Attempt.submitted_at)))
    return (
        select(
            Quiz,
            func.count(Attempt.id).label("attempts"),
            func.max(Attempt.right_count).label("best_right"),
            func.max(case((Attempt.submitted_at.is_(None), Attempt.number))).label("open_number"),
            func.coalesce(passed_at, func.min(CarriedPass.passed_at)).label("passed_at"),
        )
        .outerjoin(Attempt, mine)
        .outerjoin(CarriedPass, carried)
        .where(Quiz.id.in_(bindparam("quiz_ids", expanding=True)))
        .group_by(Quiz.id)
    )
