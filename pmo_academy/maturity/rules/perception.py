"""How the PMO's own people see it, compared with everybody else (section 11)."""

from collections.abc import Mapping
from dataclasses import dataclass

from pmo_academy.maturity.rules.answers import RoundAnswers, tabulate
from pmo_academy.maturity.rules.model import Model
from pmo_academy.maturity.rules.scoring import score
from pmo_academy.maturity.rules.suppression import USUAL_THRESHOLD, visible_groups


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
    model: Model, answers: RoundAnswers, *, threshold: int | None = USUAL_THRESHOLD
) -> PerceptionGap | None:
    """Compare the first perspective with all others; None if that would tell on few people.

    Beside the figures of the whole, a gap is as good as the scores of both sides. So it is shown
    only where the first perspective is shown itself, and all others are enough people.
    """
    own = model.perspectives[0].code
    counts = group_counts(model, answers)
    people = tabulate(model, answers).people
    if own not in shown_groups(model, answers, threshold=threshold):
        return None
    if min(counts[own], people - counts[own]) < max(1, threshold or 0):
        return None
    inside = score(model, answers.of_groups({own})).tiers
    outside = score(model, answers.without_group(own)).tiers
    return PerceptionGap(
        group=own,
        tiers={tier: _difference(inside[tier], outside[tier]) for tier in model.tier_codes},
    )


def shown_groups(model: Model, answers: RoundAnswers, *, threshold: int | None) -> tuple[str, ...]:
    """Name the groups that may be shown; where sheets don't bear their group, it can't be."""
    counts = group_counts(model, answers)
    if threshold is None:
        return tuple(counts)
    borne = tabulate(model, answers).groups
    return tuple(
        group for group in visible_groups(counts, threshold) if borne.count(group) == counts[group]
    )


def _difference(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other
