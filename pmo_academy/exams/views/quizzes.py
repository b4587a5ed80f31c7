"""Before a quiz: what it asks, how it is passed, earlier attempts; and beginning one."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core import clock
from pmo_academy.core.db import transaction
from pmo_academy.core.guards import repeats_safely, requires
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.exams import onward, queries, service
from pmo_academy.exams.rules.grading import right_needed
from pmo_academy.exams.rules.limits import minutes_allowed
from pmo_academy.exams.views import timing
from pmo_academy.exams.views.blueprint import bp
from pmo_academy.people.sign_in import current_person


@bp.get("/quiz/<uuid:quiz_id>")
@requires(Permission.LEARN)
def show_quiz(quiz_id: UUID) -> ResponseReturnValue:
    """Say what the quiz asks, and lead into it."""
    person = current_person()
    quiz = queries.get_quiz(quiz_id, for_person=person)
    attempts = queries.list_attempts(quiz.id, person.id)
    unfinished = next((attempt for attempt in attempts if attempt.is_open), None)
    if unfinished and timing.is_over(unfinished):
        timing.hand_in(quiz_id, unfinished.number)
        attempts = queries.list_attempts(quiz.id, person.id)
        unfinished = None
    today = clock.today()
    extra = queries.extra_percent(person.id, quiz, today=today) if quiz.minutes_limit else 0
    return render(
        "exams/quiz.html",
        quiz=quiz,
        needed=right_needed(quiz.draw, pass_percent=quiz.pass_percent),
        allowed=minutes_allowed(quiz.minutes_limit or 0, extra),
        extra=extra,
        left=service.tries_left(quiz, person.id, attempts),
        unfinished=unfinished,
        finished=[attempt for attempt in attempts if not attempt.is_open],
        onward=onward.from_quiz(quiz.id, person),
    )


@bp.post("/quiz/<uuid:quiz_id>/attempts")
@requires(Permission.LEARN)
@repeats_safely
def start_attempt(quiz_id: UUID) -> ResponseReturnValue:
    """Begin an attempt, or go on with the one that is open."""
    person = current_person()
    try:
        with transaction():
            quiz = queries.get_quiz(quiz_id, for_person=person)
            attempt = service.start(quiz, person)
    except service.NoTryLeftError as problem:
        flash(str(problem), "warning")
        return redirect(url_for(".show_quiz", quiz_id=quiz_id), 303)
    return redirect(url_for(".show_attempt", quiz_id=quiz_id, number=attempt.number), 303)
