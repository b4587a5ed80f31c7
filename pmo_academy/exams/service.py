"""Admit, start, answer, flag, hand in."""

import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from random import Random
from typing import Any
from uuid import UUID

from pmo_academy.core import audit, clock, events
from pmo_academy.core.db import session
from pmo_academy.core.errors import ConflictError, DomainError, NotFoundError, StaleError
from pmo_academy.core.words import gettext as _
from pmo_academy.exams import queries
from pmo_academy.exams.events import AttemptPassed, AttemptSubmitted
from pmo_academy.exams.models import Admission, Attempt, QuestionType, Quiz, Response
from pmo_academy.exams.rules import drawing, grading, reading, reviewing, showing
from pmo_academy.exams.rules.questions import AskedQuestion
from pmo_academy.people.models import Person

LARGEST_SEED = 2**31


class AlreadySubmittedError(ConflictError):
    """The attempt was handed in; its answers stay as they are."""


class UnreadableAnswerError(DomainError):
    """What was typed or chosen cannot be an answer to this question."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


@dataclass(frozen=True, kw_only=True)
class Saved:
    """What became of the answers of one page: those not kept have a message each."""

    refused: Mapping[int, str] = field(default_factory=dict)
    stale: Mapping[int, str] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Tell whether every answer was kept."""
        return not self.refused and not self.stale


def admit(person: Person, quiz_ids: Collection[UUID]) -> None:
    """Let the person take these quizzes; who is admitted already stays so."""
    admitted = queries.list_admitted(quiz_ids, person.id)
    session().add_all(
        Admission(quiz_id=quiz_id, person_id=person.id)
        for quiz_id in quiz_ids
        if quiz_id not in admitted
    )


def start(quiz: Quiz, person: Person) -> Attempt:
    """Return the person's open attempt, or begin the next one with a fresh draw."""
    queries.lock_admission(quiz.id, person.id)
    unfinished = queries.find_open_attempt(quiz.id, person.id)
    if unfinished is not None:
        return unfinished
    earlier = queries.list_attempts(quiz.id, person.id)
    attempt = Attempt(
        quiz_id=quiz.id,
        person_id=person.id,
        number=earlier[0].number + 1 if earlier else 1,
        seed=secrets.randbelow(LARGEST_SEED),
    )
    attempt.responses = _draw(quiz, person, seed=attempt.seed)
    session().add(attempt)
    session().flush()
    return attempt


def save_answer(
    attempt: Attempt, position: int, *, answer: list[Any] | None, seen: int
) -> Response:
    """Keep an answer; a page that has not seen the latest one may not overwrite it."""
    _refuse_when_submitted(attempt)
    response = get_response(attempt, position)
    if response.answer == answer:
        return response
    if response.version != seen:
        raise StaleError(_words_of_conflict(response, answer))
    response.answer = answer
    response.saved_at = clock.now()
    session().flush()
    return response


def save_answers(
    attempt: Attempt, positions: Iterable[int], *, fields: reading.Fields, seen: Mapping[int, int]
) -> Saved:
    """Keep what can be kept of a page's answers, and say what cannot."""
    _refuse_when_submitted(attempt)
    refused: dict[int, str] = {}
    stale: dict[int, str] = {}
    for position in positions:
        try:
            answer = read_answer(get_response(attempt, position).asked, f"q{position}", fields)
            save_answer(attempt, position, answer=answer, seen=seen.get(position, 0))
        except UnreadableAnswerError as problem:
            refused[position] = str(problem)
        except StaleError as problem:
            stale[position] = str(problem)
    return Saved(refused=refused, stale=stale)


def flag(attempt: Attempt, position: int, *, is_flagged: bool) -> None:
    """Mark a question to come back to, or take the mark away."""
    _refuse_when_submitted(attempt)
    response = get_response(attempt, position)
    if response.is_flagged != is_flagged:
        response.is_flagged = is_flagged
        session().flush()


def submit(attempt: Attempt, quiz: Quiz) -> None:
    """Hand the attempt in: grade every answer, once, and tell who waits for it."""
    _refuse_when_submitted(attempt)
    for response in attempt.responses:
        response.is_right = grading.is_right(response.asked, response.answer)
    asked = len(attempt.responses)
    attempt.right_count = sum(bool(response.is_right) for response in attempt.responses)
    attempt.has_passed = grading.is_passed(
        attempt.right_count, asked, pass_percent=quiz.pass_percent
    )
    attempt.submitted_at = clock.now()
    session().flush()
    audit.record("exams.submitted", subject=attempt.id, by=attempt.person_id)
    events.publish(
        AttemptSubmitted(
            attempt_id=attempt.id,
            quiz_id=quiz.id,
            person_id=attempt.person_id,
            missed=tuple(one.question_id for one in attempt.responses if not one.is_right),
        )
    )
    if attempt.has_passed:
        events.publish(
            AttemptPassed(attempt_id=attempt.id, quiz_id=quiz.id, person_id=attempt.person_id)
        )


def read_answer(question: AskedQuestion, name: str, fields: reading.Fields) -> list[Any] | None:
    """Return the answer that the form fields say, or raise UnreadableAnswerError."""
    try:
        return reading.read_answer(question, name, fields)
    except reading.NonsenseError as problem:
        raise UnreadableAnswerError(_words_of_nonsense(problem.reason)) from None


def ask(question_type: str, document: Mapping[str, Any], *, seed: int) -> AskedQuestion:
    """Return a question outside of quizzes, shuffled the same way for the same seed."""
    random = Random(seed)  # noqa: S311 - a repeatable order, not a secret
    question = AskedQuestion(type=QuestionType(question_type), document=document)
    return replace(question, option_order=drawing.shuffle_options(question, random=random))


def show(question: AskedQuestion, name: str, fields: reading.Fields) -> showing.ShownQuestion:
    """Return a question as a page may show it before it was answered."""
    return showing.show(question, name, fields)


def judge(question: AskedQuestion, name: str, fields: reading.Fields) -> reviewing.ReviewedQuestion:
    """Return a question with its key and reasons, now that it was answered."""
    answer = read_answer(question, name, fields)
    if answer is None:
        raise UnreadableAnswerError(_("Choose or enter an answer first."))
    return reviewing.review(question, answer)


def get_response(attempt: Attempt, position: int) -> Response:
    """Return the answer at this place of the attempt, or raise NotFoundError."""
    for response in attempt.responses:
        if response.position == position:
            return response
    raise NotFoundError


def _draw(quiz: Quiz, person: Person, *, seed: int) -> list[Response]:
    bank = queries.list_bank(quiz.id, person.id)
    random = Random(seed)  # noqa: S311 - a repeatable draw, not a secret
    drawn = drawing.draw(
        [
            drawing.InBank(key=question, topic=question.topic, times_seen=times)
            for question, times in bank
        ],
        quiz.draw,
        random=random,
    )
    return [
        Response(
            position=position,
            question_id=question.id,
            option_order=drawing.shuffle_options(
                AskedQuestion(type=question.type, document=question.document), random=random
            ),
        )
        for position, question in enumerate(drawn, start=1)
    ]


def _refuse_when_submitted(attempt: Attempt) -> None:
    if not attempt.is_open:
        raise AlreadySubmittedError(
            _("This attempt has been handed in. Its answers stay as they were then.")
        )


def _words_of_conflict(response: Response, answer: list[Any] | None) -> str:
    words = _(
        "Another tab saved “%(theirs)s” for question %(number)s; here it says “%(ours)s”. "
        "Nothing was overwritten.",
        number=response.position,
        theirs=answer_in_words(response.asked, response.answer),
        ours=answer_in_words(response.asked, answer),
    )
    return str(words)


def answer_in_words(question: AskedQuestion, answer: list[Any] | None) -> str:
    """Return an answer as a line of text."""
    words = reviewing.answer_in_words(question, answer)
    if question.type is QuestionType.TRUE_FALSE and words:
        words = _("True") if words == "true" else _("False")
    return str(words or _("no answer"))


def _words_of_nonsense(reason: reading.Nonsense) -> str:
    words = {
        reading.Nonsense.UNKNOWN_CHOICE: _("Choose from the answers shown."),
        reading.Nonsense.NOT_A_NUMBER: _("Enter a number, such as 12 or 12.5."),
        reading.Nonsense.SAME_PLACE: _("Two lines have the same place. Give each its own."),
    }
    return str(words[reason])
