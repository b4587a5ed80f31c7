"""How a result would vary with other informants: bootstrap and jackknife (sections 9.1, 9.3)."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from pmo_academy.maturity.rules.answers import (
    Numbers,
    RoundAnswers,
    Table,
    agreed_values,
    item_values,
    tabulate,
)
from pmo_academy.maturity.rules.ladder import Climb, climb
from pmo_academy.maturity.rules.model import Model
from pmo_academy.maturity.rules.scoring import known, score

REPLICATES = 2000
ENOUGH_FOR_INTERVAL = 5
OUTER_SHARES = (0.025, 0.975)
FIRM = 0.90
LIKELY = 0.60

Interval = tuple[float, float]


class Support(StrEnum):
    """How surely the level would be reached again."""

    FIRM = "firm"
    LIKELY = "likely"
    PROVISIONAL = "provisional"


@dataclass(frozen=True, kw_only=True)
class Bootstrap:
    """What two thousand draws of respondents give; an interval is None if no draw had a score."""

    seed: int
    replicates: int
    tiers: Mapping[str, Interval | None]
    composite: Interval | None
    rungs: Mapping[int, int]
    support: float

    @property
    def wording(self) -> Support:
        """Put the support into one of three words."""
        if self.support >= FIRM:
            return Support.FIRM
        return Support.LIKELY if self.support >= LIKELY else Support.PROVISIONAL


def bootstrap(
    model: Model, answers: RoundAnswers, *, seed: int, replicates: int = REPLICATES
) -> Bootstrap | None:
    """Draw respondents again and again; None with fewer than five."""
    table = tabulate(model, answers)
    if table.people < ENOUGH_FOR_INTERVAL:
        return None
    times = drawn_times(seed, people=table.people, replicates=replicates)
    scored = _climb_weighted(model, answers, table=table, times=times)
    rung = score(model, answers).rung
    rungs, counts = np.unique(scored.rungs, return_counts=True)
    return Bootstrap(
        seed=seed,
        replicates=replicates,
        tiers={
            tier: interval(scored.tiers[:, column]) for column, tier in enumerate(model.tier_codes)
        },
        composite=interval(scored.composite),
        rungs=dict(zip(rungs.tolist(), counts.tolist(), strict=True)),
        support=float(np.mean(scored.rungs >= rung)),
    )


def drawn_times(seed: int, *, people: int, replicates: int) -> Numbers:
    """Say how often each replicate drew each person.

    Draws exactly what `choices(range(people), k=people)` of the standard generator would, one call
    for each replicate, from the same generator in the same state, only all at once.
    """
    _, state, _ = random.Random(seed).getstate()  # noqa: S311 - repeatable, not secret
    generator = np.random.RandomState(0)
    generator.set_state(("MT19937", np.array(state[:-1], dtype=np.uint32), state[-1], 0, 0.0))
    drawn = (generator.random_sample((replicates, people)) * people).astype(np.int64)
    flat = drawn + people * np.arange(replicates)[:, np.newaxis]
    counts = np.bincount(flat.ravel(), minlength=replicates * people)
    return counts.reshape(replicates, people).astype(np.float64)


def interval(values: Numbers) -> Interval | None:
    """Give the middle 95 percent, interpolating linearly; replicates without a score don't vote."""
    scores = values[~np.isnan(values)]
    if not len(scores):
        return None
    low, high = np.quantile(scores, OUTER_SHARES, method="linear")
    return float(low), float(high)


def standard_errors(model: Model, answers: RoundAnswers) -> dict[str, float | None]:
    """Leave out one respondent at a time; None where that leaves a tier without a score."""
    table = tabulate(model, answers)
    people = table.people
    if people < 2:
        return dict.fromkeys(model.tier_codes)
    times = np.ones((people, people)) - np.eye(people)
    tiers = _climb_weighted(model, answers, table=table, times=times).tiers
    squares = ((tiers - tiers.mean(axis=0)) ** 2).sum(axis=0)
    errors = np.sqrt((people - 1) / people * squares)
    return dict(zip(model.tier_codes, map(known, errors), strict=True))


def _climb_weighted(model: Model, answers: RoundAnswers, *, table: Table, times: Numbers) -> Climb:
    values = item_values(table, times, tolerance=model.limits.tolerance)
    values = agreed_values(model, values, consensus=answers.consensus)
    return climb(model, values, in_scope=table.in_scope)
