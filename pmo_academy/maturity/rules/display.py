"""How a result reads: names of rungs, rounded figures, and what the pattern of tiers says."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from pmo_academy.maturity.rules.model import SETTLED_STEP, STEP_COUNT, Model, Tier
from pmo_academy.maturity.rules.scoring import Result

INVERSION_POINTS = 10.0

_TENTH = Decimal("0.1")


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A number as people see it; just under means it looks like a limit that it misses."""

    text: str
    is_just_under: bool


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """Where a PMO acts, compared with where it stands."""

    emphasis: str | None
    is_overreach: bool
    missing_base: tuple[str, ...]
    inverted: tuple[tuple[str, str], ...]


def tier_of(model: Model, rung: int) -> Tier | None:
    """Give the tier that a rung belongs to; the floor belongs to none."""
    return model.tiers[(rung - 1) // STEP_COUNT] if rung else None


def step_of(rung: int) -> int:
    """Give the step within its tier, 1 to 3; 0 on the floor."""
    return (rung - 1) % STEP_COUNT + 1 if rung else 0


def rung_name(model: Model, rung: int) -> str:
    """Name a rung, as in "Control - basic"."""
    tier = tier_of(model, rung)
    return f"{tier.name} - {model.steps[step_of(rung) - 1]}" if tier else model.floor_name


def figure(value: float, *, limits: Collection[float], tolerance: float) -> Figure:
    """Round half up to one decimal, and say so when that hides that a limit is missed."""
    # The sixth digit first, so that 0.25 stored as 0.2499999999 still rounds up.
    shown = Decimal(f"{value:.6f}").quantize(_TENTH, rounding=ROUND_HALF_UP)
    looks_like = [limit for limit in limits if Decimal(str(limit)) == shown]
    return Figure(
        text=str(shown),
        is_just_under=any(value < limit - tolerance for limit in looks_like),
    )


def pattern(model: Model, result: Result) -> Pattern:
    """Compare the highest tier in use with the tier attained, and neighbouring tiers."""
    tiers = model.tier_codes
    in_use = [at for at, tier in enumerate(tiers) if result.raw_steps[tier] >= 1]
    emphasis = max(in_use, default=-1)
    is_overreach = emphasis > (result.rung - 1) // STEP_COUNT
    base = tiers[:emphasis] if is_overreach else ()
    inverted = (
        (lower, upper)
        for lower, upper in pairwise(tiers)
        if _exceeds(result.tiers[upper], result.tiers[lower], tolerance=model.limits.tolerance)
    )
    return Pattern(
        emphasis=tiers[emphasis] if in_use else None,
        is_overreach=is_overreach,
        missing_base=tuple(tier for tier in base if result.steps[tier] < SETTLED_STEP),
        inverted=tuple(inverted),
    )


def _exceeds(upper: float | None, lower: float | None, *, tolerance: float) -> bool:
    if upper is None or lower is None:
        return False
    return upper - lower > INVERSION_POINTS + tolerance
