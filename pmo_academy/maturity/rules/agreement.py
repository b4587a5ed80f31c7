"""How far respondents agree about one PMO (section 8.1 of the model)."""

from collections.abc import Mapping
from dataclasses import dataclass

import krippendorff
import numpy as np

from pmo_academy.maturity.rules.answers import Numbers, RoundAnswers, tabulate
from pmo_academy.maturity.rules.model import HIGHEST_ANSWER, Model

ENOUGH_FOR_AGREEMENT = 3
LOW_RWG = 0.70
HIGH_DEVIATION = 5 / 6
CHANCE_VARIANCE = ((HIGHEST_ANSWER + 1) ** 2 - 1) / 12

_ROUNDING = 1e-9


@dataclass(frozen=True, kw_only=True)
class ItemAgreement:
    """Agreement on one item: within-group agreement and mean deviation from the median."""

    count: int
    variance: float
    rwg: float
    deviation: float

    @property
    def is_low(self) -> bool:
        """Say whether people see the item too differently by the first of the two measures."""
        return self.rwg < LOW_RWG - _ROUNDING

    @property
    def is_spread(self) -> bool:
        """Say whether answers lie far from the median."""
        return self.deviation > HIGH_DEVIATION + _ROUNDING


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """Agreement by item and by domain, and over the whole form; None is unknown."""

    items: Mapping[str, ItemAgreement | None]
    domains: Mapping[str, float | None]
    alpha: float | None

    @property
    def low_items(self) -> tuple[str, ...]:
        """Name the items with low agreement in the order of the model."""
        return tuple(code for code, item in self.items.items() if item and item.is_low)

    @property
    def mean_rwg(self) -> float | None:
        """Average the agreement of all items that enough people rated."""
        rated = [item.rwg for item in self.items.values() if item]
        return float(np.mean(rated)) if rated else None


def agreement(model: Model, answers: RoundAnswers) -> Agreement:
    """Measure how far the counted respondents agree."""
    table = tabulate(model, answers)
    ratings = np.where(table.is_number, table.numbers, np.nan)
    codes = [item.code for item in model.items]
    items = dict(zip(codes, _by_item(ratings), strict=True))
    return Agreement(
        items=items,
        domains={
            domain.code: domain_agreement([items[item.code] for item in domain.items])
            for domain in model.domains
        },
        alpha=ordinal_alpha(ratings),
    )


def item_agreement(ratings: Numbers) -> ItemAgreement | None:
    """Measure agreement on one item; fewer than three ratings say nothing."""
    (found,) = _by_item(ratings[:, np.newaxis])
    return found


def _by_item(ratings: Numbers) -> list[ItemAgreement | None]:
    """Measure agreement on each item: a row for each person, a column for each item, NaN none."""
    counts = (~np.isnan(ratings)).sum(axis=0)
    rated = np.flatnonzero(counts >= ENOUGH_FOR_AGREEMENT)
    count, ratings = counts[rated], ratings[:, rated]
    # Sorting puts what is missing last, so that the middle of the rest is found by counting.
    ordered = np.sort(ratings, axis=0)
    every = np.arange(len(rated))
    median = (ordered[(count - 1) // 2, every] + ordered[count // 2, every]) / 2
    variance = np.nansum((ratings - np.nansum(ratings, axis=0) / count) ** 2, axis=0) / (count - 1)
    deviation = np.nansum(np.abs(ratings - median), axis=0) / count
    found: list[ItemAgreement | None] = [None] * len(counts)
    for at, number, spread, apart in zip(rated, count, variance, deviation, strict=True):
        found[at] = ItemAgreement(
            count=int(number),
            variance=float(spread),
            rwg=max(0.0, 1 - float(spread) / CHANCE_VARIANCE),
            deviation=float(apart),
        )
    return found


def domain_agreement(items: list[ItemAgreement | None]) -> float | None:
    """Measure agreement on a domain from the mean variance of its items (r*wg)."""
    variances = [item.variance for item in items if item]
    return 1 - float(np.mean(variances)) / CHANCE_VARIANCE if variances else None


def ordinal_alpha(ratings: Numbers) -> float | None:
    """Give Krippendorff's alpha for ranks: a row for each person, a column for each item, NaN none.

    Unknown without two ratings of one item, or when everybody gave the same answer everywhere.
    """
    values = np.unique(ratings[~np.isnan(ratings)])
    by_item = (ratings[:, :, np.newaxis] == values).sum(axis=0)
    shared = by_item[by_item.sum(axis=1) > 1]
    if np.count_nonzero(shared.any(axis=0)) < 2:
        return None
    return float(krippendorff.alpha(value_counts=shared, level_of_measurement="ordinal"))
