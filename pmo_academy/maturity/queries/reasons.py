"""Why a gap stands where it stands, and why a course is in a plan: the rows behind the order."""

from collections.abc import Sequence

from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.queries.figures import Figures
from pmo_academy.maturity.queries.learning import GapLine, PlannedChoice
from pmo_academy.maturity.rules.learning_plan import LEARNED
from pmo_academy.maturity.rules.model import HIGHEST_ANSWER
from pmo_academy.maturity.rules.targets import Pressing

Row = tuple[str, str]

_CERTAIN = 0.999


def place_rows(figures: Figures, gap: GapLine) -> Sequence[Row]:
    """Say what a gap's place comes from; what is hidden to protect people stays away."""
    missing = (
        _("Hidden to protect people")
        if gap.is_hidden
        else _(
            "%(gap)s of 4 (target %(target)s, now %(now)s)",
            gap=_text(gap.gap),
            target=_text(gap.target),
            now=_text(gap.current),
        )
    )
    rows = [
        (_("Gap"), missing),
        (_("Weight"), _weight(gap)),
        (_("Urgency"), f"× {gap.urgency:g}: {_pressing(figures, gap)}"),
    ]
    if not gap.is_hidden:
        rows.append(
            (
                _("Place"),
                _(
                    "%(weight)s × %(gap)s ÷ 4 × %(urgency)s = %(priority)s; the highest comes "
                    "first.",
                    weight=gap.weight,
                    gap=_text(gap.gap),
                    urgency=f"{gap.urgency:g}",
                    priority=f"{gap.priority:.2f}",
                ),
            )
        )
    return rows


def course_rows(choice: PlannedChoice, gaps: Sequence[GapLine]) -> Sequence[Row]:
    """Say which gaps a course of the plan serves most, how far, and where each stands."""
    places = {gap.item: (at, gap) for at, gap in enumerate(gaps, start=1)}
    return [
        (
            places[item][1].title,
            _(
                "gap %(place)s in the list, taught %(much)s",
                place=places[item][0],
                much=_("in full") if choice.course.covers[item] > _CERTAIN else _("in part"),
            ),
        )
        for item in choice.items
    ]


def plan_rule() -> str:
    """Say how the courses of a plan are chosen."""
    return str(
        _(
            "Course after course is chosen by how much of the pressing gaps it serves in an hour. "
            "What a course teaches in full counts as %(learned)s %% closed for the next choice. "
            "The plan ends when four fifths are served or the time is used up.",
            learned=round(LEARNED * 100),
        )
    )


def _text(value: float) -> str:
    return f"{min(value, HIGHEST_ANSWER):.1f}"


def _weight(gap: GapLine) -> str:
    if gap.weight > 1:
        return str(_("%(weight)s: it is a decisive question", weight=gap.weight))
    return str(_("%(weight)s: it is a usual question", weight=gap.weight))


def _pressing(figures: Figures, gap: GapLine) -> str:
    limits, first = figures.model.limits, figures.model.steps[0]
    words = {
        Pressing.CORE_BLOCK: _(
            "below %(limit)s it stops %(tier)s", limit=limits.core_block, tier=gap.tier_name
        ),
        Pressing.CORE_CAP: _(
            "below %(limit)s it holds %(tier)s at %(step)s",
            limit=limits.core_cap,
            tier=gap.tier_name,
            step=first,
        ),
        Pressing.FLOOR: _(
            "its domain is below %(limit)s of 100 and holds %(tier)s at %(step)s",
            limit=f"{limits.floor:g}",
            tier=gap.tier_name,
            step=first,
        ),
        Pressing.UNSETTLED: _("%(tier)s is the tier to settle next", tier=gap.tier_name),
        Pressing.ELSEWHERE: _("nothing waits for it now"),
    }
    return str(words[gap.pressing])
