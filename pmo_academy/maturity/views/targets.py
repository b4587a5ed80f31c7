"""Set what a team wants to reach; the form stands on the page of the team."""

from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core import clock
from pmo_academy.core.db import transaction
from pmo_academy.core.errors import ConflictError
from pmo_academy.core.guards import requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity import service
from pmo_academy.maturity.forms import TargetForm
from pmo_academy.people.models import Team
from pmo_academy.people.queries import get_readable_team
from pmo_academy.people.sign_in import current_person

bp = Blueprint("targets", __name__, url_prefix="/team")


@bp.post("/<uuid:team_id>/targets")
@requires(Permission.RUN_ROUNDS)
@submits_once
def set_target(team_id: UUID) -> ResponseReturnValue:
    """Say which level a team wants to reach and by when; earlier targets stay on record."""
    team = get_readable_team(team_id, for_person=current_person())
    problem = _set(team, TargetForm())
    if problem:
        flash(problem, "error")
        rung, by_date = (request.form.get(name, "")[:20] for name in ("rung", "by_date"))
        page = url_for(
            "reports.show_team", team_id=team_id, rung=rung, by_date=by_date, _anchor="target"
        )
        return redirect(page, 303)
    flash(_("The target is set. Gaps and learning plan follow it."), "success")
    return redirect(url_for("reports.show_team", team_id=team_id), 303)


def _set(team: Team, form: TargetForm) -> str:
    """Set the target, or return what is wrong with it."""
    if not form.validate():
        return str(next(errors[0] for errors in form.errors.values()))
    try:
        with transaction():
            service.set_target(
                team,
                rung=form.rung.data or 0,
                by_date=form.by_date.data or clock.today(),
                by=current_person(),
            )
    except ConflictError as refusal:
        return str(refusal)
    return ""
