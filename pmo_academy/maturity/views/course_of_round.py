"""The course of a round: a later last day, the end of answering, closing, opening again."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core.db import transaction
from pmo_academy.core.guards import requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity import queries
from pmo_academy.maturity.forms.course_of_round import ExtensionForm, ReopeningForm
from pmo_academy.maturity.models import Round
from pmo_academy.maturity.service import closing, course_of_round
from pmo_academy.maturity.service.closing import Outcome, TooFewLeftError
from pmo_academy.maturity.service.course_of_round import CourseOfRoundError
from pmo_academy.maturity.views.rounds import bp
from pmo_academy.people.models import Team
from pmo_academy.people.sign_in import current_person


@bp.get("/<uuid:round_id>/extension")
@requires(Permission.RUN_ROUNDS)
def show_extension(round_id: UUID) -> ResponseReturnValue:
    """Ask for a later last day."""
    one, team = queries.get_run_round(round_id, for_person=current_person())
    if one.is_closed:
        return redirect(url_for(".show_round", round_id=one.id))
    return _extension_page(one, team, ExtensionForm(formdata=None))


@bp.post("/<uuid:round_id>/extension")
@requires(Permission.RUN_ROUNDS)
@submits_once
def extend_round(round_id: UUID) -> ResponseReturnValue:
    """Move the last day of a round; answering that has ended goes on."""
    one, team = queries.get_run_round(round_id, for_person=current_person())
    form = ExtensionForm()
    if not form.validate():
        return _extension_page(one, team, form)
    try:
        with transaction():
            course_of_round.extend_round(one, until=form.until.data, by=current_person())
    except CourseOfRoundError as refusal:
        form.until.errors = [str(refusal)]
        return _extension_page(one, team, form)
    flash(_("The last day is moved. People can answer until then."), "success")
    return redirect(url_for(".show_round", round_id=round_id), 303)


@bp.post("/<uuid:round_id>/ending")
@requires(Permission.RUN_ROUNDS)
@submits_once
def end_answering(round_id: UUID) -> ResponseReturnValue:
    """Take no more answers; the round is in review until somebody closes or extends it."""
    one, _team_of_round = queries.get_run_round(round_id, for_person=current_person())
    with transaction():
        course_of_round.end_answering(one, by=current_person())
    flash(_("Answering has ended. To take answers again, choose a later last day."), "success")
    return redirect(url_for(".show_round", round_id=round_id), 303)


@bp.get("/<uuid:round_id>/closing")
@requires(Permission.RUN_ROUNDS)
def show_closing(round_id: UUID) -> ResponseReturnValue:
    """Ask whether the round shall be closed."""
    one, team = queries.get_run_round(round_id, for_person=current_person())
    if one.is_closed:
        return redirect(url_for(".show_round", round_id=one.id))
    counts = queries.count_participation(one)
    return render("maturity/closing.html", round=one, team=team, counts=counts)


@bp.post("/<uuid:round_id>/closing")
@requires(Permission.RUN_ROUNDS)
@submits_once
def close_round(round_id: UUID) -> ResponseReturnValue:
    """Close the round and work out its result."""
    one, _team_of_round = queries.get_run_round(round_id, for_person=current_person())
    try:
        with transaction():
            outcome = closing.close_round(one, by=current_person())
    except TooFewLeftError as refusal:
        flash(str(refusal), "warning")
        return redirect(url_for("review.show_review", round_id=round_id), 303)
    words = {
        Outcome.RESULT: _("The round is closed and its result is worked out."),
        Outcome.TOO_FEW: _("The round is closed. Too few people answered for a result."),
        Outcome.STANDS: _("The round is closed. The earlier result stands: too few new answers."),
    }
    flash(words[outcome], "success")
    return redirect(url_for(".show_round", round_id=round_id), 303)


@bp.get("/<uuid:round_id>/reopening")
@requires(Permission.RUN_ROUNDS)
def show_reopening(round_id: UUID) -> ResponseReturnValue:
    """Ask why a closed round shall take answers again, and until when."""
    one, team = queries.get_run_round(round_id, for_person=current_person())
    if not one.is_closed:
        return redirect(url_for(".show_round", round_id=one.id))
    return _reopening_page(one, team, ReopeningForm(formdata=None))


@bp.post("/<uuid:round_id>/reopening")
@requires(Permission.RUN_ROUNDS)
@submits_once
def reopen_round(round_id: UUID) -> ResponseReturnValue:
    """Take answers again after closing, with a reason that is kept."""
    one, team = queries.get_run_round(round_id, for_person=current_person())
    form = ReopeningForm()
    if not form.validate():
        return _reopening_page(one, team, form)
    try:
        with transaction():
            course_of_round.reopen_round(
                one, until=form.until.data, reason=form.reason.data or "", by=current_person()
            )
    except CourseOfRoundError as refusal:
        form[refusal.field].errors = [str(refusal)]
        return _reopening_page(one, team, form)
    flash(_("The round takes answers again."), "success")
    return redirect(url_for(".show_round", round_id=round_id), 303)


def _extension_page(one: Round, team: Team, form: ExtensionForm) -> ResponseReturnValue:
    status = 422 if form.errors else 200
    return render("maturity/extension.html", status=status, round=one, team=team, form=form)


def _reopening_page(one: Round, team: Team, form: ReopeningForm) -> ResponseReturnValue:
    return render(
        "maturity/reopening.html",
        status=422 if form.errors else 200,
        round=one,
        team=team,
        form=form,
        has_result=queries.has_result(one.id),
        is_named=one.shown_from is None,
    )
