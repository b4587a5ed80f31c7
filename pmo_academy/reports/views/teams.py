"""The teams that somebody may read, and the page of one."""

from datetime import timedelta
from uuid import UUID

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from pmo_academy.core import clock
from pmo_academy.core.guards import requires
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.people.queries import get_readable_team, list_readable_teams
from pmo_academy.people.sign_in import current_person
from pmo_academy.reports import queries
from pmo_academy.reports.level_page import level_page
from pmo_academy.reports.views.blueprint import bp

USUAL_HOURS = 12
HOURS = (4, 8, 12, 20, 40)


@bp.get("")
@requires(Permission.READ_TEAM)
def list_teams() -> ResponseReturnValue:
    """Show every team with its level; the only one is shown at once."""
    person = current_person()
    teams = list_readable_teams(person)
    if len(teams) == 1:
        return redirect(url_for(".show_team", team_id=teams[0].id))
    return render("reports/teams.html", teams=queries.list_team_cards(teams, for_person=person))


@bp.get("/<uuid:team_id>")
@requires(Permission.READ_TEAM)
def show_team(team_id: UUID) -> ResponseReturnValue:
    """Show a team's level, what holds it and what to do next."""
    team = get_readable_team(team_id, for_person=current_person())
    board = queries.get_dashboard(team, hours=_hours(), today=clock.today())
    page = level_page(board)
    if page is None:
        return render("reports/team_without_level.html", board=board, team=team)
    return render(
        "reports/team.html",
        board=board,
        team=team,
        page=page,
        hour_choices=HOURS,
        next_year=clock.today() + timedelta(days=365),
        shows_all_gaps=request.args.get("gaps") == "all",
    )


def _hours() -> int:
    wanted = request.args.get("hours", USUAL_HOURS, type=int)
    return min(max(wanted, 1), 200)
