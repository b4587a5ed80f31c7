"""What a team wants to reach: the level, the day, and the questions that shall reach more."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core import clock
from pmo_academy.core.db import transaction
from pmo_academy.core.guards import requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity import queries, service
from pmo_academy.maturity.forms import TargetForm, read_raises
from pmo_academy.maturity.queries import TeamTarget
from pmo_academy.maturity.service import Raise, TargetError
from pmo_academy.people.models import Team
from pmo_academy.people.queries import get_readable_team
from pmo_academy.people.sign_in import current_person

USUAL_TIME = timedelta(days=365)

bp = Blueprint("targets", __name__, url_prefix="/team", template_folder="../templates")


@bp.get("/<uuid:team_id>/target")
@requires(Permission.RUN_ROUNDS)
def show_target(team_id: UUID) -> ResponseReturnValue:
    """Show what each level means and asks; the earlier targets stand below."""
    team = get_readable_team(team_id, for_person=current_person())
    now = queries.get_team_target(team.id)
    rung = request.args.get("rung", now.wanted_rung, type=int)
    if now.model is None or not 1 <= rung <= now.model.top_rung:
        rung = now.wanted_rung
    by_date = now.target.by_date if now.target else clock.today() + USUAL_TIME
    return _page(team, now, rung=rung, by_date=by_date.isoformat())


@bp.post("/<uuid:team_id>/targets")
@requires(Permission.RUN_ROUNDS)
@submits_once
def set_target(team_id: UUID) -> ResponseReturnValue:
    """Say which level a team wants to reach and by when; earlier targets stay on record."""
    team = get_readable_team(team_id, for_person=current_person())
    now, form = queries.get_team_target(team.id), TargetForm()
    raised = read_raises(request.form, now.model)
    problems = _set(team, form, raised)
    if problems:
        return _page(
            team,
            now,
            rung=form.rung.data or now.wanted_rung,
            by_date=request.form.get("by_date", "")[:20],
            raised=raised,
            problems=problems,
        )
    flash(_("The target is set. Gaps and learning plan follow it."), "success")
    return redirect(url_for("reports.show_team", team_id=team_id), 303)


def _set(team: Team, form: TargetForm, raised: Mapping[str, Raise]) -> Mapping[str, str]:
    """Set the target, or return what is wrong with it by the name of the field."""
    if not form.validate():
        return {name: str(errors[0]) for name, errors in form.errors.items()}
    rung, by_date = form.rung.data or 0, form.by_date.data or date.min
    try:
        with transaction():
            service.set_target(team, rung=rung, by_date=by_date, by=current_person(), raised=raised)
    except TargetError as refusal:
        return refusal.problems
    return {}


def _page(
    team: Team,
    now: TeamTarget,
    *,
    rung: int,
    by_date: str,
    raised: Mapping[str, Raise] | None = None,
    problems: Mapping[str, str] | None = None,
) -> ResponseReturnValue:
    if now.model is None:
        return render("maturity/target_without_model.html", team=team)
    model = now.model
    shown = rung if 1 <= rung <= model.top_rung else now.wanted_rung
    if raised is None:
        asked = now.target.raised if now.target else {}
    else:
        asked = {item: {"to": one.to, "why": one.why} for item, one in raised.items()}
    return render(
        "maturity/target.html",
        status=422 if problems else 200,
        team=team,
        now=now,
        rung=shown,
        by_date=by_date,
        words={at: queries.rung_words(model, at) for at in range(1, model.top_rung + 1)},
        meanings={at: queries.rung_meaning(model, at) for at in range(1, model.top_rung + 1)},
        domains=queries.list_item_aims(model, shown, figures=now.figures, raised=asked),
        problems=problems or {},
    )
