"""How fresh what somebody learned is: the predicted recall of their questions, in a word."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

LEAST_CARDS = 5
_FRESH, _FADING = 90, 70
_ALL = 100
# Sums of fractions end a hair below the whole percent that they mean.
_HAIR = 1e-9


class Freshness(StrEnum):
    """How much of it would be known today."""

    FRESH = "fresh"
    FADING = "fading"
    FADED = "faded"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Fresh:
    """A level and its percent, rounded down; None under so few questions that it says nothing."""

    level: Freshness
    percent: int | None


def freshness(recalls: Sequence[float]) -> Fresh:
    """Return the average of what is predicted for each question that was ever reviewed."""
    if len(recalls) < LEAST_CARDS:
        return Fresh(level=Freshness.UNKNOWN, percent=None)
    percent = int(sum(recalls) / len(recalls) * _ALL + _HAIR)
    if percent >= _FRESH:
        return Fresh(level=Freshness.FRESH, percent=percent)
    level = Freshness.FADING if percent >= _FADING else Freshness.FADED
    return Fresh(level=level, percent=percent)
