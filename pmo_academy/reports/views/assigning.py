"""Choose who of a team is given a course."""

from datetime import timedelta
from uuid import UUID

from flask.typing import ResponseReturnValue

from pmo_academy.core import clock
from pmo_academy.core.errors import NotFoundError
from pmo_academy.core.guards import requires
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.people.queries import get_readable_team
from pmo_academy.people.sign_in import current_person
from pmo_academy.reports import queries
from pmo_academy.reports.views.blueprint import bp

USUAL_TIME = timedelta(days=28)


@bp.get("/<uuid:team_id>/assign/<code>")
@requires(Permission.ASSIGN_LEARNING)
def choose_learners(team_id: UUID, code: str) -> ResponseReturnValue:
    """Ask who gets the course and by when; who has completed it is marked."""
    team = get_readable_team(team_id, for_person=current_person())
    offer = queries.list_offers().get(code.upper())
    if offer is None:
        raise NotFoundError
    candidates = queries.list_candidates(team.id, offer.course.code)
    return render(
        "reports/assign.html",
        team=team,
        offer=offer,
        open_candidates=[one for one in candidates if not one.is_done],
        done_candidates=[one for one in candidates if one.is_done],
        due_on=clock.today() + USUAL_TIME,
    )
