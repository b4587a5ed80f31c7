"""Stores a quiz with its bank as it was published; neither ever changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pmo_academy.core.db import session
from pmo_academy.exams.models import Question, QuestionType, Quiz


@dataclass(frozen=True, kw_only=True)
class QuestionContent:
    """One question, its texts rendered."""

    key: str
    type: QuestionType
    topic: str
    item: str
    document: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class QuizContent:
    """A quiz and the bank it draws from."""

    key: str
    title: str
    draw: int
    pass_percent: int
    minutes: int
    questions: tuple[QuestionContent, ...]


def publish_quiz(content: QuizContent) -> UUID:
    """Store a quiz with its questions in the order of the bank; return the quiz's id."""
    quiz = Quiz(
        key=content.key,
        title=content.title,
        draw=content.draw,
        pass_percent=content.pass_percent,
        minutes=content.minutes,
    )
    session().add(quiz)
    session().flush()
    session().add_all(
        Question(
            quiz_id=quiz.id,
            position=position,
            key=question.key,
            type=question.type,
            topic=question.topic,
            item=question.item,
            document=dict(question.document),
        )
        for position, question in enumerate(content.questions)
    )
    return quiz.id
