"""The blueprint that all pages of exams share."""

from flask import Blueprint
from markupsafe import Markup

from pmo_academy.ui.prose import readable

bp = Blueprint("exams", __name__, template_folder="../templates")


@bp.app_template_filter("prose")
def prose(html: str) -> Markup:
    """Return published text for a page; a table in it can be scrolled by keyboard."""
    return readable(html)
