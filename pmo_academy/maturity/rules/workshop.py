"""What a consensus workshop talks about, and when it agrees (section 8.2)."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

import numpy as np

from pmo_academy.maturity.rules.agreement import Agreement
from pmo_academy.maturity.rules.ladder import climb
from pmo_academy.maturity.rules.model import HIGHEST_ANSWER, Model
from pmo_academy.maturity.rules.scoring import Kind, Result, result_of

AGREED_SHARE = 0.75
BALLOTS = 3
LEAST_VOTES = 2


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


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a ballot came to: its mean, the anchor if people agree, and whether another may follow.

    After the last ballot the mean stands where people don't agree.
    """

    anchor: int | None
    mean: float
    may_vote_again: bool

    @property
    def is_agreed(self) -> bool:
        """Tell whether enough people chose the same anchor or the one beside it."""
        return self.anchor is not None

    @property
    def is_over(self) -> bool:
        """Tell whether the item stays without agreement."""
        return not self.is_agreed and not self.may_vote_again


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


def agenda(
    model: Model,
    *,
    swings: Sequence[Swing],
    agreed: Agreement,
    hidden: Collection[str] = (),
) -> tuple[Topic, ...]:
    """Order what to talk about: swing items, core items with low agreement, others by weight.

    Items that too few people answered to be shown are not talked about.
    """
    first = [Topic(item=swing.item, reason=Reason.SWING) for swing in swings]
    swinging = {swing.item for swing in swings}
    low = [model.item_by_code[code] for code in agreed.low_items if code not in swinging]
    core = [Topic(item=item.code, reason=Reason.CORE) for item in low if item.is_core]
    others = sorted((item for item in low if not item.is_core), key=lambda item: -item.weight)
    rest = [Topic(item=item.code, reason=Reason.LOW_AGREEMENT) for item in others]
    return tuple(topic for topic in (*first, *core, *rest) if topic.item not in hidden)


def agreed_anchor(votes: Sequence[int]) -> int | None:
    """Give the anchor that three quarters chose, if all others are next to it."""
    if not votes:
        return None
    anchor, count = Counter(votes).most_common(1)[0]
    is_close = all(abs(vote - anchor) <= 1 for vote in votes)
    return anchor if is_close and count >= AGREED_SHARE * len(votes) else None


def outcome_of(votes: Sequence[int], *, ballot: int) -> Outcome:
    """Say what a ballot that is shown came to."""
    anchor = agreed_anchor(votes)
    return Outcome(
        anchor=anchor,
        mean=fmean(votes),
        may_vote_again=anchor is None and ballot < BALLOTS,
    )


def spread(votes: Sequence[int]) -> tuple[int, ...]:
    """Count who chose which anchor."""
    counts = Counter(votes)
    return tuple(counts[point] for point in range(HIGHEST_ANSWER + 1))


def missing_votes(count: int, *, threshold: int | None) -> int:
    """Say how many more must vote before a ballot may be shown; no threshold where names are."""
    return max(0, (threshold or LEAST_VOTES) - count)


def result_with(
    model: Model, means: Mapping[str, float | None], *, consensus: Mapping[str, float]
) -> Result:
    """Work out the stated result when agreed values take the place of some averages.

    Items that have no entry among the averages are out of scope; None is unknown.
    """
    values = {**means, **consensus}
    row = np.array([[values.get(item.code) for item in model.items]], dtype=np.float64)
    in_scope = np.array([item.code in means for item in model.items])
    return result_of(model, row, in_scope=in_scope, kind=Kind.STATED)
