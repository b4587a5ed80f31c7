"""From item values to pair scores, tier scores, brakes and rungs, for many rows at a time.

The one place where sections 6.2 to 6.7 of the model are worked out: a result is one row, the
bootstrap two thousand, the search for swing items one for each rounded value.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from pmo_academy.maturity.rules.answers import Flags, Numbers
from pmo_academy.maturity.rules.model import (
    CORE_RELEVANCE,
    HIGHEST_ANSWER,
    SETTLED_STEP,
    STEP_COUNT,
    Model,
)

Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A model as arrays: items in columns, pairs as domain by tier."""

    weights: Numbers
    is_core: Flags
    by_pair: Whole
    pair_starts: Whole
    relevance: Numbers
    mix: Numbers


@dataclass(frozen=True, kw_only=True)
class Climb:
    """How far each row of item values gets; NaN is unknown."""

    pairs: Numbers
    tiers: Numbers
    raw: Whole
    steps: Whole
    rungs: Whole
    blocked: Flags
    capped: Flags
    low_pairs: Flags
    composite: Numbers


@lru_cache(maxsize=32)
def layout_of(model: Model) -> Layout:
    """Turn a model into the arrays that scoring multiplies with."""
    tiers = model.tier_codes
    domains = [domain.code for domain in model.domains]
    pairs = np.array(
        [domains.index(i.domain) * len(tiers) + tiers.index(i.tier) for i in model.items]
    )
    by_pair = np.argsort(pairs, kind="stable")
    return Layout(
        weights=np.array([item.weight for item in model.items], dtype=np.float64),
        is_core=np.array([item.is_core for item in model.items], dtype=np.bool_),
        by_pair=by_pair,
        pair_starts=np.unique(pairs[by_pair], return_index=True)[1],
        relevance=np.array([[d.relevance[t] for t in tiers] for d in model.domains], np.float64),
        mix=np.array([model.limits.composite[t] for t in tiers], dtype=np.float64),
    )


def climb(model: Model, values: Numbers, *, in_scope: Flags) -> Climb:
    """Score every row of item values and climb the ladder with it."""
    limits, layout = model.limits, layout_of(model)
    pairs = _pair_scores(model, values, in_scope=in_scope)
    pair_in_scope = _by_pair(model, in_scope[np.newaxis])
    tiers = _tier_scores(model, pairs, pair_in_scope=pair_in_scope)
    blocked, capped = _core_brakes(model, values, in_scope=in_scope)
    low_pairs = (layout.relevance == CORE_RELEVANCE) & pair_in_scope
    low_pairs = low_pairs & ~(pairs >= limits.floor - limits.tolerance)
    raw = raw_steps(model, tiers)
    steps = held_steps(
        raw,
        blocked=np.any(_by_pair(model, blocked), axis=1),
        capped=np.any(_by_pair(model, capped) | low_pairs, axis=1),
    )
    return Climb(
        pairs=pairs,
        tiers=tiers,
        raw=raw,
        steps=steps,
        rungs=rungs(steps),
        blocked=blocked,
        capped=capped,
        low_pairs=low_pairs,
        composite=(tiers * layout.mix).sum(axis=1),
    )


def domain_rungs(model: Model, scored: Climb) -> Whole:
    """Climb the ladder with each domain alone, held back by its own core items only."""
    steps = held_steps(
        raw_steps(model, scored.pairs),
        blocked=_by_pair(model, scored.blocked),
        capped=_by_pair(model, scored.capped),
    )
    return rungs(steps)


def raw_steps(model: Model, scores: Numbers) -> Whole:
    """Count the limits that each score reaches; an unknown score reaches none."""
    limits = np.array(model.limits.steps) - model.limits.tolerance
    reached: Whole = (scores[..., np.newaxis] >= limits).sum(axis=-1)
    return reached


def held_steps(raw: Whole, *, blocked: Flags, capped: Flags) -> Whole:
    """Take away what a tier's brakes don't let it count."""
    return np.where(blocked, 0, np.where(capped, np.minimum(raw, 1), raw))


def rungs(steps: Whole) -> Whole:
    """Climb tier by tier; a tier that is reached but not settled ends the climb."""
    reached = np.zeros(steps.shape[:-1], dtype=np.int64)
    is_climbing = np.ones(steps.shape[:-1], dtype=np.bool_)
    for tier in range(steps.shape[-1]):
        step = steps[..., tier]
        reached = np.where(is_climbing & (step > 0), STEP_COUNT * tier + step, reached)
        is_climbing &= step >= SETTLED_STEP
    return reached


def _by_pair(model: Model, flags: Flags) -> Flags:
    """Say for each pair whether one of its items is marked."""
    return _pair_sums(model, flags.astype(np.float64)) > 0


def _pair_sums(model: Model, values: Numbers) -> Numbers:
    """Add up the items of each pair; every pair of a model has one."""
    layout = layout_of(model)
    sums = np.add.reduceat(values[:, layout.by_pair], layout.pair_starts, axis=1)
    return sums.reshape(len(values), *layout.relevance.shape)


def _pair_scores(model: Model, values: Numbers, *, in_scope: Flags) -> Numbers:
    layout, limits = layout_of(model), model.limits
    weights = layout.weights * in_scope
    is_known = ~np.isnan(values)
    known_weight = _pair_sums(model, is_known * weights)
    points = _pair_sums(model, np.where(is_known, values, 0.0) * weights)
    weight = _pair_sums(model, weights[np.newaxis])
    is_covered = known_weight >= limits.pair_cover * weight - limits.tolerance
    return _ratio(points, known_weight, where=is_covered) * (100 / HIGHEST_ANSWER)


def _tier_scores(model: Model, pairs: Numbers, *, pair_in_scope: Flags) -> Numbers:
    layout, limits = layout_of(model), model.limits
    is_known = ~np.isnan(pairs)
    known_relevance = (is_known * layout.relevance).sum(axis=1)
    points = (np.where(is_known, pairs, 0.0) * layout.relevance).sum(axis=1)
    relevance = (pair_in_scope * layout.relevance).sum(axis=1)
    is_covered = known_relevance >= limits.tier_cover * relevance - limits.tolerance
    return _ratio(points, known_relevance, where=is_covered)


def _ratio(part: Numbers, whole: Numbers, *, where: Flags) -> Numbers:
    """Divide where it is allowed and possible; elsewhere the answer is unknown."""
    is_possible = where & (whole > 0)
    return np.where(is_possible, part / np.where(is_possible, whole, 1.0), np.nan)


def _core_brakes(model: Model, values: Numbers, *, in_scope: Flags) -> tuple[Flags, Flags]:
    """Mark core items that block their tier (unknown ones too), and those that cap it."""
    limits = model.limits
    is_core = layout_of(model).is_core & in_scope
    passes_block = values >= limits.core_block - limits.tolerance
    passes_cap = values >= limits.core_cap - limits.tolerance
    return is_core & ~passes_block, is_core & passes_block & ~passes_cap
