"""Find the answers to a question whose key was corrected, over everybody."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from pmo_academy.core.db import session
from pmo_academy.exams.models import Attempt, Correction, Question, Quiz, Response


def list_corrections(question_ids: Collection[UUID]) -> dict[UUID, Correction]:
    """Return how answers to these questions count by now, where that was corrected."""
    found = session().scalars(
        select(Correction)
        .where(Correction.question_id.in_(question_ids))
        .options(joinedload(Correction.later), joinedload(Correction.regrade))
    )
    return {one.question_id: one for one in found}


def list_answers_to(question_ids: Collection[UUID]) -> Sequence[Response]:
    """Return every answer to these questions with its question and attempt, open ones too."""
    return (
        session()
        .scalars(
            select(Response)
            .where(Response.question_id.in_(question_ids))
            .order_by(Response.attempt_id, Response.position)
            .options(joinedload(Response.question), joinedload(Response.attempt))
        )
        .all()
    )


def list_versions(prefix: str) -> list[tuple[str, Question]]:
    """Return the questions of quizzes whose keys begin so, each with its quiz's key."""
    rows = session().execute(
        select(Quiz.key, Question)
        .join(Question, Question.quiz_id == Quiz.id)
        .where(Quiz.key.startswith(prefix, autoescape=True))
        .order_by(Quiz.id, Question.position)
    )
    return [(row[0], row[1]) for row in rows]


def list_answered(question_ids: Collection[UUID]) -> set[UUID]:
    """Return which of these questions have answers by their own key, not regraded."""
    corrected = select(Correction.question_id)
    wanted = (
        select(Response.question_id)
        .where(Response.question_id.in_(question_ids), Response.question_id.not_in(corrected))
        .distinct()
    )
    return set(session().scalars(wanted))


def list_handed_in(
    attempt_ids: Collection[UUID], *, for_change: bool = False
) -> list[tuple[Attempt, Quiz]]:
    """Return these attempts with their questions and quizzes; for a change they are locked."""
    wanted = (
        select(Attempt, Quiz)
        .join(Quiz, Quiz.id == Attempt.quiz_id)
        .where(Attempt.id.in_(attempt_ids))
        .order_by(Attempt.id)
        .options(selectinload(Attempt.responses).options(joinedload(Response.question)))
    )
    if for_change:
        wanted = wanted.with_for_update(of=Attempt).execution_options(populate_existing=True)
    return [(row[0], row[1]) for row in session().execute(wanted)]


def list_passed(quiz_ids: Collection[UUID], person_ids: Collection[UUID]) -> set[tuple[UUID, UUID]]:
    """Return which of these people have passed which of these quizzes: (quiz, person)."""
    rows = session().execute(
        select(Attempt.quiz_id, Attempt.person_id)
        .where(
            Attempt.quiz_id.in_(quiz_ids),
            Attempt.person_id.in_(person_ids),
            Attempt.has_passed.is_(True),
        )
        .distinct()
    )
    return {(row[0], row[1]) for row in rows}
