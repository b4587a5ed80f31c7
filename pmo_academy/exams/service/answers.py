"""Keep answers and flags; ask and judge questions outside of quizzes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from random import Random
from typing import Any

from pmo_academy.core import clock
from pmo_academy.core.db import session
from pmo_academy.core.errors import DomainError, NotFoundError, StaleError
from pmo_academy.core.words import gettext as _
from pmo_academy.exams.models import Attempt, QuestionType, Response
from pmo_academy.exams.rules import drawing, reading, reviewing, showing
from pmo_academy.exams.rules.confidence import Confidence
from pmo_academy.exams.rules.questions import AskedQuestion
from pmo_academy.exams.service.attempts import refuse_when_closed

_LEVELS = {str(level.value): level.value for level in Confidence}


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


def save_answer(
    attempt: Attempt, position: int, *, answer: list[Any] | None, seen: int
) -> Response:
    """Keep an answer; a page that has not seen the latest one may not overwrite it."""
    refuse_when_closed(attempt)
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
    refuse_when_closed(attempt)
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
    refuse_when_closed(attempt)
    response = get_response(attempt, position)
    if response.is_flagged != is_flagged:
        response.is_flagged = is_flagged
        session().flush()


def say_how_sure(attempt: Attempt, position: int, *, level: str) -> None:
    """Keep how sure the person is of an answer."""
    refuse_when_closed(attempt)
    if level not in _LEVELS:
        raise UnreadableAnswerError(_words_of_nonsense(reading.Nonsense.UNKNOWN_CHOICE))
    response = get_response(attempt, position)
    if response.confidence != _LEVELS[level]:
        response.confidence = _LEVELS[level]
        session().flush()


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
