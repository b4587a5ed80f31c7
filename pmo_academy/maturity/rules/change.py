"""Did a PMO really change between two rounds, or is it noise (section 9.3)."""

from dataclasses import dataclass
from enum import StrEnum
from math import hypot, inf, sqrt

from pmo_academy.maturity.rules.instrument import ENOUGH_PMOS

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
class Population:
    """How a score spreads among PMOs, and how reliably it tells them apart (0 to 1)."""

    pmos: int
    spread: float
    reliability: float


@dataclass(frozen=True, kw_only=True)
class ReliableChange:
    """A difference in units of what measuring twice would differ by; least is what would count."""

    measurement_error: float
    difference_error: float
    index: float
    least: float

    @property
    def is_reliable(self) -> bool:
        """Tell whether the change is more than measuring twice would give."""
        return abs(self.index) >= RELIABLE_Z - _ROUNDING


@dataclass(frozen=True, kw_only=True)
class Change:
    """The difference in points, how many standard errors that is, and the verdict.

    Beside it stands how it compares with other PMOs, where there are enough of them.
    """

    difference: float
    z: float
    verdict: Verdict
    reliable: ReliableChange | None = None


def change(
    before: Estimate, after: Estimate, *, population: Population | None = None
) -> Change | None:
    """Judge a change of one tier; None if a score or its error is unknown."""
    if before.value is None or after.value is None:
        return None
    if before.error is None or after.error is None:
        return None
    difference = after.value - before.value
    z = _z(difference, error=hypot(before.error, after.error))
    return Change(
        difference=difference,
        z=z,
        verdict=_verdict(difference, z=z),
        reliable=reliable_change(difference, population) if population else None,
    )


def reliable_change(difference: float, population: Population) -> ReliableChange | None:
    """Compare a difference with the noise of measuring; None below thirty PMOs or without noise."""
    if population.pmos < ENOUGH_PMOS:
        return None
    error = population.spread * sqrt(max(0.0, 1 - population.reliability))
    noise = error * sqrt(2)
    if noise < _ROUNDING:
        return None
    return ReliableChange(
        measurement_error=error,
        difference_error=noise,
        index=difference / noise,
        least=RELIABLE_Z * noise,
    )


def _z(difference: float, *, error: float) -> float:
    """Count standard errors; informants without any spread make every difference certain."""
    if abs(difference) < _ROUNDING:
        return 0.0
    return difference / error if error > _ROUNDING else inf * difference


def _verdict(difference: float, *, z: float) -> Verdict:
    if abs(z) < RELIABLE_Z - _ROUNDING or abs(difference) < LEAST_POINTS - _ROUNDING:
        return Verdict.NO_RELIABLE_CHANGE
    return Verdict.IMPROVED if difference > 0 else Verdict.DECLINED
