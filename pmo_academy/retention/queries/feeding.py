"""Questions that can be practised, and those that are."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from pmo_academy.core.db import session
from pmo_academy.exams.models import Question, Quiz
from pmo_academy.learning.models import CourseEdition, Module
from pmo_academy.retention.models import Card

# Course code, quiz key, question key.
Keys = tuple[str, str, str]


@dataclass(frozen=True, kw_only=True)
class Unknown:
    """A question that could be practised, with the item it serves."""

    item: str
    keys: Keys


def list_keys(question_ids: Collection[UUID]) -> list[Keys]:
    """Return the keys of these questions, in teaching order."""
    rows = session().execute(_keys().where(Question.id.in_(question_ids)))
    return [(row[0], row[1], row[2]) for row in rows]


def list_cards_by_keys(person_id: UUID) -> dict[Keys, Card]:
    """Return everything that somebody practises, to change it."""
    cards = session().scalars(select(Card).where(Card.person_id == person_id))
    return {(one.course_code, one.quiz_key, one.question_key): one for one in cards}


def find_unknown(
    person_id: UUID, *, items: Collection[str], courses: Collection[str]
) -> list[Unknown]:
    """Return the questions on these items of these courses that somebody does not practise yet."""
    practised = (
        select(Card.id)
        .where(
            Card.person_id == person_id,
            Card.course_code == CourseEdition.code,
            Card.quiz_key == Quiz.key,
            Card.question_key == Question.key,
        )
        .exists()
    )
    rows = session().execute(
        _keys()
        .add_columns(Question.item)
        .where(
            CourseEdition.is_latest,
            CourseEdition.code.in_(courses),
            Question.item.in_(items),
            ~practised,
        )
    )
    return [Unknown(item=row[3], keys=(row[0], row[1], row[2])) for row in rows]


def _keys() -> Select[*tuple[Any, ...]]:
    return (
        select(CourseEdition.code, Quiz.key, Question.key)
        .select_from(Question)
        .join(Quiz, Quiz.id == Question.quiz_id)
        .join(Module, Module.quiz_id == Quiz.id)
        .join(CourseEdition, CourseEdition.id == Module.edition_id)
        .order_by(CourseEdition.code, Module.position, Question.position)
    )
