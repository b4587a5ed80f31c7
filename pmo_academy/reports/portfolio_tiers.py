"""Domain by tier over teams: the lowest and the highest, and how many have settled it.

There is no average: one strong team cannot pay for a weak one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pmo_academy.core.web import number
from pmo_academy.maturity.rules.model import SETTLED_STEP, Model
from pmo_academy.reports import pictures
from pmo_academy.reports.queries import Shown


@dataclass(frozen=True, kw_only=True)
class TierSpread:
    """The scores of a domain in a tier over teams, the step being that of the lowest."""

    lowest: float
    highest: float
    settled: int
    teams: int

    @property
    def step(self) -> int:
        """The step of the heat map."""
        return pictures.heat_step(self.lowest)

    @property
    def text(self) -> str:
        """The lowest and the highest score."""
        low, high = number(self.lowest, 0), number(self.highest, 0)
        return low if low == high else f"{low}–{high}"


def spread(
    model: Model, shown: Sequence[Shown]
) -> Sequence[tuple[str, Sequence[TierSpread | None]]]:
    """Return for each domain its name and one spread for each tier, None where nothing is known."""
    return [
        (
            domain.name,
            [_spread(model, shown, pair=f"{domain.code}/{tier}") for tier in model.tier_codes],
        )
        for domain in model.domains
    ]


def _spread(model: Model, shown: Sequence[Shown], *, pair: str) -> TierSpread | None:
    scores = [score for one in shown if (score := one.scores.get(pair)) is not None]
    if not scores:
        return None
    settled = model.limits.steps[SETTLED_STEP - 1] - model.limits.tolerance
    return TierSpread(
        lowest=min(scores),
        highest=max(scores),
        settled=sum(score >= settled for score in scores),
        teams=len(scores),
    )
