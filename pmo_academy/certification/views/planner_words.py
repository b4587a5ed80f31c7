"""The planner in words: what is there, what is missing, what nobody knows."""

from decimal import Decimal

from pmo_academy.certification.models import WorkEntry, WorkKind
from pmo_academy.certification.rules.eligibility import Answer, AskState, Measure, Schooling
from pmo_academy.certification.views.amounts import amount
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import lazy_gettext as _l
from pmo_academy.core.words import ngettext

_SCHOOLINGS = {
    Schooling.SECONDARY: _l("with secondary school"),
    Schooling.DEGREE: _l("with a degree of four years"),
    Schooling.ACCREDITED: _l("with a degree accredited by GAC"),
}
_KINDS = {
    WorkKind.PROJECT: _l("Project"),
    WorkKind.PROGRAMME: _l("Programme"),
    WorkKind.PORTFOLIO: _l("Portfolio"),
    WorkKind.OTHER: _l("Other professional work"),
}


def sign_of(state: AskState) -> tuple[str, str]:
    """Return the sign of a state and its word."""
    signs: dict[AskState, tuple[str, str]] = {
        AskState.MET: ("done", _("There")),
        AskState.LACKING: ("in_progress", _("Missing")),
        AskState.UNKNOWN: ("hidden", _("Not known")),
        AskState.TOLD: ("not_started", _("Check yourself")),
    }
    return signs[state]


def answer_words(answer: Answer) -> str:
    """Say what is there and what is missing: 22 of 36 months, 14 are missing."""
    ask = answer.ask
    if answer.state is AskState.TOLD:
        return ask.note or _("The body decides; see its page.")
    if ask.amount is None:
        there = _amount(answer, answer.there)
        return _("The figure is not published. You have %(amount)s.", amount=there)
    if not ask.amount:
        return _("None is asked for.")
    words = _(
        "You have %(there)s of %(asked)s.",
        there=amount(answer.there),
        asked=_amount(answer, Decimal(ask.amount)),
    )
    if not answer.lacking:
        return words
    if answer.state is AskState.UNKNOWN and ask.schooling:
        return words + " " + _("It is asked %(schooling)s.", schooling=_SCHOOLINGS[ask.schooling])
    lacking = _amount(answer, answer.lacking)
    return words + " " + _("Missing: %(amount)s.", amount=lacking)


def work_words(entry: WorkEntry) -> str:
    """Say what a stretch of work was: project, led, agile."""
    parts = [str(_KINDS[entry.kind])]
    if entry.has_led:
        parts.append(_("led"))
    if entry.is_agile:
        parts.append(_("agile"))
    return ", ".join(parts)


def _amount(answer: Answer, count: Decimal) -> str:
    one_or_many, figure = 1 if count == 1 else 2, amount(count)
    if answer.ask.measure is Measure.HOURS:
        return ngettext("%(figure)s hour", "%(figure)s hours", one_or_many, figure=figure)
    return ngettext("%(figure)s month", "%(figure)s months", one_or_many, figure=figure)
