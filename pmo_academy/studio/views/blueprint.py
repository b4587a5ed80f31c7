"""The blueprint that all pages of the studio share."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from pmo_academy.authoring.rules.problems import ContentError
from pmo_academy.core.web import render

bp = Blueprint("studio", __name__, url_prefix="/studio", template_folder="../templates")


@bp.errorhandler(ContentError)
def show_unreadable(problem: ContentError) -> ResponseReturnValue:
    """Say which file of a draft cannot be read, and where."""
    return render("studio/unreadable.html", status=409, problems=problem.problems)
