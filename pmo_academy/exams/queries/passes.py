"""Who has passed a quiz: in an attempt at it, or at one of an earlier edition, carried over."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, or_, select, union_all

from pmo_academy.core.db import session
from pmo_academy.exams.models import Attempt, CarriedPass


def has_passed(quiz_id: Any, person_id: Any) -> ColumnElement[bool]:
    """Tell in a statement whether a person has passed a quiz."""
    return or_(
        exists().where(
            Attempt.quiz_id == quiz_id, Attempt.person_id == person_id, Attempt.has_passed.is_(True)
        ),
        is_carried(quiz_id, person_id),
    )


def is_carried(quiz_id: Any, person_id: Any) -> ColumnElement[bool]:
    """Tell in a statement whether a pass was carried over to a quiz."""
    return exists().where(CarriedPass.quiz_id == quiz_id, CarriedPass.person_id == person_id)


def select_passes() -> Select[*tuple[Any, ...]]:
    """Select the quiz, person, attempt and moment of each pass."""
    own = select(
        Attempt.quiz_id,
        Attempt.person_id,
        Attempt.id.label("attempt_id"),
        Attempt.submitted_at.label("passed_at"),
    ).where(Attempt.has_passed.is_(True))
    carried = select(
        CarriedPass.quiz_id, CarriedPass.person_id, CarriedPass.attempt_id, CarriedPass.passed_at
    )
    both = union_all(own, carried).subquery()
    return select(both.c.quiz_id, both.c.person_id, both.c.attempt_id, both.c.passed_at)


def list_passes(quiz_ids: Collection[UUID]) -> list[tuple[UUID, UUID, UUID, datetime]]:
    """Return quiz, person, attempt and moment of each pass of these quizzes, the first first."""
    both = select_passes().subquery()
    rows = session().execute(
        select(both).where(both.c.quiz_id.in_(quiz_ids)).order_by(both.c.passed_at)
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]
