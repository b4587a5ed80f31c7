"""The teams that somebody may read, and the page of one."""

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
from pmo_academy.reports.why import WhyLevel

USUAL_HOURS = 12


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
    board = queries.get_dashboard(team, hours=USUAL_HOURS, today=clock.today())
    page = level_page(board)
    if page is None:
        return render("reports/team_without_level.html", board=board, team=team)
    return render(
        "reports/team.html",
        board=board,
        team=team,
        page=page,
        reasons=WhyLevel(page.figures),
        shows_all_gaps=request.args.get("gaps") == "all",
    )
