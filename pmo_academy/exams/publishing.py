"""Stores a quiz with its bank as it was published; neither ever changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from pmo_academy.core.db import session
from pmo_academy.exams.models import Feedback, Question, QuestionType, Quiz, QuizKind


@dataclass(frozen=True, kw_only=True)
class QuestionContent:
    """One question, its texts rendered."""

    key: str
    type: QuestionType
    topic: str
    item: str
    document: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class QuizSettings:
    """What may be set for a quiz; see Quiz for what each means."""

    kind: QuizKind = QuizKind.MODULE
    blueprint: tuple[Mapping[str, Any], ...] = ()
    topic_percent: int = 0
    tries: int | None = None
    per_days: int | None = None
    wait_hours: int = 0
    minutes_limit: int | None = None
    feedback: Feedback = Feedback.FULL
    asks_confidence: bool = False


@dataclass(frozen=True, kw_only=True)
class QuizContent:
    """A quiz and the bank it draws from."""

    key: str
    title: str
    draw: int
    pass_percent: int
    minutes: int
    questions: tuple[QuestionContent, ...]
    settings: QuizSettings = field(default_factory=QuizSettings)


def publish_quiz(content: QuizContent) -> UUID:
    """Store a quiz with its questions in the order of the bank; return the quiz's id."""
    settings = content.settings
    quiz = Quiz(
        key=content.key,
        title=content.title,
        draw=content.draw,
        pass_percent=content.pass_percent,
        minutes=content.minutes,
        kind=settings.kind,
        blueprint=[dict(part) for part in settings.blueprint],
        topic_percent=settings.topic_percent,
        tries=settings.tries,
        per_days=settings.per_days,
        wait_hours=settings.wait_hours,
        minutes_limit=settings.minutes_limit,
        feedback=settings.feedback,
        asks_confidence=settings.asks_confidence,
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
