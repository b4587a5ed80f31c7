"""Tables of quizzes, their questions and the attempts at them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pmo_academy.core import clock
from pmo_academy.core.db import Base
from pmo_academy.core.ids import new_id
from pmo_academy.exams.rules.policies import Feedback, QuizKind
from pmo_academy.exams.rules.questions import AskedQuestion, QuestionType
from pmo_academy.exams.rules.regrading import NewKey

__all__ = [
    "Admission",
    "Attempt",
    "CarriedPass",
    "Correction",
    "ExtraTime",
    "Feedback",
    "Question",
    "QuestionType",
    "Quiz",
    "QuizKind",
    "Regrade",
    "RegradedAnswer",
    "Response",
]

_IS_OPEN = text("submitted_at IS NULL")
_IS_RUNNING = text("submitted_at IS NULL AND deadline_at IS NOT NULL")


class Quiz(Base, kw_only=True):
    """A draw from a bank of questions, as one edition of a course has it; never changes.

    The blueprint lists topics, each with key, title and count; without one, topics take turns.
    No number of tries means that there is no limit; no minutes_limit, that there is no clock.
    """

    __tablename__ = "exams_quiz"
    __table_args__ = (
        CheckConstraint("topic_percent BETWEEN 0 AND 100", name="topic_percent_is_a_share"),
        CheckConstraint("tries IS NULL OR tries > 0", name="tries_are_some"),
        CheckConstraint("per_days IS NULL OR tries IS NOT NULL", name="days_belong_to_tries"),
        CheckConstraint("minutes_limit IS NULL OR minutes_limit > 0", name="a_limit_is_some_time"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    key: Mapped[str] = mapped_column(index=True)
    title: Mapped[str]
    draw: Mapped[int]
    pass_percent: Mapped[int]
    minutes: Mapped[int]
    kind: Mapped[QuizKind] = mapped_column(default=QuizKind.MODULE)
    blueprint: Mapped[list[Any]] = mapped_column(default_factory=list)
    topic_percent: Mapped[int] = mapped_column(default=0)
    tries: Mapped[int | None] = mapped_column(default=None)
    per_days: Mapped[int | None] = mapped_column(default=None)
    wait_hours: Mapped[int] = mapped_column(default=0)
    minutes_limit: Mapped[int | None] = mapped_column(default=None)
    feedback: Mapped[Feedback] = mapped_column(default=Feedback.FULL)
    asks_confidence: Mapped[bool] = mapped_column(default=False)


class Question(Base, kw_only=True):
    """One question of a quiz's bank; the document holds its words, key and reasons."""

    __tablename__ = "exams_question"
    __table_args__ = (UniqueConstraint("quiz_id", "key"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    quiz_id: Mapped[UUID] = mapped_column(ForeignKey("exams_quiz.id"), index=True)
    position: Mapped[int]
    key: Mapped[str]
    type: Mapped[QuestionType]
    topic: Mapped[str] = mapped_column(default="")
    item: Mapped[str] = mapped_column(default="")
    document: Mapped[dict[str, Any]]

    @property
    def asked(self) -> AskedQuestion:
        """The question as it stands in the bank, not shuffled."""
        return AskedQuestion(type=self.type, document=self.document)


class Admission(Base, kw_only=True):
    """A person may take a quiz, because of an enrolment further up."""

    __tablename__ = "exams_admission"

    quiz_id: Mapped[UUID] = mapped_column(ForeignKey("exams_quiz.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("people_person.id"), primary_key=True, index=True
    )
    at: Mapped[datetime] = mapped_column(default_factory=clock.now)


class ExtraTime(Base, kw_only=True):
    """So much more time, in percent, has a person for each attempt against the clock.

    It may hold for one course alone (the quizzes whose keys begin with its code) or until a day.
    """

    __tablename__ = "exams_extra_time"
    __table_args__ = (CheckConstraint("percent BETWEEN 1 AND 300", name="percent_is_some"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"), primary_key=True)
    percent: Mapped[int]
    reason: Mapped[str]
    only_course: Mapped[str] = mapped_column(default="")
    until: Mapped[date | None] = mapped_column(default=None)
    given_by: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"))
    given_at: Mapped[datetime] = mapped_column(default_factory=clock.now)


class Attempt(Base, kw_only=True):
    """One sitting of a quiz: a fresh draw, answered in any order, handed in once.

    The deadline is fixed at the start. `is_timed_out` says that the server handed it in then.
    """

    __tablename__ = "exams_attempt"
    __table_args__ = (
        UniqueConstraint("person_id", "quiz_id", "number"),
        CheckConstraint(
            "(submitted_at IS NULL) = (has_passed IS NULL)", name="submitted_has_a_verdict"
        ),
        Index(
            "ix_exams_attempt_one_open",
            "person_id",
            "quiz_id",
            unique=True,
            sqlite_where=_IS_OPEN,
            postgresql_where=_IS_OPEN,
        ),
        Index(
            "ix_exams_attempt_running",
            "deadline_at",
            sqlite_where=_IS_RUNNING,
            postgresql_where=_IS_RUNNING,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    quiz_id: Mapped[UUID] = mapped_column(ForeignKey("exams_quiz.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"))
    number: Mapped[int]
    seed: Mapped[int]
    started_at: Mapped[datetime] = mapped_column(default_factory=clock.now)
    submitted_at: Mapped[datetime | None] = mapped_column(default=None)
    right_count: Mapped[int | None] = mapped_column(default=None)
    has_passed: Mapped[bool | None] = mapped_column(default=None)
    deadline_at: Mapped[datetime | None] = mapped_column(default=None)
    is_timed_out: Mapped[bool] = mapped_column(default=False)

    responses: Mapped[list[Response]] = relationship(
        lambda: Response,  # maturity has a Response of its own
        back_populates="attempt",
        cascade="all, delete-orphan",
        order_by=lambda: Response.position,
        default_factory=list,
    )

    @property
    def is_open(self) -> bool:
        """Tell whether answers may still change."""
        return self.submitted_at is None


class Response(Base, kw_only=True):
    """The answer to one question of an attempt; null until something was chosen.

    `option_order` is how the options were shuffled for this person; `version` tells two tabs apart;
    `confidence` is how sure the person is, where the quiz asks for it.
    """

    __tablename__ = "exams_response"
    __table_args__ = (
        CheckConstraint(
            "confidence IS NULL OR confidence BETWEEN 1 AND 3", name="confidence_is_a_level"
        ),
    )

    attempt_id: Mapped[UUID] = mapped_column(
        ForeignKey("exams_attempt.id"), primary_key=True, init=False
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[UUID] = mapped_column(ForeignKey("exams_question.id"), index=True)
    option_order: Mapped[list[Any]] = mapped_column(default_factory=list)
    answer: Mapped[list[Any] | None] = mapped_column(default=None)
    saved_at: Mapped[datetime | None] = mapped_column(default=None)
    is_flagged: Mapped[bool] = mapped_column(default=False)
    confidence: Mapped[int | None] = mapped_column(default=None)
    is_right: Mapped[bool | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(init=False)

    attempt: Mapped[Attempt] = relationship(back_populates="responses", init=False)
    question: Mapped[Question] = relationship(init=False)

    __mapper_args__ = {"version_id_col": version}

    @property
    def asked(self) -> AskedQuestion:
        """The question as it was shuffled for this person."""
        return AskedQuestion(
            type=self.question.type,
            document=self.question.document,
            option_order=self.option_order,
        )


class CarriedPass(Base, kw_only=True):
    """A passed quiz counts for its later edition too, into which the person was moved."""

    __tablename__ = "exams_carried_pass"

    quiz_id: Mapped[UUID] = mapped_column(ForeignKey("exams_quiz.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("people_person.id"), primary_key=True, index=True
    )
    attempt_id: Mapped[UUID] = mapped_column(ForeignKey("exams_attempt.id"), index=True)
    passed_at: Mapped[datetime]


class Regrade(Base, kw_only=True):
    """A decision that earlier answers to a question count where they did not; nobody loses."""

    __tablename__ = "exams_regrade"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    quiz_key: Mapped[str] = mapped_column(index=True)
    question_key: Mapped[str]
    reason: Mapped[str]
    decided_by: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"))
    decided_at: Mapped[datetime] = mapped_column(default_factory=clock.now)


class Correction(Base, kw_only=True):
    """How answers to a question count by now; without a later question, everybody has the point.

    It holds for attempts that were handed in before, and for those that are still open.
    """

    __tablename__ = "exams_correction"

    question_id: Mapped[UUID] = mapped_column(ForeignKey("exams_question.id"), primary_key=True)
    regrade_id: Mapped[UUID] = mapped_column(ForeignKey("exams_regrade.id"), index=True)
    later_id: Mapped[UUID | None] = mapped_column(ForeignKey("exams_question.id"))

    regrade: Mapped[Regrade] = relationship(init=False)
    later: Mapped[Question | None] = relationship(
        init=False, foreign_keys=lambda: Correction.later_id
    )

    @property
    def key(self) -> NewKey:
        """What counts by now."""
        return NewKey(later=self.later.asked if self.later else None)


class RegradedAnswer(Base, kw_only=True):
    """An answer that counts since a regrade, and how its attempt stood before."""

    __tablename__ = "exams_regraded_answer"
    __table_args__ = (
        ForeignKeyConstraint(
            ["attempt_id", "position"], ["exams_response.attempt_id", "exams_response.position"]
        ),
    )

    attempt_id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    regrade_id: Mapped[UUID] = mapped_column(ForeignKey("exams_regrade.id"), index=True)
    right_before: Mapped[int]
    had_passed: Mapped[bool]
