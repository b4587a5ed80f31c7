"""Count earlier answers by a corrected key, or give everybody the point; first as a preview."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from pmo_academy.core import audit, events
from pmo_academy.core.db import session
from pmo_academy.core.errors import StaleError
from pmo_academy.core.words import gettext as _
from pmo_academy.exams import queries
from pmo_academy.exams.events import AttemptPassed
from pmo_academy.exams.models import (
    Attempt,
    Correction,
    Question,
    Quiz,
    Regrade,
    RegradedAnswer,
    Response,
)
from pmo_academy.exams.rules import regrading, reviewing
from pmo_academy.exams.rules.grading import Verdict, judge
from pmo_academy.exams.rules.regrading import NewKey, accepts, is_corrected
from pmo_academy.people.models import Person


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which question, in all the editions that ask it in these words; by which key from now on.

    Without a later question everybody gets the point.
    """

    quiz_key: str
    question_key: str
    question_ids: Sequence[UUID]
    later: Question | None

    @property
    def key(self) -> NewKey:
        """What counts from now on."""
        return NewKey(later=self.later.asked if self.later else None)


@dataclass(frozen=True, kw_only=True)
class Gain:
    """An answer that would count; and whether its person passes the quiz by it, not before."""

    attempt_id: UUID
    position: int
    person_id: UUID
    passes: bool


@dataclass(frozen=True, kw_only=True)
class Regrading:
    """What a regrade would change: answers handed in, those counted so far, those that gain.

    `kept` are counted so far although the later key calls them wrong; `open` are attempts that are
    still open and will be counted by it.
    """

    answered: int
    counted: int
    kept: int
    open: int
    gains: tuple[Gain, ...]

    @property
    def passing(self) -> tuple[Gain, ...]:
        """The gains by which somebody passes."""
        return tuple(gain for gain in self.gains if gain.passes)

    @property
    def digest(self) -> str:
        """A short name of exactly this outcome: who gains what."""
        lines = (f"{one.attempt_id} {one.position} {one.passes}" for one in self.gains)
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def list_corrected(prefix: str) -> list[tuple[str, str]]:
    """Return the quiz and key of each question with answers by an old key, not regraded yet.

    Of the quizzes whose keys begin with the prefix, in the order of their banks.
    """
    versions = queries.list_versions(prefix)
    answered = queries.list_answered([one.id for _key, one in versions])
    latest = {(quiz_key, one.key): one for quiz_key, one in versions}
    found = [
        (quiz_key, one.key)
        for quiz_key, one in versions
        if one.id in answered and is_corrected(one.asked, latest[quiz_key, one.key].asked)
    ]
    return list(dict.fromkeys(found))


def preview_regrades(question_ids: Sequence[UUID], keys: Sequence[NewKey]) -> list[Regrading]:
    """Return what a regrade by each of these keys would change; nothing is changed yet."""
    responses = queries.list_answers_to(question_ids)
    closed = [one for one in responses if not one.attempt.is_open]
    missed = queries.list_handed_in({one.attempt_id for one in closed if not one.is_right})
    passed = queries.list_passed(
        {quiz.id for _attempt, quiz in missed}, {attempt.person_id for attempt, _quiz in missed}
    )
    return [
        _regrading(closed, missed, passed, key, still_open=len(responses) - len(closed))
        for key in keys
    ]


def regrade(wanted: Wanted, *, reason: str, digest: str, by: Person) -> Regrading:
    """Let the answers count, with the quizzes that people pass by it; nobody loses a point.

    Raises StaleError when this is no longer what was previewed.
    """
    outcome = preview_regrades(wanted.question_ids, [wanted.key])[0]
    if outcome.digest != digest:
        raise StaleError(
            _("Somebody handed in or regraded since you saw this. Look at the new figures first.")
        )
    decision = Regrade(
        quiz_key=wanted.quiz_key,
        question_key=wanted.question_key,
        reason=reason,
        decided_by=by.id,
    )
    session().add(decision)
    session().flush()
    _correct(wanted, decision)
    positions = {gain.attempt_id: gain.position for gain in outcome.gains}
    for attempt, quiz in queries.list_handed_in(positions, for_change=True):
        _count(attempt, quiz, positions[attempt.id], decision)
    audit.record(
        "exams.regraded",
        subject=decision.id,
        by=by.id,
        question=f"{wanted.quiz_key}/{wanted.question_key}",
        answers=len(outcome.gains),
        passing=len(outcome.passing),
    )
    return outcome


def review_response(
    response: Response, correction: Correction | None
) -> reviewing.ReviewedQuestion:
    """Return an answered question with its key; with the corrected one where there is one."""
    later = correction.key.later if correction else None
    if later is None:
        return reviewing.review(response.asked, response.answer)
    return reviewing.review(
        regrading.carry_question(response.asked, later),
        regrading.carry(response.asked, later, response.answer),
    )


def _regrading(
    responses: Sequence[Response],
    missed: Sequence[tuple[Attempt, Quiz]],
    passed: Collection[tuple[UUID, UUID]],
    key: NewKey,
    *,
    still_open: int,
) -> Regrading:
    accepted = {
        one.attempt_id: one.position for one in responses if accepts(key, one.asked, one.answer)
    }
    counted = [one for one in responses if one.is_right]
    return Regrading(
        answered=len(responses),
        counted=len(counted),
        kept=sum(one.attempt_id not in accepted for one in counted),
        open=still_open,
        gains=tuple(
            _gain(attempt, quiz, accepted[attempt.id], passed)
            for attempt, quiz in missed
            if attempt.id in accepted
        ),
    )


def _gain(
    attempt: Attempt, quiz: Quiz, position: int, passed: Collection[tuple[UUID, UUID]]
) -> Gain:
    passes = _verdict(attempt, quiz, with_position=position).is_passed
    return Gain(
        attempt_id=attempt.id,
        position=position,
        person_id=attempt.person_id,
        passes=passes and (quiz.id, attempt.person_id) not in passed,
    )


def _verdict(attempt: Attempt, quiz: Quiz, *, with_position: int) -> Verdict:
    """Return the verdict as if the answer at this place counted too."""
    return judge(
        [
            (one.question.topic, bool(one.is_right) or one.position == with_position)
            for one in attempt.responses
        ],
        pass_percent=quiz.pass_percent,
        topic_percent=quiz.topic_percent,
    )


def _correct(wanted: Wanted, decision: Regrade) -> None:
    known = queries.list_corrections(wanted.question_ids)
    later_id = wanted.later.id if wanted.later else None
    for question_id in wanted.question_ids:
        if question_id in known:
            known[question_id].regrade_id, known[question_id].later_id = decision.id, later_id
        else:
            session().add(
                Correction(question_id=question_id, regrade_id=decision.id, later_id=later_id)
            )
    session().flush()


def _count(attempt: Attempt, quiz: Quiz, position: int, decision: Regrade) -> None:
    """Let one answer count, and the attempt with it; a pass once given stays."""
    response = next(one for one in attempt.responses if one.position == position)
    if response.is_right:
        return
    had_passed = bool(attempt.has_passed)
    session().add(
        RegradedAnswer(
            attempt_id=attempt.id,
            position=position,
            regrade_id=decision.id,
            right_before=attempt.right_count or 0,
            had_passed=had_passed,
        )
    )
    verdict = _verdict(attempt, quiz, with_position=position)
    response.is_right = True
    attempt.right_count = verdict.right
    attempt.has_passed = had_passed or verdict.is_passed
    session().flush()
    if attempt.has_passed and not had_passed:
        events.publish(
            AttemptPassed(attempt_id=attempt.id, quiz_id=quiz.id, person_id=attempt.person_id)
        )
