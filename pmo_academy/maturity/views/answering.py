"""Own questionnaires from the list to the receipt; one section is answered in views.sections."""

from uuid import UUID

from flask import Blueprint, current_app, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from pmo_academy.core.db import empty_log, transaction
from pmo_academy.core.guards import repeats_safely, requires
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.maturity import queries, service
from pmo_academy.maturity.forms import field_names
from pmo_academy.maturity.queries import CourseChoice, OwnRound
from pmo_academy.maturity.queries.workshop_seat import list_running_workshops
from pmo_academy.maturity.rules.questionnaire import (
    Status,
    count_done,
    minutes_to_answer,
    will_count,
)
from pmo_academy.people.sign_in import current_person

bp = Blueprint("maturity", __name__, url_prefix="/assess", template_folder="../templates")


@bp.get("")
@requires(Permission.RESPOND)
def list_rounds() -> ResponseReturnValue:
    """List what waits for answers, the rounds the person runs, and what is over."""
    own = queries.list_own_rounds(current_person())
    may_run = current_user.may(Permission.RUN_ROUNDS)
    return render(
        "maturity/rounds.html",
        waiting=queries.with_progress([one for one in own if one.takes_answers]),
        others=[one for one in own if not one.takes_answers],
        run=queries.list_run_rounds(current_person()) if may_run else [],
        workshops=list_running_workshops(current_person()),
    )


@bp.get("/<uuid:round_id>")
@requires(Permission.RESPOND)
def show_round(round_id: UUID) -> ResponseReturnValue:
    """Show the sections of a questionnaire and what becomes of the answers."""
    own = queries.get_own_round(round_id, for_person=current_person())
    if own.took_part_on is not None:
        return redirect(url_for(".show_receipt", round_id=own.id))
    answered = _answered(own)
    unfinished = [one for one in own.sections if one.status(answered) is not Status.DONE]
    return render(
        "maturity/overview.html",
        own=own,
        states={one.slug: one.status(answered) for one in own.sections},
        done=count_done(own.sections, answered=answered),
        has_started=bool(answered),
        next_section=unfinished[0] if unfinished else None,
        minutes=minutes_to_answer(sum(len(section.items) for section in own.sections)),
    )


@bp.get("/<uuid:round_id>/check")
@requires(Permission.RESPOND)
def check_answers(round_id: UUID) -> ResponseReturnValue:
    """Show all answers before they are submitted."""
    own = queries.get_own_round(round_id, for_person=current_person())
    if not own.takes_answers:
        return redirect(url_for(".show_round", round_id=own.id))
    answers = queries.list_answers(own)
    answered = {code for code, answer in answers.items() if answer.choice}
    return render(
        "maturity/check.html",
        own=own,
        sections=[(one, list(field_names(one))) for one in own.sections],
        answers=answers,
        unanswered=sum(len(one.open_in(answered)) for one in own.sections),
        unknown=sum(answer.choice == "D" for answer in answers.values()),
        is_empty=not answered,
        will_count=will_count(own.sections, answered=answered),
    )


@bp.post("/<uuid:round_id>/submission")
@requires(Permission.RESPOND)
@repeats_safely
def submit_answers(round_id: UUID) -> ResponseReturnValue:
    """Hand the questionnaire in; a second press finds it handed in.

    No submission key is kept: it would tell to the second when a person took part. The log of the
    database would still hold the draft beside its person.
    """
    with transaction():
        own = queries.get_own_round(round_id, for_person=current_person())
        service.submit(own)
    empty_log()
    return redirect(url_for(".show_receipt", round_id=round_id), 303)


@bp.get("/<uuid:round_id>/done")
@requires(Permission.RESPOND)
def show_receipt(round_id: UUID) -> ResponseReturnValue:
    """Say that the questionnaire has arrived, and what happens next."""
    own = queries.get_own_round(round_id, for_person=current_person())
    if own.took_part_on is None:
        return redirect(url_for(".show_round", round_id=own.id))
    may_learn = current_user.may(Permission.LEARN)  # guests may only answer
    course = (
        queries.find_recommended_course(own, for_person=current_person()) if may_learn else None
    )
    return render(
        "maturity/done.html",
        own=own,
        receipt=queries.receipt_code(own),
        course=course,
        course_url=_course_url(course),
    )


def _answered(own: OwnRound) -> set[str]:
    return {code for code, answer in queries.list_answers(own).items() if answer.choice}


def _course_url(course: CourseChoice | None) -> str:
    if course is None or "learning.show_course" not in current_app.view_functions:
        return ""
    return url_for("learning.show_course", code=course.code)
