"""Rounding and percentages; pure."""

from decimal import ROUND_HALF_UP, Decimal


def rounded(value: Decimal, places: int = 1) -> Decimal:
    """Round half up to so many places, once, at the end of a calculation."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def percent(part: int | Decimal, whole: int | Decimal) -> Decimal:
    """Return part of whole in percent, unrounded; 0 where there is no whole."""
    return Decimal(part) * 100 / Decimal(whole) if whole else Decimal(0)
