"""The home page and help."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from pmo_academy.core.guards import public, requires
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render

bp = Blueprint("home", __name__, template_folder="templates")


@bp.get("/")
@requires(Permission.KEEP_ACCOUNT)
def show_home() -> ResponseReturnValue:
    """Show what to continue and what is due."""
    return render("home/home.html")


@bp.get("/help")
@public
def show_help() -> ResponseReturnValue:
    """Explain the product in a page."""
    return render("home/help.html")
