"""The quizzes that the reader handed in last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, select

from pmo_academy.core.db import session
from pmo_academy.exams.models import Attempt, Quiz
from pmo_academy.people.models import Person

_SHOWN = 3


@dataclass(frozen=True, kw_only=True)
class QuizResult:
    """An attempt that was handed in."""

    quiz_id: UUID
    number: int
    title: str
    right: int
    questions: int
    has_passed: bool
    submitted_at: datetime


def list_recent_results(person: Person) -> Sequence[QuizResult]:
    """Return the last attempts that this person handed in, the latest first."""
    rows = session().execute(_results_of(), {"person_id": person.id})
    return [QuizResult(**row._asdict()) for row in rows]


@cache
def _results_of() -> Select[*tuple[Any, ...]]:
    """Return the statement; it is put together once, because that takes longer than to run it."""
    return (
        select(
            Attempt.quiz_id,
            Attempt.number,
            Quiz.title,
            Attempt.right_count.label("right"),
            Quiz.draw.label("questions"),
            Attempt.has_passed,
            Attempt.submitted_at,
        )
        .join(Quiz, Quiz.id == Attempt.quiz_id)
        .where(Attempt.person_id == bindparam("person_id"), Attempt.submitted_at.is_not(None))
        .order_by(Attempt.submitted_at.desc())
        .limit(_SHOWN)
    )
