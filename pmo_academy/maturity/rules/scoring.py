"""A round's result: level, tier scores and what holds the level back."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from pmo_academy.maturity.rules.answers import (
    Flags,
    Numbers,
    RoundAnswers,
    agreed_values,
    item_values,
    proven_values,
    tabulate,
)
from pmo_academy.maturity.rules.ladder import Climb, climb, domain_rungs
from pmo_academy.maturity.rules.model import SETTLED_STEP, Model


class Kind(StrEnum):
    """Which of the two results of a round: as answered, or as far as evidence backs it."""

    STATED = "stated"
    VERIFIED = "verified"


class BrakeKind(StrEnum):
    """Why a tier counts for less than its score."""

    CORE_BLOCK = "core_block"
    CORE_CAP = "core_cap"
    FLOOR = "floor"


@dataclass(frozen=True, kw_only=True)
class Brakes:
    """What holds one tier back: core items by code, floor pairs by their domain."""

    core_block: tuple[str, ...] = ()
    core_cap: tuple[str, ...] = ()
    floor: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TraceStep:
    """One tier of the climb: what its score allowed, what was left, and why."""

    tier: str
    raw: int
    step: int
    why: tuple[BrakeKind, ...]


@dataclass(frozen=True, kw_only=True)
class Result:
    """The outcome of a round, unrounded; None is unknown."""

    kind: Kind
    rung: int
    tiers: Mapping[str, float | None]
    raw_steps: Mapping[str, int]
    steps: Mapping[str, int]
    pairs: Mapping[tuple[str, str], float | None]
    items: Mapping[str, float | None]
    trace: tuple[TraceStep, ...]
    brakes: Mapping[str, Brakes]
    composite: float | None
    domain_rungs: Mapping[str, int | None]
    out_of_scope: frozenset[str]

    def lowest_unsettled(self) -> str:
        """Name the lowest tier below intermediate or braked; the top tier if all are settled."""
        tiers = list(self.steps)
        return next((tier for tier in tiers if self.steps[tier] < SETTLED_STEP), tiers[-1])


def score(model: Model, answers: RoundAnswers, *, kind: Kind = Kind.STATED) -> Result:
    """Work out the stated or the verified result of a round."""
    table = tabulate(model, answers)
    everybody = np.ones((1, table.people))
    values = item_values(table, everybody, tolerance=model.limits.tolerance)
    values = agreed_values(model, values, consensus=answers.consensus)
    if kind is Kind.VERIFIED:
        values = proven_values(model, values, evidence=answers.evidence)
    return result_of(model, values, in_scope=table.in_scope, kind=kind)


def score_values(model: Model, values: Mapping[str, float]) -> Result:
    """Work out the level that given item values would earn; items left out are out of scope."""
    row = np.array([[values.get(item.code, np.nan) for item in model.items]])
    return result_of(model, row, in_scope=~np.isnan(row[0]), kind=Kind.STATED)


def result_of(model: Model, values: Numbers, *, in_scope: Flags, kind: Kind) -> Result:
    """Put one row of item values into words and numbers that can be kept."""
    values = np.where(in_scope, values, np.nan)
    scored = climb(model, values, in_scope=in_scope)
    tiers = model.tier_codes
    raw = dict(zip(tiers, scored.raw[0].tolist(), strict=True))
    steps = dict(zip(tiers, scored.steps[0].tolist(), strict=True))
    brakes = {tier: _brakes(model, scored, tier=tier) for tier in tiers}
    return Result(
        kind=kind,
        rung=int(scored.rungs[0]),
        tiers=dict(zip(tiers, map(known, scored.tiers[0]), strict=True)),
        raw_steps=raw,
        steps=steps,
        pairs={
            (domain.code, tier): known(scored.pairs[0, row, column])
            for row, domain in enumerate(model.domains)
            for column, tier in enumerate(tiers)
        },
        items={item.code: known(values[0, at]) for at, item in enumerate(model.items)},
        trace=_trace(raw, steps, brakes=brakes),
        brakes=brakes,
        composite=known(scored.composite[0]),
        domain_rungs=_domain_rungs(model, scored, in_scope=in_scope),
        out_of_scope=frozenset(
            item.code for item, is_asked in zip(model.items, in_scope, strict=True) if not is_asked
        ),
    )


def known(value: float) -> float | None:
    """Turn the unknown of arrays into the unknown of values."""
    return None if np.isnan(value) else float(value)


def _brakes(model: Model, scored: Climb, *, tier: str) -> Brakes:
    in_tier = [(at, item) for at, item in enumerate(model.items) if item.tier == tier]
    column = model.tier_codes.index(tier)
    return Brakes(
        core_block=tuple(item.code for at, item in in_tier if scored.blocked[0, at]),
        core_cap=tuple(item.code for at, item in in_tier if scored.capped[0, at]),
        floor=tuple(
            domain.code
            for row, domain in enumerate(model.domains)
            if scored.low_pairs[0, row, column]
        ),
    )


def _trace(
    raw: Mapping[str, int], steps: Mapping[str, int], *, brakes: Mapping[str, Brakes]
) -> tuple[TraceStep, ...]:
    """Tell the climb up to and including the tier where it ended."""
    told: list[TraceStep] = []
    for tier, step in steps.items():
        why = _reasons(brakes[tier]) if raw[tier] else ()
        told.append(TraceStep(tier=tier, raw=raw[tier], step=step, why=why))
        if step < SETTLED_STEP:
            break
    return tuple(told)


def _reasons(brakes: Brakes) -> tuple[BrakeKind, ...]:
    """Name the brakes that act: a block leaves nothing for the others to hold."""
    if brakes.core_block:
        return (BrakeKind.CORE_BLOCK,)
    capping = {BrakeKind.CORE_CAP: brakes.core_cap, BrakeKind.FLOOR: brakes.floor}
    return tuple(kind for kind, held in capping.items() if held)


def _domain_rungs(model: Model, scored: Climb, *, in_scope: Flags) -> dict[str, int | None]:
    asked = {item.domain for item, is_asked in zip(model.items, in_scope, strict=True) if is_asked}
    rungs = domain_rungs(model, scored)[0].tolist()
    codes = [domain.code for domain in model.domains]
    return {code: rung if code in asked else None for code, rung in zip(codes, rungs, strict=True)}
