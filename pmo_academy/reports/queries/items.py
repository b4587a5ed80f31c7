"""How the questions of quizzes are answered, over everybody; no person leaves this file."""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select

from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.exams.models import (
    Attempt,
    Question,
    QuestionType,
    Quiz,
    RegradedAnswer,
    Response,
)
from pmo_academy.exams.rules.item_analysis import Answered
from pmo_academy.exams.rules.questions import AskedQuestion


@dataclass(frozen=True, kw_only=True)
class QuizUse:
    """A quiz over all its editions: how many people tried, how often, how many passed."""

    key: str
    title: str
    people: int
    attempts: int
    passed: int


@dataclass(frozen=True, kw_only=True)
class QuestionVersion:
    """One wording of a question, however many editions hold it, with each person's first answer."""

    key: str
    topic: str
    number: int
    questions: Sequence[Question]
    answers: Sequence[Answered]

    @property
    def asked(self) -> AskedQuestion:
        """The question as it stands in the bank."""
        return self.questions[-1].asked


@dataclass(frozen=True, kw_only=True)
class QuizAnswers:
    """A quiz with the versions of its questions, the latest last, and first attempts' scores."""

    key: str
    title: str
    draw: int
    latest: frozenset[str]
    versions: Mapping[str, Sequence[QuestionVersion]]
    first_scores: Sequence[int]

    @property
    def question_ids(self) -> list[UUID]:
        """Every question of every version."""
        return [
            one.id
            for versions in self.versions.values()
            for version in versions
            for one in version.questions
        ]


def list_quiz_uses() -> list[QuizUse]:
    """Return every quiz that is or was published, by key, in one statement."""
    handed_in = Attempt.submitted_at.is_not(None)
    rows = session().execute(
        select(
            Quiz.key,
            func.max(Quiz.title).label("title"),
            func.count(func.distinct(Attempt.person_id)).label("people"),
            func.count(Attempt.id).label("attempts"),
            func.count(Attempt.id).filter(Attempt.has_passed.is_(True)).label("passed"),
        )
        .outerjoin(Attempt, (Attempt.quiz_id == Quiz.id) & handed_in)
        .group_by(Quiz.key)
        .order_by(Quiz.key)
    )
    return [QuizUse(**row._asdict()) for row in rows]


def get_quiz_answers(key: str) -> QuizAnswers:
    """Return what is known of a quiz's questions, or raise NotFoundError.

    Only the first time that somebody meets a question counts: later answers tell how well they
    remember its explanation. Answers that were regraded count as they did before.
    """
    quizzes = session().scalars(select(Quiz).where(Quiz.key == key).order_by(Quiz.id)).all()
    if not quizzes:
        raise NotFoundError
    ids = [quiz.id for quiz in quizzes]
    questions = session().scalars(
        select(Question)
        .where(Question.quiz_id.in_(ids))
        .order_by(Question.quiz_id, Question.position)
    )
    rows = session().execute(
        select(
            Attempt.id.label("attempt_id"),
            Attempt.person_id,
            Response.question_id,
            Response.answer,
            (Response.is_right & RegradedAnswer.attempt_id.is_(None)).label("is_right"),
        )
        .join(Attempt, Attempt.id == Response.attempt_id)
        .outerjoin(
            RegradedAnswer,
            (RegradedAnswer.attempt_id == Response.attempt_id)
            & (RegradedAnswer.position == Response.position),
        )
        .where(Attempt.quiz_id.in_(ids), Attempt.submitted_at.is_not(None))
        .order_by(Attempt.submitted_at, Attempt.id, Response.position)
    )
    return _gather(quizzes, questions.all(), rows.all())


def _gather(
    quizzes: Sequence[Quiz], questions: Sequence[Question], rows: Sequence[Row[Any]]
) -> QuizAnswers:
    latest = quizzes[-1]
    same: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        same[_fingerprint(question)].append(question)
    of_question = {one.id: print_ for print_, group in same.items() for one in group}
    answers = _first_answers(of_question, {one.id: one for one in questions}, rows)
    versions: dict[str, list[QuestionVersion]] = defaultdict(list)
    for print_, group in same.items():
        known = versions[group[-1].key]
        known.append(
            QuestionVersion(
                key=group[-1].key,
                topic=group[-1].topic,
                number=len(known) + 1,
                questions=group,
                answers=answers[print_],
            )
        )
    return QuizAnswers(
        key=latest.key,
        title=latest.title,
        draw=latest.draw,
        latest=frozenset(one.key for one in questions if one.quiz_id == latest.id),
        versions=versions,
        first_scores=_first_scores(rows, latest.draw),
    )


def _first_answers(
    of_question: Mapping[UUID, str], questions: Mapping[UUID, Question], rows: Sequence[Row[Any]]
) -> dict[str, list[Answered]]:
    asked: Counter[UUID] = Counter(row.attempt_id for row in rows)
    right: Counter[UUID] = Counter(row.attempt_id for row in rows if row.is_right)
    found: dict[str, list[Answered]] = defaultdict(list)
    seen: set[tuple[UUID, str]] = set()
    for row in rows:
        version = of_question[row.question_id]
        if (row.person_id, version) in seen:
            continue
        seen.add((row.person_id, version))
        others = asked[row.attempt_id] - 1
        is_right = bool(row.is_right)
        found[version].append(
            Answered(
                is_right=is_right,
                rest=(right[row.attempt_id] - is_right) / others if others else None,
                chosen=_chosen(questions[row.question_id].type, row.answer),
            )
        )
    return found


def _first_scores(rows: Sequence[Row[Any]], draw: int) -> list[int]:
    """Return the score of each person's first attempt, where it asked as many as are drawn now."""
    first: dict[UUID, tuple[UUID, int, int]] = {}
    for row in rows:
        attempt, score, asked = first.get(row.person_id, (row.attempt_id, 0, 0))
        if attempt == row.attempt_id:
            first[row.person_id] = (attempt, score + bool(row.is_right), asked + 1)
    return [score for _, score, asked in first.values() if asked == draw]


def _chosen(type_: QuestionType, answer: list[Any] | None) -> frozenset[int]:
    if not answer:
        return frozenset()
    if type_ is QuestionType.TRUE_FALSE:
        return frozenset({0 if answer[0] == "true" else 1})
    if type_ in (QuestionType.SINGLE, QuestionType.MULTIPLE):
        return frozenset(answer)
    return frozenset()


def _fingerprint(question: Question) -> str:
    return json.dumps([question.key, question.type, question.document], sort_keys=True)
