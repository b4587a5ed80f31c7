"""What a changed key means for answers that were given, before and when it is published."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from pmo_academy.authoring.media import media_of
from pmo_academy.authoring.question_documents import question_document
from pmo_academy.authoring.rules.course_reading import CourseSource
from pmo_academy.core.db import session
from pmo_academy.exams import queries as exam_queries
from pmo_academy.exams import service as exams
from pmo_academy.exams.models import Question, QuestionType, Quiz, Response
from pmo_academy.exams.rules.questions import AskedQuestion
from pmo_academy.exams.rules.regrading import NewKey, is_corrected
from pmo_academy.exams.service import Regrading, Wanted
from pmo_academy.people.models import Person
from pmo_academy.studio.rules.changes import Change, ChangeKind


@dataclass(frozen=True, kw_only=True)
class KeyEffect:
    """A question whose key changes: its answers in earlier editions, and what a regrade would do.

    Without an outcome it is asked in other words now, so earlier answers cannot count by its key.
    """

    change: Change
    quiz_key: str
    answered: int
    versions: Sequence[Question]
    outcome: Regrading | None

    @property
    def name(self) -> str:
        """How the form names it."""
        return f"{self.quiz_key.split('/', 1)[1]}/{self.change.key}"

    @property
    def can_be_regraded(self) -> bool:
        """Tell whether answers that were handed in can count by the new key."""
        return self.outcome is not None and bool(self.outcome.answered or self.outcome.open)


def key_effects(changes: Sequence[Change], source: CourseSource | None) -> list[KeyEffect]:
    """Return for each changed key of a bank what it means for answers that were given."""
    if source is None:
        return []
    changed = [one for one in changes if one.kind is ChangeKind.KEY]
    stored = exam_queries.list_versions(f"{source.course.code}/") if changed else []
    keys = {one.key for one in changed}
    answers = exam_queries.list_answers_to([one.id for _key, one in stored if one.key in keys])
    effects = []
    for change in changed:
        module = change.file.rsplit("/", 1)[1].removesuffix(".yaml")
        quiz_key = f"{source.course.code}/{module}"
        versions = [one for key, one in stored if key == quiz_key and one.key == change.key]
        ids = {one.id for one in versions}
        own = [one for one in answers if one.question_id in ids]
        effects.append(_effect(change, quiz_key, versions, own, source))
    return effects


def regrade(effect: KeyEffect, *, reason: str, digest: str, by: Person) -> Regrading:
    """Let earlier answers count by the key that was just published, as it was previewed."""
    later = session().scalar(
        select(Question)
        .join(Quiz, Quiz.id == Question.quiz_id)
        .where(Quiz.key == effect.quiz_key, Question.key == effect.change.key)
        .order_by(Quiz.id.desc())
        .limit(1)
    )
    wanted = Wanted(
        quiz_key=effect.quiz_key,
        question_key=effect.change.key,
        question_ids=[one.id for one in effect.versions],
        later=later,
    )
    return exams.regrade(wanted, reason=reason, digest=digest, by=by)


def _effect(
    change: Change,
    quiz_key: str,
    versions: Sequence[Question],
    answers: Sequence[Response],
    source: CourseSource,
) -> KeyEffect:
    later = _later(change, quiz_key, source)
    same = [one for one in versions if is_corrected(one.asked, later)]
    preview = None
    if same and answers:
        preview = exams.preview_regrades([one.id for one in same], [NewKey(later=later)])[0]
    return KeyEffect(
        change=change,
        quiz_key=quiz_key,
        answered=sum(not one.attempt.is_open for one in answers),
        versions=same,
        outcome=preview,
    )


def _later(change: Change, quiz_key: str, source: CourseSource) -> AskedQuestion:
    bank = source.banks[quiz_key.split("/", 1)[1]]
    question: Any = next(one for one in bank.bank.questions if one.key == change.key)
    media = media_of(source) if question.type == "hot-spot" else {}
    document = question_document(question, file=bank.document.file, media=media)
    return AskedQuestion(type=QuestionType(question.type), document=document)
