"""A workshop for everybody who was invited to its round: vote in private, see, talk, vote again."""

from uuid import UUID

from flask import Blueprint, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core.db import transaction
from pmo_academy.core.errors import StaleError
from pmo_academy.core.guards import repeats_safely, requires
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.forms.workshop import VoteForm
from pmo_academy.maturity.queries import workshop as workshops
from pmo_academy.maturity.queries import workshop_seat as seats
from pmo_academy.maturity.queries.workshop_seat import Seat
from pmo_academy.maturity.rules.workshop import BALLOTS
from pmo_academy.maturity.service.workshop_vote import vote
from pmo_academy.people.sign_in import current_person

bp = Blueprint("workshop_seat", __name__, url_prefix="/assess", template_folder="../templates")


@bp.get("/<uuid:round_id>/workshop")
@requires(Permission.RESPOND)
def show_seat(round_id: UUID) -> ResponseReturnValue:
    """Show the question of the moment, or what was shown of it."""
    return _page(seats.get_seat(round_id, for_person=current_person()))


@bp.get("/<uuid:round_id>/workshop/state")
@requires(Permission.RESPOND)
def show_state(round_id: UUID) -> ResponseReturnValue:
    """Say as JSON whether the page is still what it was; asked again and again."""
    live = seats.find_own_live(round_id, for_person=current_person())
    return jsonify(state=str(live.version), words=_("The workshop has moved on."))


@bp.post("/<uuid:round_id>/workshop/vote")
@requires(Permission.RESPOND)
@repeats_safely
def send_vote(round_id: UUID) -> ResponseReturnValue:
    """Send or change the own vote; sent twice it is the same vote.

    No submission key is kept: in an anonymous round it would hold a digest of the vote beside
    the person.
    """
    form = VoteForm()
    is_whole = form.validate()
    try:
        with transaction():
            seat = seats.get_seat(round_id, for_person=current_person())
            if is_whole:
                vote(
                    seat,
                    ballot=request.form.get("ballot", ""),
                    choice=int(form.choice.data),
                    reason=form.reason.data or "",
                )
    except StaleError as refusal:
        seat = seats.get_seat(round_id, for_person=current_person())
        return _page(seat, form=form, status=409, problem=str(refusal))
    if not is_whole:
        return _page(seat, form=form, status=422)
    return redirect(url_for(".show_seat", round_id=round_id), 303)


def _page(
    seat: Seat, *, form: VoteForm | None = None, status: int = 200, problem: str = ""
) -> ResponseReturnValue:
    ballots = workshops.list_ballots(seat.topic) if seat.topic else ()
    own = seat.own
    return render(
        "maturity/workshop_seat.html",
        fragment="maturity/_workshop_seat.html",
        status=status,
        seat=seat,
        state=str(seat.board.version),
        ballots=ballots,
        most_ballots=BALLOTS,
        choice=form.choice.data or "" if form else str(own.choice) if own else "",
        reason=form.reason.data or "" if form else own.reason if own else "",
        form=form,
        problem=problem,
    )
