"""Admit, start, hand in: by the person, or by the server when the time is up."""

import secrets
from collections.abc import Collection, Sequence
from random import Random
from uuid import UUID

from pmo_academy.core import audit, clock, events
from pmo_academy.core.db import session
from pmo_academy.core.errors import ConflictError
from pmo_academy.core.web import moment
from pmo_academy.core.words import gettext as _
from pmo_academy.exams import queries
from pmo_academy.exams.events import AttemptPassed, AttemptSubmitted
from pmo_academy.exams.models import Admission, Attempt, Quiz, QuizKind, Response
from pmo_academy.exams.rules import drawing, grading, limits, regrading
from pmo_academy.exams.rules.drawing import InBank
from pmo_academy.exams.rules.grading import Verdict
from pmo_academy.exams.rules.limits import Allowance, Policy, Sitting
from pmo_academy.exams.rules.regrading import NewKey
from pmo_academy.people.models import Person

LARGEST_SEED = 2**31


class AlreadySubmittedError(ConflictError):
    """The attempt was handed in; its answers stay as they are."""


class TimeIsUpError(AlreadySubmittedError):
    """The time of the attempt is over; what was saved before is handed in."""


class NoTryLeftError(ConflictError):
    """The next attempt may not begin yet, or there is none."""


def admit(person: Person, quiz_ids: Collection[UUID]) -> None:
    """Let the person take these quizzes; who is admitted already stays so."""
    admitted = queries.list_admitted(quiz_ids, person.id)
    session().add_all(
        Admission(quiz_id=quiz_id, person_id=person.id)
        for quiz_id in quiz_ids
        if quiz_id not in admitted
    )


def allowance(quiz: Quiz, attempts: Sequence[Attempt]) -> Allowance:
    """Return how many tries are left besides those begun, and when the next one may begin."""
    policy = Policy(tries=quiz.tries, per_days=quiz.per_days, wait_hours=quiz.wait_hours)
    begun = [Sitting(started_at=one.started_at, submitted_at=one.submitted_at) for one in attempts]
    return limits.allowance(policy, begun, now=clock.now())


def tries_left(quiz: Quiz, person_id: UUID, attempts: Sequence[Attempt]) -> Allowance:
    """Return the allowance of a person who has begun these attempts at the quiz.

    The test of a programme is made anew when one of its courses changes; tries of the earlier ones
    count with it.
    """
    if quiz.kind is QuizKind.PROGRAMME_TEST:
        attempts = queries.list_attempts_at_editions(quiz.key, person_id)
    return allowance(quiz, attempts)


def start(quiz: Quiz, person: Person) -> Attempt:
    """Return the person's open attempt, or begin the next one with a fresh draw.

    An open attempt whose time is up is handed in, and tries are counted with it.
    """
    queries.lock_admission(quiz.id, person.id)
    earlier = queries.list_attempts(quiz.id, person.id)
    unfinished = next((attempt for attempt in earlier if attempt.is_open), None)
    if unfinished is not None and not hand_in_if_over(unfinished, quiz):
        return unfinished
    _refuse_without_a_try(tries_left(quiz, person.id, earlier))
    attempt = Attempt(
        quiz_id=quiz.id,
        person_id=person.id,
        number=earlier[0].number + 1 if earlier else 1,
        seed=secrets.randbelow(LARGEST_SEED),
    )
    if quiz.minutes_limit:
        attempt.deadline_at = limits.deadline(
            attempt.started_at,
            minutes_limit=quiz.minutes_limit,
            extra_percent=queries.extra_percent(person.id, quiz, today=clock.today()),
        )
    attempt.responses = _draw(quiz, person, seed=attempt.seed, is_first=not earlier)
    session().add(attempt)
    session().flush()
    return attempt


def submit(attempt: Attempt, quiz: Quiz) -> None:
    """Hand the attempt in: grade every answer, once, and tell who waits for it."""
    refuse_when_closed(attempt)
    _close(attempt, quiz)


def hand_in_if_over(attempt: Attempt, quiz: Quiz) -> bool:
    """Hand in what was saved when the time of an open attempt is up; tell whether it was."""
    if not attempt.is_open or not limits.is_over(attempt.deadline_at, now=clock.now()):
        return False
    attempt.is_timed_out = True
    _close(attempt, quiz)
    return True


def hand_in_overdue() -> int:
    """Hand in attempts whose time is up and whose people have not come back; return how many."""
    overdue = queries.list_overdue(clock.now())
    for attempt, quiz in overdue:
        hand_in_if_over(attempt, quiz)
    return len(overdue)


def verdict_of(attempt: Attempt, quiz: Quiz) -> Verdict:
    """Work the verdict out from the responses as they are marked now."""
    return grading.judge(
        [(response.question.topic, bool(response.is_right)) for response in attempt.responses],
        pass_percent=quiz.pass_percent,
        topic_percent=quiz.topic_percent,
    )


def counts(response: Response, key: NewKey | None) -> bool:
    """Tell whether an answer counts: by its own key, or by a new one; nobody loses by a new key."""
    if response.is_right or grading.is_right(response.asked, response.answer):
        return True
    return key is not None and regrading.accepts(key, response.asked, response.answer)


def refuse_when_closed(attempt: Attempt) -> None:
    """Raise when the attempt was handed in or its time is up."""
    if attempt.is_open and not limits.is_over(attempt.deadline_at, now=clock.now()):
        return
    if attempt.is_open or attempt.is_timed_out:
        raise TimeIsUpError(
            _("The time is up. What you had saved by then has been handed in; nothing is lost.")
        )
    raise AlreadySubmittedError(
        _("This attempt has been handed in. Its answers stay as they were then.")
    )


def _close(attempt: Attempt, quiz: Quiz) -> None:
    corrections = queries.list_corrections([one.question_id for one in attempt.responses])
    for response in attempt.responses:
        correction = corrections.get(response.question_id)
        response.is_right = counts(response, correction.key if correction else None)
    verdict = verdict_of(attempt, quiz)
    attempt.right_count = verdict.right
    attempt.has_passed = verdict.is_passed
    attempt.submitted_at = attempt.deadline_at if attempt.is_timed_out else clock.now()
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


def _refuse_without_a_try(left: Allowance) -> None:
    if left.may_start:
        return
    if left.next_at is None:
        raise NoTryLeftError(_("You have used every try of this quiz."))
    raise NoTryLeftError(
        _("The next try may begin on %(when)s.", when=moment(left.next_at)),
    )


def _draw(quiz: Quiz, person: Person, *, seed: int, is_first: bool) -> list[Response]:
    seen = {} if is_first else queries.count_seen(quiz.id, person.id)
    bank = [
        InBank(key=question_id, topic=topic, times_seen=seen.get(question_id, 0))
        for question_id, topic in queries.list_bank(quiz.id)
    ]
    random = Random(seed)  # noqa: S311 - a repeatable draw, not a secret
    drawn = _drawn(bank, quiz, random)
    asked = queries.list_asked(drawn)
    return [
        Response(
            position=position,
            question_id=question_id,
            option_order=drawing.shuffle_options(asked[question_id], random=random),
        )
        for position, question_id in enumerate(drawn, start=1)
    ]


def _drawn(bank: Sequence[InBank[UUID]], quiz: Quiz, random: Random) -> list[UUID]:
    if not quiz.blueprint:
        return drawing.draw(bank, quiz.draw, random=random)
    wanted = {part["topic"]: part["count"] for part in quiz.blueprint}
    try:
        return drawing.draw_by_blueprint(bank, wanted, random=random)
    except drawing.BankTooSmallError as problem:
        raise ConflictError(
            _("This test cannot be given: its bank has too few questions on one topic.")
        ) from problem
