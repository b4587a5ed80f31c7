"""How urgent a day is, as a state and in words."""

from datetime import date

from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import ngettext

SOON = 7


def urgency(due_on: date, today: date, *, has_started: bool = False) -> tuple[str, str]:
    """Return how urgent something is, as a state and in words."""
    days = (due_on - today).days
    if days < 0:
        return "overdue", ngettext("%(num)s day overdue", "%(num)s days overdue", -days)
    if days == 0:
        return "due", _("Due today")
    if days <= SOON:
        return "due", ngettext("%(num)s day left", "%(num)s days left", days)
    return ("in_progress" if has_started else "not_started"), ""
