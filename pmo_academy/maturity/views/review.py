"""A round in review: who agrees on what, and what becomes of sheets that look careless."""

from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from pmo_academy.core import clock
from pmo_academy.core.db import transaction
from pmo_academy.core.errors import ConflictError
from pmo_academy.core.guards import requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity import queries
from pmo_academy.maturity.forms.review import CarelessForm
from pmo_academy.maturity.models import Round, RoundState
from pmo_academy.maturity.queries import review as reviews
from pmo_academy.maturity.queries import workshop as workshops
from pmo_academy.maturity.service import review as service
from pmo_academy.people.models import Team
from pmo_academy.people.sign_in import current_person
from pmo_academy.ui import charts
from pmo_academy.ui.charts import Answer

bp = Blueprint("review", __name__, url_prefix="/assess/rounds", template_folder="../templates")


@bp.get("/<uuid:round_id>/review")
@requires(Permission.RUN_ROUNDS)
def show_review(round_id: UUID) -> ResponseReturnValue:
    """Show who agrees on what, and what is to be decided before the round is closed."""
    one, team = queries.get_run_round(round_id, for_person=current_person())
    if one.state_on(clock.today()) in (RoundState.PLANNED, RoundState.OPEN):
        return redirect(url_for("rounds.show_round", round_id=one.id))
    return _page(one, team, form=CarelessForm(formdata=None))


@bp.post("/<uuid:round_id>/careless-decisions")
@requires(Permission.RUN_ROUNDS)
@submits_once
def decide_careless(round_id: UUID) -> ResponseReturnValue:
    """Leave careless sheets out, or count them again."""
    one, team = queries.get_run_round(round_id, for_person=current_person())
    form, leaves_out = CarelessForm(), request.form.get("leaves_out") == "yes"
    if not form.validate():
        return _page(one, team, form=form, status=422)
    try:
        with transaction():
            service.decide_careless(
                one, leaves_out=leaves_out, reason=form.reason.data or "", by=current_person()
            )
    except ConflictError as refusal:
        return _page(one, team, form=form, status=409, problem=str(refusal))
    flash(
        _("These sheets are left out.") if leaves_out else _("All sheets count again."), "success"
    )
    return redirect(url_for(".show_review", round_id=one.id, _anchor="careless"), 303)


def _page(
    one: Round, team: Team, *, form: CarelessForm, status: int = 200, problem: str = ""
) -> ResponseReturnValue:
    found = reviews.find_review(one)
    return render(
        "maturity/review.html",
        status=status,
        round=one,
        team=team,
        is_closed=one.is_closed,
        counts=queries.count_participation(one),
        review=found,
        pictures={row.item.code: _strip_of(row.found.counts) for row in found.differences}
        if found
        else {},
        decisions=reviews.list_careless_decisions(one),
        board=workshops.find_board(one),
        form=form,
        problem=problem,
    )


def _strip_of(counts: Sequence[int]) -> Markup:
    """Draw how many chose each statement; the last count is of those who don't know."""
    *points, unknown = counts
    shown = [Answer(label=str(point), count=count) for point, count in enumerate(points)]
    shown.append(Answer(label=_("Don't know"), count=unknown, is_unknown=True))
    return charts.strip(shown, title=_("How many chose each statement"))
