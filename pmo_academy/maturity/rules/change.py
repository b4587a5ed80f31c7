"""Did a PMO really change between two rounds, or is it noise (section 9.3)."""

from dataclasses import dataclass
from enum import StrEnum
from math import hypot, inf

RELIABLE_Z = 1.96
LEAST_POINTS = 5.0

_ROUNDING = 1e-9


class Verdict(StrEnum):
    """What can be said about a change."""

    IMPROVED = "improved"
    DECLINED = "declined"
    NO_RELIABLE_CHANGE = "no reliable change"


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """A tier score with its standard error; None is unknown."""

    value: float | None
    error: float | None


@dataclass(frozen=True, kw_only=True)
class Change:
    """The difference in points, how many standard errors that is, and the verdict."""

    difference: float
    z: float
    verdict: Verdict


def change(before: Estimate, after: Estimate) -> Change | None:
    """Judge a change of one tier; None if a score or its error is unknown."""
    if before.value is None or after.value is None:
        return None
    if before.error is None or after.error is None:
        return None
    difference = after.value - before.value
    z = _z(difference, error=hypot(before.error, after.error))
    return Change(difference=difference, z=z, verdict=_verdict(difference, z=z))


def _z(difference: float, *, error: float) -> float:
    """Count standard errors; informants without any spread make every difference certain."""
    if abs(difference) < _ROUNDING:
        return 0.0
    return difference / error if error > _ROUNDING else inf * difference


def _verdict(difference: float, *, z: float) -> Verdict:
    if abs(z) < RELIABLE_Z - _ROUNDING or abs(difference) < LEAST_POINTS - _ROUNDING:
        return Verdict.NO_RELIABLE_CHANGE
    return Verdict.IMPROVED if difference > 0 else Verdict.DECLINED
