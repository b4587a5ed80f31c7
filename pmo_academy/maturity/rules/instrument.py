"""How good the questionnaire itself is, looked at across many PMOs (sections 8.1 and 9.3).

Within one PMO people describe the same thing, so that how they differ is disagreement and no trait;
these figures take one row for each PMO, the means of its respondents.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

import numpy as np

from pmo_academy.maturity.rules.answers import Numbers
from pmo_academy.maturity.rules.f_distribution import f_quantile

ENOUGH_PMOS = 30
OUTER_SHARE = 0.025

_ROUNDS = 500
_STILL = 1e-12


class Icc(StrEnum):
    """Which intraclass correlation: one rater or the mean of all, and how raters are seen."""

    ONE_WAY = "1,1"
    AGREEMENT = "A,1"
    CONSISTENCY = "C,1"
    MEAN_ONE_WAY = "1,k"
    MEAN_AGREEMENT = "A,k"
    MEAN_CONSISTENCY = "C,k"


@dataclass(frozen=True, kw_only=True)
class Reliability:
    """Cronbach's alpha with its 95 percent interval."""

    alpha: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Instrument:
    """What a questionnaire is worth across PMOs."""

    pmos: int
    alpha: Reliability | None
    omega: float | None
    icc: Mapping[Icc, float] | None


def instrument(rows: Numbers) -> Instrument | None:
    """Judge items from a row for each PMO and a column for each item; None below thirty PMOs.

    Rows must be complete; a figure is None where items or PMOs don't differ.
    """
    if len(rows) < ENOUGH_PMOS:
        return None
    return Instrument(
        pmos=len(rows),
        alpha=cronbach_alpha(rows),
        omega=_omega_of(rows),
        icc=intraclass(rows),
    )


def cronbach_alpha(rows: Numbers) -> Reliability | None:
    """Say how far items tell the same, with Feldt's interval; None if there is nothing to tell."""
    size, items = rows.shape
    whole = float(np.var(rows.sum(axis=1), ddof=1)) if size > 1 else 0.0
    if items < 2 or whole <= 0:
        return None
    alpha = items / (items - 1) * (1 - float(np.var(rows, axis=0, ddof=1).sum()) / whole)
    freedom = size - 1, (size - 1) * (items - 1)
    low, high = (f_quantile(share, *freedom) for share in (OUTER_SHARE, 1 - OUTER_SHARE))
    return Reliability(alpha=alpha, low=1 - (1 - alpha) * high, high=1 - (1 - alpha) * low)


def intraclass(rows: Numbers) -> dict[Icc, float] | None:
    """Give the six intraclass correlations: a row for each target, a column for each judge."""
    size, judges = rows.shape
    if size < 2 or judges < 2 or np.ptp(rows) <= 0:
        return None
    mean = rows.mean()
    by_target, by_judge = rows.mean(axis=1) - mean, rows.mean(axis=0) - mean
    between = judges * float((by_target**2).sum()) / (size - 1)
    judged = size * float((by_judge**2).sum()) / (judges - 1)
    inside = (rows - rows.mean(axis=1, keepdims=True)) ** 2
    within = float(inside.sum()) / (size * (judges - 1))
    rest = rows - mean - by_target[:, np.newaxis] - by_judge
    error = float((rest**2).sum()) / ((size - 1) * (judges - 1))
    unlike = (judged - error) / size
    return {
        Icc.ONE_WAY: _ratio(between - within, between + (judges - 1) * within),
        Icc.AGREEMENT: _ratio(between - error, between + (judges - 1) * error + judges * unlike),
        Icc.CONSISTENCY: _ratio(between - error, between + (judges - 1) * error),
        Icc.MEAN_ONE_WAY: _ratio(between - within, between),
        Icc.MEAN_AGREEMENT: _ratio(between - error, between + unlike),
        Icc.MEAN_CONSISTENCY: _ratio(between - error, between),
    }


def omega(loadings: Sequence[float]) -> float:
    """Say how much of a sum is one common factor, from the loadings of standardised items."""
    common = sum(loadings) ** 2
    own = sum(1 - loading**2 for loading in loadings)
    return _ratio(common, common + own)


def one_factor_loadings(rows: Numbers) -> tuple[float, ...] | None:
    """Find the loadings on one factor by iterated principal axes; None for items without spread."""
    if rows.shape[1] < 3 or (np.ptp(rows, axis=0) <= 0).any():
        return None
    correlations: Numbers = np.asarray(np.corrcoef(rows, rowvar=False))
    shared = np.abs(correlations - np.eye(len(correlations))).max(axis=0)
    loadings = np.zeros(len(shared))
    for _round in range(_ROUNDS):
        reduced = correlations.copy()
        np.fill_diagonal(reduced, shared)
        values, vectors = np.linalg.eigh(reduced)
        loadings = vectors[:, -1] * sqrt(max(float(values[-1]), 0.0))
        change = float(np.abs(loadings**2 - shared).max())
        shared = np.minimum(loadings**2, 1.0)
        if change < _STILL:
            break
    turned = loadings if loadings.sum() >= 0 else -loadings
    return tuple(np.clip(turned, -1.0, 1.0).tolist())


def kendall_w(ranks: Numbers) -> float | None:
    """Say how far people agree on an order: a row of ranks for each, ties as mean ranks.

    None where nobody prefers anything.
    """
    people, things = ranks.shape
    sums = ranks.sum(axis=0)
    spread = float(((sums - sums.mean()) ** 2).sum())
    ties = sum(
        float((counts**3 - counts).sum())
        for row in ranks
        for counts in [np.unique(row, return_counts=True)[1]]
    )
    most = people**2 * (things**3 - things) - people * ties
    return 12 * spread / most if most > 0 else None


def _omega_of(rows: Numbers) -> float | None:
    loadings = one_factor_loadings(rows)
    return None if loadings is None else omega(loadings)


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
