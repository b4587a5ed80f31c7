"""Rounds for those who run them: watch by counts, remind, invite."""

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext
from werkzeug.datastructures import MultiDict

from pmo_academy.config import Settings
from pmo_academy.core import clock, mail
from pmo_academy.core.db import transaction
from pmo_academy.core.guards import repeats_safely, requires, submits_once
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity import queries, service
from pmo_academy.maturity.forms.people import PeopleFields, read_people
from pmo_academy.maturity.models import Round, RoundState
from pmo_academy.maturity.queries import monitoring
from pmo_academy.maturity.service import guests, reminders
from pmo_academy.people.models import Team
from pmo_academy.people.sign_in import current_person

bp = Blueprint("rounds", __name__, url_prefix="/assess/rounds", template_folder="../templates")


@bp.get("/<uuid:round_id>")
@requires(Permission.RUN_ROUNDS)
def show_round(round_id: UUID) -> ResponseReturnValue:
    """Show how many people took part, never who."""
    one, team = queries.get_run_round(round_id, for_person=current_person())
    state = one.state_on(clock.today())
    is_open = state is RoundState.OPEN
    return render(
        "maturity/monitor.html",
        round=one,
        team=team,
        state=state,
        counts=queries.count_participation(one),
        stopped=monitoring.list_stopped(one) if is_open else None,
        reminders=monitoring.list_reminders(one),
        may_remind=is_open and reminders.may_remind(one),
        has_mail=mail.is_set_up(),
        guest_count=monitoring.count_guests(one),
        titles=_left_out_titles(one),
        is_hidden=one.is_closed and not queries.has_result(one.id),
        team_url=_url_if_there("reports.show_team", team_id=team.id),
        review_url=_url_if_there("review.show_review", round_id=one.id),
    )


@bp.post("/<uuid:round_id>/reminders")
@requires(Permission.RUN_ROUNDS)
@submits_once
def remind_people(round_id: UUID) -> ResponseReturnValue:
    """Let the academy write to those who have not taken part, without telling who they are."""
    one, _team_of_round = queries.get_run_round(round_id, for_person=current_person())
    with transaction():
        count = reminders.remind(one, by=current_person())
    flash(
        ngettext("A reminder goes to %(num)s person who has not taken part.",
                 "A reminder goes to %(num)s people who have not taken part.", count),
        "success",
    )  # fmt: skip
    return redirect(url_for(".show_round", round_id=round_id), 303)


@bp.post("/<uuid:round_id>/links")
@requires(Permission.RUN_ROUNDS)
@repeats_safely
def show_links(round_id: UUID) -> ResponseReturnValue:
    """Show the private links where no mail brings them; each showing is recorded."""
    one, team = queries.get_run_round(round_id, for_person=current_person())
    if mail.is_set_up():
        return redirect(url_for(".show_round", round_id=one.id), 303)
    with transaction():
        links = guests.show_links(one, by=current_person())
    settings: Settings = current_app.config["SETTINGS"]
    return render(
        "maturity/links.html", round=one, team=team, links=links, base_url=settings.base_url
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
    if not chosen.people and not chosen.guests and not problems:
        problems["people"] = _("Choose somebody or enter an address.")
    if problems:
        return _invitations_page(one, team, chosen=chosen, problems=problems)
    with transaction():
        count = service.invite(
            one, chosen.people, by=current_person(), guests_by_email=chosen.guests
        )
    flash(ngettext("%(num)s person is invited.", "%(num)s people are invited.", count), "success")
    return redirect(url_for(".show_round", round_id=one.id), 303)


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


def _url_if_there(endpoint: str, **values: UUID) -> str:
    there = endpoint in current_app.view_functions
    return url_for(endpoint, **values) if there else ""  # type: ignore[arg-type]
