"""How the PMO's own people see it, compared with everybody else (section 11)."""

from collections.abc import Mapping
from dataclasses import dataclass

from pmo_academy.maturity.rules.answers import RoundAnswers, tabulate
from pmo_academy.maturity.rules.model import Model
from pmo_academy.maturity.rules.scoring import score
from pmo_academy.maturity.rules.suppression import USUAL_THRESHOLD, visible_groups

_OTHERS = "others"


@dataclass(frozen=True, kw_only=True)
class PerceptionGap:
    """Points by which one group's tier scores exceed those of all others; None is unknown."""

    group: str
    tiers: Mapping[str, float | None]


def group_counts(model: Model, answers: RoundAnswers) -> dict[str, int]:
    """Count the responses of each perspective that count."""
    if answers.heard is not None:
        return {one.code: answers.heard.get(one.code, 0) for one in model.perspectives}
    groups = tabulate(model, answers).groups
    return {one.code: groups.count(one.code) for one in model.perspectives}


def perception_gap(
    model: Model, answers: RoundAnswers, *, threshold: int = USUAL_THRESHOLD
) -> PerceptionGap | None:
    """Compare the first perspective with all others; None if that would tell on few people."""
    own = model.perspectives[0].code
    others = [one.code for one in model.perspectives[1:]]
    counts = group_counts(model, answers)
    both = {own: counts[own], _OTHERS: sum(counts[code] for code in others)}
    if len(visible_groups(both, threshold)) < len(both):
        return None
    inside = score(model, answers.of_groups({own})).tiers
    outside = score(model, answers.of_groups(others)).tiers
    return PerceptionGap(
        group=own,
        tiers={tier: _difference(inside[tier], outside[tier]) for tier in model.tier_codes},
    )


def _difference(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other
