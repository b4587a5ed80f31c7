"""Setting up a round in four steps: each page carries what the others hold, the last writes."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date

from pmo_academy.core import clock, mail
from pmo_academy.core.db import transaction
from pmo_academy.core.errors import NotFoundError
from pmo_academy.core.guards import repeats_safely, requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import ngettext
from pmo_academy.maturity import queries, service
from pmo_academy.maturity.forms.people import usual_people
from pmo_academy.maturity.forms.rounds import STEPS, questionnaires, step_of, usual_values
from pmo_academy.maturity.forms.setup import Setup, in_order, read_setup
from pmo_academy.maturity.models import Perspective
from pmo_academy.maturity.queries import EditionRow
from pmo_academy.maturity.rules.questionnaire import sections_of
from pmo_academy.maturity.service import RoundPlan, RoundPlanError
from pmo_academy.maturity.service.letters import Occasion, minutes_of, write
from pmo_academy.maturity.service.reminders import LetterKind
from pmo_academy.maturity.views.rounds import bp
from pmo_academy.people import queries as people
from pmo_academy.people.models import Team
from pmo_academy.people.sign_in import current_person

TEMPLATES = {
    1: "maturity/round_form.html",
    2: "maturity/round_people.html",
    3: "maturity/round_dates.html",
    4: "maturity/round_preview.html",
}


@bp.get("/new")
@requires(Permission.RUN_ROUNDS)
def show_new_round() -> ResponseReturnValue:
    """Ask for team and model where there are several, then for the first step."""
    editions = queries.list_latest_editions()
    teams = people.list_readable_teams(current_person())
    team_id = request.args.get("team") or (str(teams[0].id) if len(teams) == 1 else "")
    code = request.args.get("edition") or (str(editions[0].id) if len(editions) == 1 else "")
    if not team_id or not code:
        return render("maturity/choose_team.html", teams=teams, editions=editions, team_id=team_id)
    team, edition = _team(team_id), _edition(code)
    month = format_date(clock.today(), "LLLL yyyy")
    values = usual_values(
        title=_("Maturity assessment, %(month)s", month=month),
        team_id=team.id,
        edition_id=edition.id,
    )
    members = queries.list_not_invited(team.id)
    values.update(usual_people(members))
    setup = read_setup(values, edition_id=edition.id, members=members, setter=current_person())
    return _page(1, setup, team)


@bp.post("/steps/<int:number>")
@requires(Permission.RUN_ROUNDS)
@repeats_safely
def show_step(number: int) -> ResponseReturnValue:
    """Show a step with everything typed so far; forward only when the steps before are right."""
    if not 1 <= number <= STEPS:
        raise NotFoundError
    team = _team(request.form.get("team", ""))
    setup = _setup(team)
    problems = _problems(setup)
    wrong = min((step_of(name) for name in problems), default=number)
    if wrong < number:
        return _page(wrong, setup, team, problems=problems)
    return _page(number, setup, team)


@bp.post("")
@requires(Permission.RUN_ROUNDS)
@submits_once
def open_round() -> ResponseReturnValue:
    """Open the round; its people find it on their pages from its first day."""
    team = _team(request.form.get("team", ""))
    setup = _setup(team)
    problems = _problems(setup)
    if problems:
        return _page(min(map(step_of, problems)), setup, team, problems=problems)
    if request.form.get("previewed", setup.privacy_shown) != setup.privacy_shown:
        return _page(STEPS, setup, team, has_changed=True)
    try:
        with transaction():
            one = service.open_round(
                team, setup.plan, by=current_person(), edition_id=setup.edition_id
            )
    except RoundPlanError as refusal:
        problems = dict(refusal.problems)
        return _page(min(map(step_of, problems)), setup, team, problems=problems)
    flash(_words_of_opening(setup.plan), "success")
    return redirect(url_for(".show_round", round_id=one.id), 303)


def _words_of_opening(plan: RoundPlan) -> str:
    count = len(plan.perspectives)
    if mail.is_set_up():
        return ngettext(
            "The round is set up. %(num)s person gets an invitation by mail.",
            "The round is set up. %(num)s people get an invitation by mail.",
            count,
        )
    return ngettext(
        "The round is open. %(num)s person finds it at Assess.",
        "The round is open. %(num)s people find it at Assess.",
        count,
    )


def _team(value: str) -> Team:
    return people.get_readable_team(_id(value), for_person=current_person())


def _edition(value: str) -> EditionRow:
    wanted = _id(value)
    for edition in queries.list_latest_editions():
        if edition.id == wanted:
            return edition
    raise NotFoundError


def _id(value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError:
        raise NotFoundError from None


def _setup(team: Team) -> Setup:
    return read_setup(
        request.form,
        edition_id=_edition(request.form.get("edition", "")).id,
        members=queries.list_not_invited(team.id),
        setter=current_person(),
    )


def _problems(setup: Setup) -> dict[str, str]:
    """Return all that is wrong, by field: first what was typed, then what does not fit together."""
    problems = dict(setup.problems)
    try:
        service.check_plan(setup.plan, edition_id=setup.edition_id)
    except RoundPlanError as refusal:
        found = dict(refusal.problems)
        if any(step_of(name) == 2 for name in problems):  # perhaps the very person who is missing
            found.pop("people", None)
        problems = found | problems
    return problems


def _page(
    step: int,
    setup: Setup,
    team: Team,
    *,
    problems: Mapping[str, str] | None = None,
    has_changed: bool = False,
) -> ResponseReturnValue:
    shown = {name: text for name, text in (problems or {}).items() if step_of(name) == step}
    setup.mark(shown)
    return render(
        TEMPLATES[step],
        status=422 if shown or has_changed else 200,
        step=step,
        team=team,
        setup=setup,
        model=queries.model_of(setup.edition_id),
        problems=in_order(shown),
        carried=setup.carried(step),
        has_mail=mail.is_set_up(),
        has_changed=has_changed,
        questionnaires=questionnaires(queries.model_of(setup.edition_id)),
        **(_preview(setup, team) if step == STEPS else {}),
    )


def _preview(setup: Setup, team: Team) -> dict[str, Any]:
    """Put together what people will read, and which groups will be too small to show."""
    plan, model, contact = setup.plan, queries.model_of(setup.edition_id), current_person().name
    left_out = frozenset(plan.out_of_scope)
    minutes = minutes_of(setup.edition_id, form=plan.form, out_of_scope=left_out)
    occasion = Occasion(
        team=team.name,
        contact=contact,
        mode=plan.mode,
        closes_on=plan.closes_on,
        minutes=minutes,
    )
    sections = sections_of(model, out_of_scope=left_out | model.outside_of(plan.form))
    return {
        "plan": plan,
        "counts": {group: plan.count(group) for group in Perspective},
        "hidden": plan.hidden_groups(),
        "contact": contact,
        "minutes": minutes,
        "sections": sections,
        "letter": write(
            occasion, kind=LetterKind.INVITATION, name=_("…"), path="", is_guest=bool(plan.guests)
        ),
    }
