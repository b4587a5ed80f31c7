"""A closed round scored under the draft of a model, before it is published; nothing is stored."""

from uuid import UUID

from flask.typing import ResponseReturnValue

from pmo_academy.core.guards import requires
from pmo_academy.core.permissions import Permission
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.queries.simulation import (
    get_past_round,
    list_past_rounds,
    stored_result,
)
from pmo_academy.maturity.rules.simulation import simulate
from pmo_academy.people.sign_in import current_person
from pmo_academy.studio.queries.model_drafts import get_model_draft, standing_of
from pmo_academy.studio.simulation_words import simulation_words
from pmo_academy.studio.views.blueprint import bp
from pmo_academy.studio.views.model_frame import render_model, statement_of

_TAB = "studio.list_model_simulations"


@bp.get("/models/<model_code>/draft/simulation")
@requires(Permission.MANAGE_MODELS)
def list_model_simulations(model_code: str) -> ResponseReturnValue:
    """Show the closed rounds that can be scored under the draft."""
    one = get_model_draft(model_code)
    standing = standing_of(one)
    rounds = list_past_rounds(standing.comparison.model, for_person=current_person())
    return render_model(
        "studio/model_simulations.html",
        one,
        current=_TAB,
        heading=_("Simulation"),
        statement=statement_of(one, standing),
        rounds=rounds,
    )


@bp.get("/models/<model_code>/draft/simulation/<uuid:round_id>")
@requires(Permission.MANAGE_MODELS)
def show_model_simulation(model_code: str, round_id: UUID) -> ResponseReturnValue:
    """Show a closed round before and after, from what may be shown of it alone."""
    one = get_model_draft(model_code)
    past = get_past_round(round_id, for_person=current_person())
    standing = standing_of(one)
    words = None
    if not standing.problems:
        stored, model = stored_result(past), standing.comparison.model
        words = simulation_words(simulate(stored, model), old=stored.model, new=model)
    return render_model(
        "studio/model_simulation.html",
        one,
        current=_TAB,
        heading=_("%(team)s: %(title)s", team=past.team_name, title=past.title),
        statement=statement_of(one, standing),
        past=past,
        words=words,
    )
