"""The blueprint of practice, and what it lends to the pages of others."""

from flask import Blueprint

from pmo_academy.core.words import gettext as _
from pmo_academy.people.sign_in import current_day, current_person
from pmo_academy.retention import queries
from pmo_academy.retention.queries import Fresh, Freshness, Practice

bp = Blueprint("retention", __name__, template_folder="../templates")


@bp.app_template_global("own_practice")
def own_practice() -> Practice:
    """Return the practice of the signed-in person, for templates of features below."""
    return queries.get_practice(current_person().id, today=current_day())


@bp.app_template_global("words_of_freshness")
def words_of_freshness(fresh: Fresh) -> str:
    """Return how fresh something is in words and percent."""
    if fresh.percent is None:
        return str(_("Not known yet"))
    words = {
        Freshness.FRESH: _("Fresh, %(percent)s %%", percent=fresh.percent),
        Freshness.FADING: _("Fading, %(percent)s %%", percent=fresh.percent),
        Freshness.FADED: _("Faded, %(percent)s %%", percent=fresh.percent),
    }
    return str(words[fresh.level])
