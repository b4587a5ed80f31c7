"""After a quiz: the verdict, and each question with its key and reasons."""

from collections.abc import Mapping
from uuid import UUID

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core.guards import requires
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.exams import onward, queries, service
from pmo_academy.exams.models import Attempt
from pmo_academy.exams.onward import Link
from pmo_academy.exams.rules.grading import TopicMark, Verdict, score
from pmo_academy.exams.rules.policies import Shown, shown_after
from pmo_academy.exams.rules.reviewing import ReviewedQuestion, own_part, review
from pmo_academy.exams.views import timing
from pmo_academy.exams.views.blueprint import bp
from pmo_academy.people.sign_in import current_person

MOST_READINGS = 3


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
    left = service.allowance(quiz, attempts)
    has_tries_left = left.left != 0 or any(one.is_open for one in attempts)
    has_passed = any(one.has_passed for one in attempts)
    shows = shown_after(quiz.feedback, has_passed=has_passed, has_tries_left=has_tries_left)
    around = onward.from_quiz(quiz_id, person)
    verdict = service.verdict_of(attempt, quiz)
    titles = {part["topic"]: part["title"] for part in quiz.blueprint}
    reviewed = _reviewed(attempt, around, shows)
    return render(
        "exams/result.html",
        quiz=quiz,
        attempt=attempt,
        verdict=verdict,
        score=score(verdict.right, verdict.asked),
        topics=[(titles.get(one.topic, one.topic), one) for one in _in_order(verdict, titles)],
        left=left,
        shows=shows,
        missed=[row for row in reviewed if not row[1].is_right],
        known=[row for row in reviewed if row[1].is_right],
        to_read=_to_read(attempt, around),
        onward=around,
    )


def _reviewed(
    attempt: Attempt, around: onward.Onward, shows: Shown
) -> list[tuple[int, ReviewedQuestion, Link | None]]:
    """Return the questions with as much of the key as may be seen; none for a score only."""
    if shows is Shown.SCORE:
        return []
    limit = own_part if shows is Shown.OWN_ANSWERS else _whole
    return [
        (
            response.position,
            limit(review(response.asked, response.answer)),
            around.readings.get(response.question.item),
        )
        for response in attempt.responses
    ]


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
