"""Which responses look as if nobody read the questions (section 8.3)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from statistics import fmean, stdev

from pmo_academy.maturity.rules.answers import Answer
from pmo_academy.maturity.rules.model import Domain, Model

FAST_SECONDS = 2.0
FAST_PAGES = 0.5
LONG_RUN = 20
FLAT_DEVIATION = 0.30
FLAT_ANSWERS = 20
INVERTED_POINTS = 2.0
INVERTED_DOMAINS = 3

_ROUNDING = 1e-9


class Flag(StrEnum):
    """A sign of careless answering; none is proof."""

    FAST = "fast"
    LONG = "long"
    FLAT = "flat"
    INVERTED = "inverted"


@dataclass(frozen=True, kw_only=True)
class PageTime:
    """How long somebody looked at a page of so many items."""

    seconds: float
    items: int


def careless_flags(
    model: Model, answers: Mapping[str, Answer], *, pages: Sequence[PageTime] = ()
) -> frozenset[Flag]:
    """Find the signs of careless answering in one response."""
    given = [answers.get(item.code) for item in model.items]
    numbers = [answer for answer in given if isinstance(answer, int)]
    signs = {
        Flag.FAST: _is_fast(pages),
        Flag.LONG: longest_run(given) >= LONG_RUN,
        Flag.FLAT: len(numbers) >= FLAT_ANSWERS and stdev(numbers) < FLAT_DEVIATION,
        Flag.INVERTED: _inverted_domains(model, answers) >= INVERTED_DOMAINS,
    }
    return frozenset(flag for flag, is_set in signs.items() if is_set)


def may_exclude(flags: Collection[Flag]) -> bool:
    """Say whether the signs are enough to leave the response out."""
    return len(flags) >= 2 and (Flag.FAST in flags or Flag.LONG in flags)


def longest_run(answers: Sequence[Answer]) -> int:
    """Count the longest row of identical answers; a skipped item ends a row."""
    return max(
        (len(list(run)) for answer, run in groupby(answers) if answer is not None), default=0
    )


def _is_fast(pages: Sequence[PageTime]) -> bool:
    fast = [page for page in pages if page.seconds < FAST_SECONDS * page.items]
    return bool(pages) and len(fast) >= FAST_PAGES * len(pages)


def _inverted_domains(model: Model, answers: Mapping[str, Answer]) -> int:
    lowest, highest = model.tier_codes[0], model.tier_codes[-1]
    below = [_mean(domain, answers, tier=lowest) for domain in model.domains]
    above = [_mean(domain, answers, tier=highest) for domain in model.domains]
    return sum(
        high - low >= INVERTED_POINTS - _ROUNDING
        for low, high in zip(below, above, strict=True)
        if low is not None and high is not None
    )


def _mean(domain: Domain, answers: Mapping[str, Answer], *, tier: str) -> float | None:
    given = [answers.get(item.code) for item in domain.items if item.tier == tier]
    numbers = [answer for answer in given if isinstance(answer, int)]
    return fmean(numbers) if numbers else None
