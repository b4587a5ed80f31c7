"""The page of one domain: its six questions and the courses that teach them."""

from uuid import UUID

from flask.typing import ResponseReturnValue

from pmo_academy.core.errors import NotFoundError
from pmo_academy.core.guards import requires
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.maturity.queries.workshop import workshop_record
from pmo_academy.people.queries import get_readable_team
from pmo_academy.people.sign_in import current_person
from pmo_academy.reports import queries
from pmo_academy.reports.domain_page import domain_page
from pmo_academy.reports.views.blueprint import bp


@bp.get("/<uuid:team_id>/domain/<code>")
@requires(Permission.READ_TEAM)
def show_domain(team_id: UUID, code: str) -> ResponseReturnValue:
    """Show what people answered in a domain, as far as it may be shown, and what teaches it."""
    team = get_readable_team(team_id, for_person=current_person())
    found = queries.find_figures(team.id)
    if found is None:
        raise NotFoundError
    page = domain_page(
        code.upper(),
        found=found,
        offers=queries.list_offers(),
        learners=queries.list_learners(team.id),
        backed=queries.list_backed(team.id, found[1]),
    )
    talked = {one.item.code: one for one in workshop_record(found[0].round_id)}
    comments = queries.list_comments(found[0])
    return render("reports/domain.html", team=team, page=page, comments=comments, talked=talked)
