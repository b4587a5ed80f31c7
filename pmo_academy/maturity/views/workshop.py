"""A workshop for who runs it: the agenda, one question after the other, and what it does."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core.db import empty_log, transaction
from pmo_academy.core.errors import ConflictError
from pmo_academy.core.guards import repeats_safely, requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import ngettext
from pmo_academy.maturity import queries
from pmo_academy.maturity.forms.workshop import AgreementForm, read_number
from pmo_academy.maturity.models import Round
from pmo_academy.maturity.queries import workshop as workshops
from pmo_academy.maturity.queries.workshop import Board, Live
from pmo_academy.maturity.rules.workshop import BALLOTS, missing_votes
from pmo_academy.maturity.service import workshop as service
from pmo_academy.people.models import Team
from pmo_academy.people.sign_in import current_person

bp = Blueprint("workshop", __name__, url_prefix="/assess/rounds", template_folder="../templates")


@bp.post("/<uuid:round_id>/workshop")
@requires(Permission.RUN_ROUNDS)
@submits_once
def start_workshop(round_id: UUID) -> ResponseReturnValue:
    """Begin the workshop of a round in review, or go on with it."""
    one, _team_of_round = queries.get_run_round(round_id, for_person=current_person())
    try:
        with transaction():
            service.start_workshop(one, by=current_person())
    except ConflictError as refusal:
        flash(str(refusal), "error")
        return redirect(url_for("review.show_review", round_id=one.id), 303)
    return redirect(url_for(".show_workshop", round_id=one.id), 303)


@bp.get("/<uuid:round_id>/workshop")
@requires(Permission.RUN_ROUNDS)
def show_workshop(round_id: UUID) -> ResponseReturnValue:
    """Show the agenda, the question of the moment, and the level with what was agreed so far."""
    one, team = queries.get_run_round(round_id, for_person=current_person())
    return _page(one, team)


@bp.get("/<uuid:round_id>/workshop/state")
@requires(Permission.RUN_ROUNDS)
def show_state(round_id: UUID) -> ResponseReturnValue:
    """Say as JSON whether the page is still what it was; asked again and again."""
    live = workshops.find_live(round_id, for_person=current_person())
    return jsonify(state=_state(live), words=_voted(live))


@bp.post("/<uuid:round_id>/workshop/ballots")
@requires(Permission.RUN_ROUNDS)
@submits_once
def open_ballot(round_id: UUID) -> ResponseReturnValue:
    """Let people vote on a question."""

    def change(one: Round, seen: int) -> None:
        place = read_number(request.form, "place")
        service.open_ballot(one, place=place, seen=seen, by=current_person())

    return _act(round_id, change)


@bp.post("/<uuid:round_id>/workshop/showing")
@requires(Permission.RUN_ROUNDS)
@repeats_safely
def show_votes(round_id: UUID) -> ResponseReturnValue:
    """Show the votes to everybody; a second press finds them shown.

    The log of the database would still hold the votes beside their persons.
    """
    answer = _act(
        round_id, lambda one, seen: service.show_votes(one, seen=seen, by=current_person())
    )
    empty_log()
    return answer


@bp.post("/<uuid:round_id>/workshop/agreement")
@requires(Permission.RUN_ROUNDS)
@submits_once
def agree(round_id: UUID) -> ResponseReturnValue:
    """Write down what people agree on, and why."""
    form = AgreementForm()
    if not form.validate():
        one, team = queries.get_run_round(round_id, for_person=current_person())
        return _page(one, team, form=form, status=422)
    because = form.because.data or ""
    return _act(
        round_id,
        lambda one, seen: service.agree(one, because=because, seen=seen, by=current_person()),
        form=form,
    )


@bp.post("/<uuid:round_id>/workshop/skipping")
@requires(Permission.RUN_ROUNDS)
@repeats_safely
def skip(round_id: UUID) -> ResponseReturnValue:
    """Leave the present question as the answers have it; a second press finds it left."""
    answer = _act(round_id, lambda one, seen: service.skip(one, seen=seen, by=current_person()))
    empty_log()
    return answer


@bp.post("/<uuid:round_id>/workshop/end")
@requires(Permission.RUN_ROUNDS)
@submits_once
def finish_workshop(round_id: UUID) -> ResponseReturnValue:
    """End the workshop; the round is in review still."""
    answer = _act(
        round_id, lambda one, seen: service.finish_workshop(one, seen=seen, by=current_person())
    )
    if isinstance(answer, tuple):
        return answer
    flash(_("The workshop is finished. Close the round to see its result."), "success")
    return redirect(url_for("review.show_review", round_id=round_id), 303)


def _act(
    round_id: UUID, change: Callable[[Round, int], None], *, form: AgreementForm | None = None
) -> ResponseReturnValue:
    """Change the workshop; what is refused shows where it stands now."""
    one, team = queries.get_run_round(round_id, for_person=current_person())
    seen = read_number(request.form, "seen")
    try:
        with transaction():
            change(one, seen)
    except ConflictError as refusal:
        return _page(one, team, form=form, status=409, problem=str(refusal))
    return redirect(url_for(".show_workshop", round_id=round_id), 303)


def _page(
    one: Round,
    team: Team,
    *,
    form: AgreementForm | None = None,
    status: int = 200,
    problem: str = "",
) -> ResponseReturnValue:
    board = workshops.get_board(one)
    live = workshops.find_live(one.id, for_person=current_person())
    ballots = workshops.list_ballots(board.current) if board.current else ()
    return render(
        "maturity/workshop.html",
        fragment="maturity/_workshop.html",
        status=status,
        round=one,
        team=team,
        board=board,
        live=live,
        state=_state(live),
        voted=_voted(live),
        missing=missing_votes(live.votes, threshold=one.shown_from),
        ballots=ballots,
        rung_if=_rung_if(board, ballots),
        most_ballots=BALLOTS,
        form=form or AgreementForm(formdata=None),
        problem=problem,
    )


def _rung_if(board: Board, ballots: workshops.Ballots) -> int | None:
    """Say what the level would be with what people agree on just now."""
    topic = board.current
    anchor = ballots[-1].outcome.anchor if topic and ballots else None
    if topic is None or anchor is None or topic.ballot != len(ballots):
        return None
    return board.result_if(topic, anchor).rung


def _state(live: Live) -> str:
    return f"{live.version}.{live.votes}.{live.people}"


def _voted(live: Live) -> str:
    words: str = ngettext(
        "%(votes)s of %(num)s person has voted.",
        "%(votes)s of %(num)s people have voted.",
        live.people,
        votes=live.votes,
    )
    return words
