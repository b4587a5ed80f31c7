"""The record of improvement: what changed in somebody's PMO, entry by entry, over months."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

GAP = 4  # months; an entry each quarter, with a month to be late


def months_covered(days: Sequence[date]) -> int:
    """Return how many whole months the entries reach over without a gap, the longest stretch.

    Four months without an entry begin a new stretch: a record says what happened all along.
    """
    longest = 0
    start = last = None
    for day in sorted(days):
        if start is None or last is None or _months(last, day) >= GAP:
            start = day
        last = day
        longest = max(longest, _months(start, day))
    return longest


def _months(first: date, last: date) -> int:
    """Return the whole months from one day to another."""
    months = (last.year - first.year) * 12 + last.month - first.month
    is_short = last.day < first.day and last.day < monthrange(last.year, last.month)[1]
    return months - is_short
