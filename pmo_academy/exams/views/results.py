"""After a quiz: the verdict, and each question with its key and reasons."""

from uuid import UUID

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core.guards import requires
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.exams import onward, queries
from pmo_academy.exams.models import Attempt
from pmo_academy.exams.onward import Link
from pmo_academy.exams.rules.grading import right_needed, score
from pmo_academy.exams.rules.reviewing import review
from pmo_academy.exams.views.blueprint import bp
from pmo_academy.people.sign_in import current_person

MOST_READINGS = 3


@bp.get("/quiz/<uuid:quiz_id>/attempt/<int:number>/result")
@requires(Permission.LEARN)
def show_result(quiz_id: UUID, number: int) -> ResponseReturnValue:
    """Say whether the attempt is passed, and why each answer is right or wrong."""
    person = current_person()
    attempt = queries.get_attempt(quiz_id, number, for_person=person)
    if attempt.is_open:
        return redirect(url_for(".show_attempt", quiz_id=quiz_id, number=number))
    quiz = queries.get_quiz(quiz_id, for_person=person)
    around = onward.from_quiz(quiz_id, person)
    asked, right = len(attempt.responses), attempt.right_count or 0
    reviewed = [
        (
            response.position,
            review(response.asked, response.answer),
            around.readings.get(response.question.item),
        )
        for response in attempt.responses
    ]
    return render(
        "exams/result.html",
        quiz=quiz,
        attempt=attempt,
        asked=asked,
        right=right,
        score=score(right, asked),
        needed=right_needed(asked, pass_percent=quiz.pass_percent),
        missed=[row for row in reviewed if not row[1].is_right],
        known=[row for row in reviewed if row[1].is_right],
        to_read=_to_read(attempt, around),
        onward=around,
    )


def _to_read(attempt: Attempt, around: onward.Onward) -> list[Link]:
    """Return the few lessons worth reading again after what was missed, each once."""
    links: dict[str, Link] = {}
    for response in attempt.responses:
        link = around.readings.get(response.question.item)
        if link and not response.is_right:
            links.setdefault(link.url, link)
    return list(links.values())[:MOST_READINGS]
