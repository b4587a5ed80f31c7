"""How far a quiz's scores can be relied on.

Each attempt draws its own questions from a bank, so the formulas are those for randomly drawn
tests: KR-21 (Kuder and Richardson, Psychometrika 2, 1937) and the binomial standard error of
measurement (Lord, Educational and Psychological Measurement 15, 1955).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, pvariance

ENOUGH = 20
_FAIR, _GOOD = 0.5, 0.7


@dataclass(frozen=True, kw_only=True)
class Reliability:
    """Reliability (0 to 1; None where nobody differs) and standard error in questions."""

    attempts: int
    value: float | None
    standard_error: float

    @property
    def word(self) -> str:
        """How it reads: good from 0.7, fair from 0.5, else low."""
        if self.value is None or self.value < _FAIR:
            return "low"
        return "good" if self.value >= _GOOD else "fair"


def reliability(scores: Sequence[int], *, asked: int) -> Reliability | None:
    """Return what first attempts with so many questions say; None below 20, or with one question.

    A negative KR-21 (less spread than chance alone would give) is reported as 0.
    """
    if len(scores) < ENOUGH or asked < 2:
        return None
    mean, variance = fmean(scores), pvariance(scores)
    error = sqrt(fmean(score * (asked - score) for score in scores) / (asked - 1))
    value = None
    if variance:
        value = asked / (asked - 1) * (1 - mean * (asked - mean) / (asked * variance))
        value = min(max(value, 0.0), 1.0)
    return Reliability(attempts=len(scores), value=value, standard_error=error)
