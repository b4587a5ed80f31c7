"""Rounds for those who run them: plan, open, watch by counts, invite, close."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from flask import Blueprint, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date, ngettext
from werkzeug.datastructures import MultiDict

from pmo_academy.core import clock
from pmo_academy.core.db import transaction
from pmo_academy.core.errors import NotFoundError
from pmo_academy.core.guards import repeats_safely, requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity import queries, service
from pmo_academy.maturity.forms import PeopleFields, RoundForm, read_people, read_scope
from pmo_academy.maturity.models import Mode, Perspective, Round, RoundState
from pmo_academy.maturity.queries import EditionRow
from pmo_academy.maturity.service import RoundPlan, RoundPlanError
from pmo_academy.people import queries as people
from pmo_academy.people.models import Team
from pmo_academy.people.sign_in import current_person

USUAL_DAYS = 14
UNSENT = ("csrf_token", "submission_key")
ORDER = ("title", "opens_on", "closes_on", "mode", "threshold", "people")

bp = Blueprint("rounds", __name__, url_prefix="/assess/rounds", template_folder="../templates")


@bp.get("/new")
@requires(Permission.RUN_ROUNDS)
def show_new_round() -> ResponseReturnValue:
    """Ask for a team, then for everything a round needs."""
    edition = queries.find_latest_edition()
    wanted = request.args.get("team", "")
    if edition is None or not wanted:
        teams = people.list_readable_teams(current_person())
        if edition is None or len(teams) != 1:
            return render("maturity/choose_team.html", teams=teams, has_model=edition is not None)
        wanted = str(teams[0].id)
    return _form_page(_team(wanted), edition, typed=None, fields=_usual_form())


@bp.post("/preview")
@requires(Permission.RUN_ROUNDS)
@repeats_safely
def preview_round() -> ResponseReturnValue:
    """Show what people will read and what will stay hidden, before anything is opened."""
    team, edition = _team(request.form.get("team", "")), _edition()
    try:
        plan = _plan(team, edition)
    except RoundPlanError as refusal:
        return _form_page(team, edition, typed=request.form, problems=refusal.problems)
    return render(
        "maturity/round_preview.html",
        team=team,
        plan=plan,
        model=queries.model_of(edition.id),
        counts={group: plan.count(group) for group in Perspective},
        hidden=plan.hidden_groups(),
        contact=current_person().name,
        values=[pair for pair in request.form.items(multi=True) if pair[0] not in UNSENT],
    )


@bp.post("/draft")
@requires(Permission.RUN_ROUNDS)
@repeats_safely
def change_draft() -> ResponseReturnValue:
    """Go back from the preview to the form, with everything that was typed."""
    team, edition = _team(request.form.get("team", "")), _edition()
    return _form_page(team, edition, typed=request.form)


@bp.post("")
@requires(Permission.RUN_ROUNDS)
@submits_once
def open_round() -> ResponseReturnValue:
    """Open the round; its people find it on their pages from its first day."""
    team, edition = _team(request.form.get("team", "")), _edition()
    try:
        with transaction():
            plan = _plan(team, edition)
            one = service.open_round(team, plan, by=current_person(), edition_id=edition.id)
    except RoundPlanError as refusal:
        return _form_page(team, edition, typed=request.form, problems=refusal.problems)
    invited = len(plan.invited)
    flash(
        ngettext("The round is open. %(num)s person finds it at Assess.",
                 "The round is open. %(num)s people find it at Assess.", invited),
        "success",
    )  # fmt: skip
    return redirect(url_for(".show_round", round_id=one.id), 303)


@bp.get("/<uuid:round_id>")
@requires(Permission.RUN_ROUNDS)
def show_round(round_id: UUID) -> ResponseReturnValue:
    """Show how many people took part, never who."""
    one, team = queries.get_run_round(round_id, for_person=current_person())
    return render(
        "maturity/monitor.html",
        round=one,
        team=team,
        state=one.state_on(clock.today()),
        counts=queries.count_participation(one),
        titles=_left_out_titles(one),
        is_hidden=one.is_closed and not queries.has_result(one.id),
        team_url=_team_url(team),
    )


@bp.get("/<uuid:round_id>/invitations")
@requires(Permission.RUN_ROUNDS)
def show_invitations(round_id: UUID) -> ResponseReturnValue:
    """Ask who else is to be invited."""
    one, team = queries.get_run_round(round_id, for_person=current_person())
    if one.state_on(clock.today()) in (RoundState.ENDED, RoundState.CLOSED):
        return redirect(url_for(".show_round", round_id=one.id))
    return _invitations_page(one, team)


@bp.post("/<uuid:round_id>/invitations")
@requires(Permission.RUN_ROUNDS)
@submits_once
def invite_people(round_id: UUID) -> ResponseReturnValue:
    """Invite more people to a round."""
    one, team = queries.get_run_round(round_id, for_person=current_person())
    members = queries.list_not_invited(team.id, round_id=one.id)
    chosen = read_people(request.form, members=members)
    problems = dict(chosen.problems)
    if not chosen.people and not problems:
        problems["people"] = _("Choose somebody or enter an address.")
    if problems:
        return _invitations_page(one, team, chosen=chosen, problems=problems)
    with transaction():
        count = service.invite(one, chosen.people, by=current_person())
    flash(ngettext("%(num)s person is invited.", "%(num)s people are invited.", count), "success")
    return redirect(url_for(".show_round", round_id=one.id), 303)


@bp.get("/<uuid:round_id>/closing")
@requires(Permission.RUN_ROUNDS)
def show_closing(round_id: UUID) -> ResponseReturnValue:
    """Ask whether the round shall be closed: it cannot be opened again."""
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
    with transaction():
        service.close_round(one, by=current_person())
    flash(_("The round is closed and its result is worked out."), "success")
    return redirect(url_for(".show_round", round_id=round_id), 303)


def _team(value: str) -> Team:
    try:
        team_id = UUID(value)
    except ValueError:
        raise NotFoundError from None
    return people.get_readable_team(team_id, for_person=current_person())


def _edition() -> EditionRow:
    edition = queries.find_latest_edition()
    if edition is None:
        raise NotFoundError
    return edition


def _usual_form() -> RoundForm:
    today = clock.today()
    return RoundForm(
        formdata=None,
        title=_("Maturity assessment, %(month)s", month=format_date(today, "LLLL yyyy")),
        opens_on=today,
        closes_on=today + timedelta(days=USUAL_DAYS),
    )


def _plan(team: Team, edition: EditionRow) -> RoundPlan:
    """Read the whole form, or refuse with everything that is wrong, by field."""
    form, members = RoundForm(), queries.list_not_invited(team.id)
    chosen = read_people(request.form, members=members)
    problems = dict(chosen.problems)
    if not form.validate():
        problems |= {name: str(found[0]) for name, found in form.errors.items()}
        raise RoundPlanError(problems)
    plan = RoundPlan(
        title=form.title.data or "",
        mode=Mode(form.mode.data),
        threshold=form.threshold.data,
        opens_on=form.opens_on.data or clock.today(),
        closes_on=form.closes_on.data or clock.today(),
        invited=chosen.people,
        out_of_scope=read_scope(request.form, queries.model_of(edition.id)),
    )
    try:
        service.check_plan(plan, edition_id=edition.id)
    except RoundPlanError as refusal:
        # An address to be mended may well be the person who is missing.
        found = {name: text for name, text in refusal.problems.items() if name != "people"}
        problems |= found if chosen.problems else refusal.problems
    if problems:
        raise RoundPlanError(problems)
    return plan


def _form_page(
    team: Team,
    edition: EditionRow,
    *,
    typed: MultiDict[str, str] | None,
    fields: RoundForm | None = None,
    problems: Mapping[str, str] | None = None,
) -> ResponseReturnValue:
    members, fields = queries.list_not_invited(team.id), fields or RoundForm()
    for field in fields:
        field.errors = [problems[field.name]] if problems and field.name in problems else []
    return render(
        "maturity/round_form.html",
        status=422 if problems else 200,
        team=team,
        model=queries.model_of(edition.id),
        fields=fields,
        typed=typed or {},
        members=members,
        chosen=read_people(typed, members=members),
        problems=_in_order(problems or {}),
    )


def _in_order(problems: Mapping[str, str]) -> dict[str, str]:
    """Put the problems in the order of the page; what stands in no list comes last."""
    places = {name: at for at, name in enumerate(ORDER)}
    ordered = sorted(problems, key=lambda name: places.get(name, len(ORDER)))
    return {name: problems[name] for name in ordered}


def _invitations_page(
    one: Round,
    team: Team,
    *,
    chosen: PeopleFields | None = None,
    problems: Mapping[str, str] | None = None,
) -> ResponseReturnValue:
    members = queries.list_not_invited(team.id, round_id=one.id)
    return render(
        "maturity/invitations.html",
        status=422 if problems else 200,
        round=one,
        team=team,
        members=members,
        chosen=chosen or read_people(MultiDict(), members=members),
        problems=problems or {},
    )


def _left_out_titles(one: Round) -> list[tuple[str, str]]:
    items = queries.model_of(one.model_edition_id).item_by_code
    return [(items[code].title, reason) for code, reason in one.out_of_scope.items()]


def _team_url(team: Team) -> str:
    if "reports.show_team" not in current_app.view_functions:
        return ""
    return url_for("reports.show_team", team_id=team.id)
