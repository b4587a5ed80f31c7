"""The learning plan of a team: what it proposes, the plans that were made, and what moved."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from pmo_academy.core import clock
from pmo_academy.core.db import transaction
from pmo_academy.core.errors import NotFoundError
from pmo_academy.core.guards import requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity import queries, service
from pmo_academy.maturity.forms import read_plan, usual_fields
from pmo_academy.maturity.forms.plans import TASKS_OFFERED
from pmo_academy.maturity.queries import TeamWay
from pmo_academy.maturity.service import FieldsError
from pmo_academy.people.models import Team
from pmo_academy.people.queries import get_readable_team
from pmo_academy.people.sign_in import current_person

USUAL_HOURS = 12
HOURS = (4, 8, 12, 20, 40)
MOST_HOURS = 200

bp = Blueprint("plans", __name__, url_prefix="/team", template_folder="../templates")


@bp.get("/<uuid:team_id>/plan")
@requires(Permission.READ_TEAM)
def show_plan(team_id: UUID) -> ResponseReturnValue:
    """Show which courses close most gaps in the time there is, and the plans made so far."""
    team = get_readable_team(team_id, for_person=current_person())
    way = queries.find_team_way(team.id, hours=_hours(request.args))
    plans = queries.list_plans(team.id)
    if way is None:
        return render("maturity/plan_without_level.html", team=team)
    return render("maturity/plan.html", plans=plans, **_about(team, way))


@bp.get("/<uuid:team_id>/plans/new")
@requires(Permission.ASSIGN_LEARNING)
def choose_plan(team_id: UUID) -> ResponseReturnValue:
    """Ask which courses and tasks are to be given to whom and by when."""
    team, way = _team_and_way(team_id, request.args)
    owners = queries.list_owners(team.id)
    typed = usual_fields(way, owners=owners, today=clock.today(), by=current_person().id)
    return _form_page(team, way, typed, owners=owners)


@bp.post("/<uuid:team_id>/plans")
@requires(Permission.ASSIGN_LEARNING)
@submits_once
def make_plan(team_id: UUID) -> ResponseReturnValue:
    """Keep the plan, assign its courses and give its tasks."""
    team, way = _team_and_way(team_id, request.form)
    found = read_plan(request.form, way)
    if not found.problems:
        try:
            with transaction():
                plan = service.make_plan(team, way, found.choice, by=current_person())
        except FieldsError as refusal:
            found.problems |= refusal.problems
        else:
            flash(_("The plan is made. Everybody finds their part on the home page."), "success")
            return redirect(url_for(".show_made_plan", team_id=team_id, plan_id=plan.id), 303)
    owners = queries.list_owners(team.id)
    return _form_page(team, way, request.form, owners=owners, problems=found.problems)


@bp.get("/<uuid:team_id>/plans/<uuid:plan_id>")
@requires(Permission.READ_TEAM)
def show_made_plan(team_id: UUID, plan_id: UUID) -> ResponseReturnValue:
    """Show what a plan was for and, after the next round, what moved."""
    team = get_readable_team(team_id, for_person=current_person())
    plan, made_by = queries.get_plan(plan_id, team_id=team.id)
    outcome = queries.outcome_of(
        plan, trend=queries.list_trend(team.id), tasks=queries.list_plan_tasks(plan.id)
    )
    model = outcome.then.figures.model if outcome.then and outcome.then.figures else None
    return render(
        "maturity/plan_made.html",
        team=team,
        plan=plan,
        made_by=made_by,
        outcome=outcome,
        level=lambda rung: queries.rung_words(model, rung) if model else str(rung),
        today=clock.today(),
    )


def _hours(values: MultiDict[str, str]) -> int:
    return min(max(values.get("hours", USUAL_HOURS, type=int), 1), MOST_HOURS)


def _team_and_way(team_id: UUID, values: MultiDict[str, str]) -> tuple[Team, TeamWay]:
    team = get_readable_team(team_id, for_person=current_person())
    way = queries.find_team_way(team.id, hours=_hours(values))
    if way is None:
        raise NotFoundError
    return team, way


def _about(team: Team, way: TeamWay) -> dict[str, Any]:
    return {
        "team": team,
        "way": way,
        "wanted": queries.rung_words(way.figures.model, way.wanted_rung),
        "reasons": {
            one.course.code: queries.course_rows(one, way.way.gaps) for one in way.way.plan
        },
        "rule": queries.plan_rule(),
        "hour_choices": sorted({*HOURS, way.hours}),
    }


def _form_page(
    team: Team,
    way: TeamWay,
    typed: MultiDict[str, str],
    *,
    owners: Any,
    problems: dict[str, str] | None = None,
) -> ResponseReturnValue:
    items = way.figures.model.item_by_code
    return render(
        "maturity/plan_form.html",
        status=422 if problems else 200,
        typed=typed,
        owners=owners,
        problems=problems or {},
        gaps=[(gap, items[gap.item].anchors) for gap in way.way.gaps[:TASKS_OFFERED]],
        **_about(team, way),
    )
