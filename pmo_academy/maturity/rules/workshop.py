"""What a consensus workshop talks about, and when it agrees (section 8.2)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from pmo_academy.maturity.rules.agreement import Agreement
from pmo_academy.maturity.rules.ladder import climb
from pmo_academy.maturity.rules.model import Model
from pmo_academy.maturity.rules.scoring import Result

AGREED_SHARE = 0.75


class Reason(StrEnum):
    """Why an item is on the agenda."""

    SWING = "swing"
    CORE = "core"
    LOW_AGREEMENT = "low_agreement"


@dataclass(frozen=True, kw_only=True)
class Swing:
    """An item whose rounding decides the level: the rung if rounded down, and up."""

    item: str
    down: int
    up: int


@dataclass(frozen=True, kw_only=True)
class Topic:
    """One entry of the agenda."""

    item: str
    reason: Reason


def swing_items(model: Model, result: Result) -> tuple[Swing, ...]:
    """Find the items for which rounding down or up to a whole anchor changes the rung."""
    # None becomes NaN: an unknown value has nothing to round.
    values = np.array([result.items[item.code] for item in model.items], dtype=np.float64)
    in_scope = np.array([item.code not in result.out_of_scope for item in model.items])
    size = len(values)
    rows = np.tile(values, (2 * size, 1))
    every = np.arange(size)
    rows[every, every] = np.floor(values)
    rows[size + every, every] = np.ceil(values)
    rungs = climb(model, rows, in_scope=in_scope).rungs
    return tuple(
        Swing(item=item.code, down=int(down), up=int(up))
        for item, down, up in zip(model.items, rungs[:size], rungs[size:], strict=True)
        if (down, up) != (result.rung, result.rung)
    )


def agenda(model: Model, *, swings: Sequence[Swing], agreed: Agreement) -> tuple[Topic, ...]:
    """Order what to talk about: swing items, core items with low agreement, others by weight."""
    first = [Topic(item=swing.item, reason=Reason.SWING) for swing in swings]
    swinging = {swing.item for swing in swings}
    low = [model.item_by_code[code] for code in agreed.low_items if code not in swinging]
    core = [Topic(item=item.code, reason=Reason.CORE) for item in low if item.is_core]
    others = sorted((item for item in low if not item.is_core), key=lambda item: -item.weight)
    rest = [Topic(item=item.code, reason=Reason.LOW_AGREEMENT) for item in others]
    return (*first, *core, *rest)


def agreed_anchor(votes: Sequence[int]) -> int | None:
    """Give the anchor that three quarters chose, if all others are next to it."""
    if not votes:
        return None
    anchor, count = Counter(votes).most_common(1)[0]
    is_close = all(abs(vote - anchor) <= 1 for vote in votes)
    return anchor if is_close and count >= AGREED_SHARE * len(votes) else None
