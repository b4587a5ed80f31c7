"""Makes the test of a programme from the course tests of its courses, as published now."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update

from pmo_academy.certification.models import ProgrammeTest
from pmo_academy.certification.queries.programmes import list_programmes
from pmo_academy.certification.rules.requirements import Kind, Programme, Requirement
from pmo_academy.certification.rules.test_blueprint import share_out
from pmo_academy.core.db import session
from pmo_academy.exams.models import Feedback, Question, Quiz, QuizKind
from pmo_academy.exams.publishing import (
    QuestionContent,
    QuizContent,
    QuizSettings,
    publish_quiz,
)
from pmo_academy.learning.models import CourseEdition

TRIES, PER_DAYS = 3, 30  # as course tests have them
_MINUTES_EACH = 1.5


@dataclass(frozen=True, kw_only=True)
class _Source:
    """A course of the programme: its edition, and the quiz that its test is."""

    edition: CourseEdition
    quiz: Quiz

    @property
    def topics(self) -> list[str]:
        return [f"{self.edition.code}/{part['topic']}" for part in self.quiz.blueprint]


def refresh() -> int:
    """Make the tests that are missing or whose courses changed; return how many were made.

    A programme gets none while one of its courses has no test, or too few questions on a topic.
    """
    return sum(_refresh(programme) for programme in list_programmes().values())


def _refresh(programme: Programme) -> bool:
    asked = next((one for one in programme.requirements if one.kind is Kind.TEST), None)
    if asked is None:
        return False
    codes = [one.key for one in programme.requirements if one.kind is Kind.COURSE]
    sources = _sources(codes)
    if not codes or len(sources) < len(codes):
        return False
    made_of = _digest(asked, sources)
    present = session().scalar(
        select(ProgrammeTest).where(
            ProgrammeTest.programme_key == programme.key, ProgrammeTest.is_latest
        )
    )
    if present is not None and present.made_of == made_of:
        return False
    content = _content(programme, asked, sources)
    if content is None:
        return False
    session().execute(
        update(ProgrammeTest)
        .where(ProgrammeTest.programme_key == programme.key)
        .values(is_latest=False)
    )
    session().add(
        ProgrammeTest(programme_key=programme.key, quiz_id=publish_quiz(content), made_of=made_of)
    )
    session().flush()
    return True


def _sources(codes: Sequence[str]) -> list[_Source]:
    rows = session().execute(
        select(CourseEdition, Quiz)
        .join(Quiz, Quiz.id == CourseEdition.test_quiz_id)
        .where(CourseEdition.code.in_(codes), CourseEdition.is_latest)
        .order_by(CourseEdition.code)
    )
    return [_Source(edition=row[0], quiz=row[1]) for row in rows]


def _digest(asked: Requirement, sources: Sequence[_Source]) -> str:
    parts = [asked.count, asked.pass_percent, *(str(one.edition.id) for one in sources)]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _content(
    programme: Programme, asked: Requirement, sources: Sequence[_Source]
) -> QuizContent | None:
    questions = [question for source in sources for question in _questions(source)]
    counts = share_out([source.topics for source in sources], asked.count)
    there = Counter(question.topic for question in questions)
    if not counts or any(there[topic] < count for topic, count in counts.items()):
        return None
    return QuizContent(
        key=f"programme/{programme.key}",
        title=programme.title,
        draw=asked.count,
        pass_percent=asked.pass_percent or 0,
        minutes=round(asked.count * _MINUTES_EACH),
        questions=tuple(questions),
        settings=QuizSettings(
            kind=QuizKind.PROGRAMME_TEST,
            blueprint=tuple(part for source in sources for part in _parts(source, counts)),
            tries=TRIES,
            per_days=PER_DAYS,
            feedback=Feedback.AFTER_PASS,
        ),
    )


def _questions(source: _Source) -> list[QuestionContent]:
    rows = session().scalars(
        select(Question).where(Question.quiz_id == source.quiz.id).order_by(Question.position)
    )
    code = source.edition.code
    return [
        QuestionContent(
            key=f"{code}/{row.key}",
            type=row.type,
            topic=f"{code}/{row.topic}",
            item=row.item,
            document=row.document,
        )
        for row in rows
    ]


def _parts(source: _Source, counts: Any) -> list[dict[str, Any]]:
    code = source.edition.code
    return [
        {
            "topic": f"{code}/{part['topic']}",
            "title": f"{source.edition.title}: {part['title']}",
            "count": counts[f"{code}/{part['topic']}"],
        }
        for part in source.quiz.blueprint
        if counts[f"{code}/{part['topic']}"]
    ]
