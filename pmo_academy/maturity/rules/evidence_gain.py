"""What accepted evidence would change: how much each item would lift, and the fewest that do."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from pmo_academy.maturity.rules.answers import Flags, Numbers
from pmo_academy.maturity.rules.ladder import Climb, climb
from pmo_academy.maturity.rules.model import SETTLED_STEP, STEP_COUNT, Model
from pmo_academy.maturity.rules.scoring import Result


@dataclass(frozen=True, kw_only=True)
class ItemGain:
    """An item answered above the evidence cap: the rung with evidence for it besides what is there.

    Nearer is how many points of tier scores it takes off the way to the stated rung.
    """

    item: str
    value: float
    rung: int
    nearer: float


@dataclass(frozen=True, kw_only=True)
class Distance:
    """From the verified to the stated rung: the fewest items that close it, and all that help.

    What is reached with evidence for the closing items stays below the stated rung where items
    may not be named.
    """

    stated: int
    verified: int
    reached: int
    closing: tuple[str, ...]
    gains: tuple[ItemGain, ...]


def distance(
    model: Model, stated: Result, *, evidence: Collection[str], among: Collection[str]
) -> Distance:
    """Work out what evidence would change, naming only items among the given ones."""
    claimed = _claimed(model, stated)
    wanted = [code for code in claimed if code in among and code not in evidence]
    base = frozenset(evidence)
    closing = _closing(model, stated, base=base, wanted=wanted)
    now, with_closing = _climb(model, stated, [base, base.union(closing)]).rungs.tolist()
    return Distance(
        stated=stated.rung,
        verified=now,
        reached=with_closing,
        closing=tuple(closing),
        gains=_gains(model, stated, base=base, wanted=wanted),
    )


def _claimed(model: Model, stated: Result) -> list[str]:
    """Give the items whose value is above what counts without evidence."""
    most = model.limits.evidence_cap + model.limits.tolerance
    return [code for code, value in stated.items.items() if value is not None and value > most]


def _closing(
    model: Model, stated: Result, *, base: frozenset[str], wanted: Sequence[str]
) -> list[str]:
    """Take the item that helps most until the stated rung is there, then leave out what is idle.

    Scores of a tier add up, so that taking the largest first needs the fewest items; only brakes
    can make an early choice idle.
    """
    chosen: list[str] = []
    left = list(wanted)
    while left and _rung(model, stated, base.union(chosen)) < stated.rung:
        scored = _climb(model, stated, [base.union([*chosen, code]) for code in left])
        missing = _missing(model, stated, scored)
        totals = np.nansum(scored.tiers, axis=1)
        best = max(
            range(len(left)), key=lambda at: (scored.rungs[at], -missing[at], totals[at], -at)
        )
        chosen.append(left.pop(best))
    reached = _rung(model, stated, base.union(chosen))
    for code in reversed(list(chosen)):
        without = [one for one in chosen if one != code]
        if _rung(model, stated, base.union(without)) == reached:
            chosen = without
    return chosen


def _gains(
    model: Model, stated: Result, *, base: frozenset[str], wanted: Sequence[str]
) -> tuple[ItemGain, ...]:
    """Try each item alone; those that lift most come first."""
    scored = _climb(model, stated, [base, *(base | {code} for code in wanted)])
    missing = _missing(model, stated, scored)
    totals = np.nansum(scored.tiers, axis=1)
    order = sorted(
        range(len(wanted)),
        key=lambda at: (-scored.rungs[at + 1], missing[at + 1], -totals[at + 1], at),
    )
    return tuple(
        ItemGain(
            item=wanted[at],
            value=float(stated.items[wanted[at]] or 0),
            rung=int(scored.rungs[at + 1]),
            nearer=float(missing[0] - missing[at + 1]),
        )
        for at in order
    )


def _rung(model: Model, stated: Result, backed: frozenset[str]) -> int:
    return int(_climb(model, stated, [backed]).rungs[0])


def _climb(model: Model, stated: Result, sets: Sequence[frozenset[str]]) -> Climb:
    """Climb the ladder with evidence for each of these sets, all at once."""
    codes = [item.code for item in model.items]
    said = [stated.items[code] for code in codes]
    values: Numbers = np.array([np.nan if value is None else value for value in said])
    is_backed: Flags = np.array([[code in backed for code in codes] for backed in sets])
    in_scope: Flags = np.array([code not in stated.out_of_scope for code in codes])
    proven = np.where(is_backed, values, np.minimum(values, model.limits.evidence_cap))
    return climb(model, proven, in_scope=in_scope)


def _missing(model: Model, stated: Result, scored: Climb) -> Numbers:
    """Measure how many points of tier scores each row lacks for the stated rung."""
    missing: Numbers = np.zeros(len(scored.tiers))
    for at in range(len(model.tiers)):
        needed = _needed_step(stated.rung, at)
        if needed:
            score = np.nan_to_num(scored.tiers[:, at])
            missing += np.maximum(model.limits.steps[needed - 1] - score, 0.0)
    return missing


def _needed_step(rung: int, tier: int) -> int:
    """Give the step that a tier needs for a rung: settled below it, what is left in its own."""
    above = rung - STEP_COUNT * tier
    return SETTLED_STEP if above > STEP_COUNT else max(above, 0)
