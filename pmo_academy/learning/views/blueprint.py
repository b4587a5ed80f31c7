"""The blueprint that all pages of learning share."""

from flask import Blueprint

from pmo_academy.learning import onward
from pmo_academy.learning.domains import DOMAINS, LENGTHS, LEVELS
from pmo_academy.learning.rules.progress import Step

bp = Blueprint("learning", __name__, template_folder="../templates")


@bp.app_template_global("url_of_step")
def url_of_step(code: str, step: Step) -> str:
    """Return the address of a step of a course, for templates."""
    return onward.url_of(code, step)


@bp.app_template_global("label_of_step")
def label_of_step(step: Step) -> str:
    """Return how a step of a course is called in a link, for templates."""
    return onward.label_of(step)


@bp.context_processor
def words() -> dict[str, object]:
    """Give the pages of learning the names of levels, domains and lengths."""
    return {"domain_names": DOMAINS, "level_names": LEVELS, "length_names": LENGTHS}
