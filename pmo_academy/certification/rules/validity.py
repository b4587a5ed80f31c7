"""How long a certificate is valid, when it may be renewed, and what its renewal asks for."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pmo_academy.certification.rules.cycles import DAY, Window, anniversary

EARLY = timedelta(days=180)  # so long before its end a certificate may be renewed
GRACE = timedelta(days=90)  # so long after its end it may still be renewed


class Validity(StrEnum):
    """What a certificate is on a given day."""

    VALID = "valid"
    GRACE = "grace"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True, kw_only=True)
class Renewal:
    """What a renewal asks for and what counts towards it so far; hours are of learning."""

    hours_asked: float
    hours: float
    products_asked: int
    products: int

    @property
    def is_earned(self) -> bool:
        """Tell whether everything is there."""
        return self.hours >= self.hours_asked and self.products >= self.products_asked


def first_period(awarded_on: date, *, years: int) -> Window:
    """Return the first period: from the day of the award to the day before its anniversary."""
    return Window(starts_on=awarded_on, ends_on=_last_day(awarded_on, years=years))


def next_period(ends_on: date, *, years: int, today: date) -> Window:
    """Return the period after one that ends on this day.

    Renewing early or within the grace moves no date; later, the new period begins today, and the
    gap stays to be seen.
    """
    starts_on = ends_on + DAY if today <= ends_on + GRACE else today
    return Window(starts_on=starts_on, ends_on=_last_day(starts_on, years=years))


def _last_day(starts_on: date, *, years: int) -> date:
    """Return the day before the anniversary; of a 29 February that is 28 February."""
    day = anniversary(starts_on, years=years)
    return day - DAY if day.day == starts_on.day else day


def validity(ends_on: date, *, is_revoked: bool, today: date) -> Validity:
    """Tell what a certificate is whose last period ends on this day; the last day counts."""
    if is_revoked:
        return Validity.REVOKED
    if today <= ends_on:
        return Validity.VALID
    return Validity.GRACE if today <= ends_on + GRACE else Validity.EXPIRED


def may_renew_from(ends_on: date) -> date:
    """Return the first day on which a certificate can be renewed."""
    return ends_on - EARLY
