"""The gallery at /ui: every component in every state, for development and tests only."""

from flask import Blueprint, abort, jsonify
from flask.typing import ResponseReturnValue

from pmo_academy.core import clock
from pmo_academy.core.guards import public, repeats_safely
from pmo_academy.core.web import render
from pmo_academy.ui import gallery_samples as samples

bp = Blueprint("gallery", __name__, url_prefix="/ui")

PAGES = (
    "actions",
    "forms",
    "questions",
    "status",
    "lists",
    "charts",
    "reading",
    "home",
    "team",
    "section",
    "paper",
)


@bp.get("")
@public
def show_gallery() -> ResponseReturnValue:
    """List the pages of the gallery."""
    return render("gallery/index.html", pages=PAGES)


@bp.get("/<name>")
@public
def show_page(name: str) -> ResponseReturnValue:
    """Show one page of components, or a whole sample screen."""
    if name not in PAGES:
        abort(404)
    return render(
        f"gallery/{name}.html",
        samples=samples,
        form=samples.filled_form() if name == "forms" else None,
    )


@bp.post("/saved")
@public
@repeats_safely
def save_sample() -> ResponseReturnValue:
    """Answer as an autosave does."""
    saved_at = clock.now().strftime("%H:%M")
    return jsonify(saved_at=saved_at, message=f"Saved {saved_at}", seen="next")
