"""The rounds of a team one after the other: where the line breaks, and how sure the latest is."""

from collections.abc import Sequence
from itertools import pairwise

from pmo_academy.core.web import day, number
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.queries import Figures, RoundPoint
from pmo_academy.maturity.rules.model import Form
from pmo_academy.maturity.rules.resampling import Support
from pmo_academy.reports import sentences


def breaks(points: Sequence[RoundPoint]) -> Sequence[str]:
    """Say before each round what changed so that its value cannot be joined to the last one."""
    return ["", *(break_words(before, after) for before, after in pairwise(points))]


def break_words(before: RoundPoint, after: RoundPoint) -> str:
    """Name what makes two rounds incomparable: the model, the form or the scope."""
    if before.major_version != after.major_version:
        return after.model
    if before.form is not after.form:
        names = {
            Form.FULL: _("Full questionnaire"),
            Form.QUICK: _("Quick questionnaire"),
            Form.SOLO: _("One person"),
        }
        return str(names[after.form])
    return "" if before.compares_with(after) else str(_("Other questions left out"))


def trend_rows(points: Sequence[RoundPoint], figures: Figures) -> Sequence[Sequence[str]]:
    """Put the rounds into the rows of a table, the latest first; a break stands last."""
    tiers = figures.model.tier_codes
    return [
        [point.title, day(point.closed_on), _level(point), *_scores(point, tiers), _heard(point),
         point.model, broken or "–"]
        for point, broken in zip(reversed(points), reversed(breaks(points)), strict=True)
    ]  # fmt: skip


def support_words(figures: Figures) -> str:
    """Say how far the level depends on who happened to answer; nothing for fewer than five."""
    told = {
        Support.FIRM: _("The level is firm: it hardly depends on who of the people answered."),
        Support.LIKELY: _(
            "The level is likely: with other answers of the same people it could move."
        ),
        Support.PROVISIONAL: _("The level is provisional: it depends on who happened to answer."),
    }
    support = figures.confidence.support
    return str(told[support]) if support else ""


def sureness(figures: Figures) -> str:
    """Say how sure the latest result is, and what would make it surer."""
    sure = figures.confidence
    confidence = _("Confidence is %(word)s.", word=sure.word)
    advice = sure.advice.text if sure.advice else ""
    return " ".join(filter(None, (support_words(figures), confidence, advice)))


def _level(point: RoundPoint) -> str:
    if point.figures is None:
        return str(_("Hidden to protect people"))
    return sentences.level_words(point.figures.model, point.figures.stated.rung, form=point.form)


def _scores(point: RoundPoint, tiers: Sequence[str]) -> Sequence[str]:
    """Return the scores of the tiers; another model may have others."""
    stored = point.figures.document["tier"] if point.figures else {}
    return ["–" if stored.get(tier) is None else number(stored[tier]) for tier in tiers]


def _heard(point: RoundPoint) -> str:
    return str(_("%(took_part)s of %(invited)s", took_part=point.took_part, invited=point.invited))
