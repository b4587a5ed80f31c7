"""After a quiz: the verdict, and each question with its key and reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core.guards import requires
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.exams import onward, queries, service
from pmo_academy.exams.models import Attempt, Correction
from pmo_academy.exams.onward import Link
from pmo_academy.exams.rules.confidence import ConfidenceMark, mark_all
from pmo_academy.exams.rules.grading import TopicMark, Verdict, is_right, score
from pmo_academy.exams.rules.policies import Shown, shown_after
from pmo_academy.exams.rules.reviewing import ReviewedQuestion, own_part
from pmo_academy.exams.views import timing
from pmo_academy.exams.views.blueprint import bp
from pmo_academy.people.sign_in import current_person

MOST_READINGS = 3


@dataclass(frozen=True, kw_only=True)
class ResultLine:
    """A question of the result; `counts` is what it counted for, a correction what changed that."""

    position: int
    question: ReviewedQuestion
    reading: Link | None
    counts: bool
    correction: Correction | None


@bp.get("/quiz/<uuid:quiz_id>/attempt/<int:number>/result")
@requires(Permission.LEARN)
def show_result(quiz_id: UUID, number: int) -> ResponseReturnValue:
    """Say whether the attempt is passed, and why, as far as the quiz lets people see."""
    person = current_person()
    attempt = queries.get_attempt(quiz_id, number, for_person=person)
    if attempt.is_open and not timing.is_closed(attempt):
        return redirect(url_for(".show_attempt", quiz_id=quiz_id, number=number))
    quiz = queries.get_quiz(quiz_id, for_person=person)
    attempts = queries.list_attempts(quiz_id, person.id)
    left = service.tries_left(quiz, person.id, attempts)
    has_tries_left = left.left != 0 or any(one.is_open for one in attempts)
    has_passed = any(one.has_passed for one in attempts)
    shows = shown_after(quiz.feedback, has_passed=has_passed, has_tries_left=has_tries_left)
    around = onward.from_quiz(quiz_id, person)
    verdict = service.verdict_of(attempt, quiz)
    titles = {part["topic"]: part["title"] for part in quiz.blueprint}
    corrections = queries.list_corrections([one.question_id for one in attempt.responses])
    lines = _lines(attempt, around, shows, corrections)
    return render(
        "exams/result.html",
        quiz=quiz,
        attempt=attempt,
        verdict=verdict,
        score=score(verdict.right, verdict.asked),
        topics=[(titles.get(one.topic, one.topic), one) for one in _in_order(verdict, titles)],
        left=left,
        shows=shows,
        missed=[line for line in lines if not line.counts],
        known=[line for line in lines if line.counts],
        sureness=_sureness(attempt) if quiz.asks_confidence else None,
        regraded=_count_regraded(attempt, corrections),
        to_read=_to_read(attempt, around),
        onward=around,
    )


def _lines(
    attempt: Attempt, around: onward.Onward, shows: Shown, corrections: Mapping[UUID, Correction]
) -> list[ResultLine]:
    """Return the questions with as much of the key as may be seen; none for a score only."""
    if shows is Shown.SCORE:
        return []
    limit = own_part if shows is Shown.OWN_ANSWERS else _whole
    return [
        ResultLine(
            position=response.position,
            question=limit(
                service.review_response(response, corrections.get(response.question_id))
            ),
            reading=around.readings.get(response.question.item),
            counts=bool(response.is_right),
            correction=corrections.get(response.question_id),
        )
        for response in attempt.responses
    ]


def _count_regraded(attempt: Attempt, corrections: Mapping[UUID, Correction]) -> int:
    """Return how many answers count only because their question was corrected."""
    return sum(
        bool(one.is_right) and not is_right(one.asked, one.answer)
        for one in attempt.responses
        if one.question_id in corrections
    )


def _sureness(attempt: Attempt) -> ConfidenceMark:
    return mark_all((bool(one.is_right), one.confidence) for one in attempt.responses)


def _whole(question: ReviewedQuestion) -> ReviewedQuestion:
    return question


def _in_order(verdict: Verdict, titles: Mapping[str, str]) -> list[TopicMark]:
    """Return the topics in the order of the blueprint."""
    places = list(titles)
    return sorted(
        verdict.topics,
        key=lambda one: places.index(one.topic) if one.topic in places else len(places),
    )


def _to_read(attempt: Attempt, around: onward.Onward) -> list[Link]:
    """Return the few lessons worth reading again after what was missed, each once."""
    links: dict[str, Link] = {}
    for response in attempt.responses:
        link = around.readings.get(response.question.item)
        if link and not response.is_right:
            links.setdefault(link.url, link)
    return list(links.values())[:MOST_READINGS]
