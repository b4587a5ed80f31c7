"""What the words of the trade mean."""

from flask.typing import ResponseReturnValue

from pmo_academy.core.guards import requires
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.learning import queries
from pmo_academy.learning.views.blueprint import bp


@bp.get("/learn/glossary")
@requires(Permission.LEARN)
def show_glossary() -> ResponseReturnValue:
    """Show every term with what it means."""
    return render("learning/glossary.html", terms=queries.list_terms())
