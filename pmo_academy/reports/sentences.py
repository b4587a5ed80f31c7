"""What the figures of a round say, in sentences."""

from collections.abc import Sequence

from pmo_academy.core.web import day, number
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import ngettext
from pmo_academy.maturity.queries import Brake, Figures, LatestRound, RoundPoint, TierChange
from pmo_academy.maturity.rules.model import Form, Model

_NO_CHANGE = "no reliable change"


def rung_words(figures: Figures, rung: int) -> str:
    """Name a rung: Control, basic."""
    return level_words(figures.model, rung)


def level_words(model: Model, rung: int, *, form: Form = Form.FULL) -> str:
    """Name a rung; the quick form knows only the tier, without its step."""
    if not rung:
        return model.floor_name
    tier, step = divmod(rung - 1, len(model.steps))
    if form is Form.QUICK:
        return model.tiers[tier].name
    return str(_("%(tier)s, %(step)s", tier=model.tiers[tier].name, step=model.steps[step]))


def form_words(form: Form) -> str:
    """Name a form of the questionnaire."""
    names = {
        Form.FULL: _("full questionnaire"),
        Form.QUICK: _("quick questionnaire, indicative"),
        Form.SOLO: _("answered by one person, indicative"),
    }
    return str(names[form])


def moved(latest: LatestRound) -> str:
    """Say where the level was in the round before; nothing without such a round."""
    before, now = latest.last_figures, latest.figures
    if not latest.before or not before or not now:
        return ""
    level, date = rung_words(before, before.stated.rung), day(latest.before.closed_on)
    if now.stated.rung > before.stated.rung:
        return str(_("Up from %(level)s on %(date)s.", level=level, date=date))
    if now.stated.rung < before.stated.rung:
        return str(_("Down from %(level)s on %(date)s.", level=level, date=date))
    return str(_("The same level as on %(date)s.", date=date))


def held_by(figures: Figures) -> str:
    """Name what holds the level."""
    if figures.brakes:
        names = ", ".join(brake.title for brake in figures.brakes)
        return str(_("Held there by: %(names)s.", names=names))
    short = figures.shortfall
    if short is None:
        return str(_("Nothing holds it: this is the top of the ladder."))
    if short.score is None:
        return str(_("Too little is known of %(tier)s to climb further.", tier=short.tier_name))
    return str(
        _(
            "%(tier)s scores %(score)s of 100; the next level takes %(needed)s.",
            tier=short.tier_name,
            score=number(short.score),
            needed=number(short.needed, 0),
        )
    )


def answered(one: RoundPoint, figures: Figures) -> str:
    """Say how many people answered and how far that can be trusted."""
    return str(
        _(
            "%(took_part)s of %(invited)s people answered; confidence is %(word)s.",
            took_part=one.took_part,
            invited=one.invited,
            word=figures.confidence.word,
        )
    )


def brake_words(brake: Brake, figures: Figures) -> str:
    """Name a brake with what it has and needs."""
    value, needed = _brake_figures(brake, figures)
    if value is None:
        return str(_("%(title)s (needs %(needed)s)", title=brake.title, needed=needed))
    return str(
        _(
            "%(title)s (%(value)s, needs %(needed)s)",
            title=brake.title,
            value=value,
            needed=needed,
        )
    )


def brake_value(brake: Brake, figures: Figures) -> str:
    """Say what a brake has and needs."""
    value, needed = _brake_figures(brake, figures)
    if value is None:
        return str(_("It needs %(needed)s.", needed=needed))
    return str(_("It has %(value)s and needs %(needed)s.", value=value, needed=needed))


def _brake_figures(brake: Brake, figures: Figures) -> tuple[str | None, str]:
    """Return the figures of a brake; what is hidden or not known stays away."""
    needed = number(brake.needed, 1 if brake.item else 0)
    is_hidden = brake.item is not None and figures.choices(brake.item) is None
    return (None if brake.value is None or is_hidden else number(brake.value)), needed


def trend_takeaway(latest: LatestRound) -> str:
    """Say whether the last round changed anything, against noise."""
    if not latest.before or not latest.changes:
        return str(_("The first round sets the mark; the next one shows the way."))
    sure = [
        change_words(one) for one in latest.changes if one.change.verdict != "no reliable change"
    ]
    if sure:
        return str(
            _(
                "Since %(date)s: %(changes)s. That is more than chance between respondents.",
                date=day(latest.before.closed_on),
                changes=", ".join(sure),
            )
        )
    return str(
        _(
            "No reliable change since %(date)s: what moved may be chance between respondents.",
            date=day(latest.before.closed_on),
        )
    )


def change_words(one: TierChange) -> str:
    """Say how many points a tier moved."""
    points = number(abs(one.change.difference))
    if one.change.difference > 0:
        return str(_("%(tier)s up %(points)s points", tier=one.tier_name, points=points))
    return str(_("%(tier)s down %(points)s points", tier=one.tier_name, points=points))


def profile_takeaway(distances: Sequence[tuple[str, int]]) -> str:
    """Say which domain is furthest from its target; each comes with its missing rungs."""
    behind = [one for one in distances if one[1] > 0]
    if not behind:
        return str(_("Every domain is where the target wants it."))
    name, rungs = max(behind, key=lambda one: one[1])
    words: str = ngettext(
        "%(name)s is furthest from the target, by %(num)s rung.",
        "%(name)s is furthest from the target, by %(num)s rungs.",
        rungs,
        name=name,
    )
    return words
