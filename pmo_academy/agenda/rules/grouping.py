"""Which part of the agenda something stands in."""

from datetime import date, timedelta
from enum import StrEnum


class Part(StrEnum):
    """A part of the agenda; they stand on the page in this order."""

    OVERDUE = "overdue"
    THIS_WEEK = "this-week"
    LATER = "later"
    WITHOUT_A_DAY = "without-a-day"


def part_of(due_on: date | None, *, today: date) -> Part:
    """Say where something due on this day stands; the week goes to its Sunday."""
    if due_on is None:
        return Part.WITHOUT_A_DAY
    if due_on < today:
        return Part.OVERDUE
    sunday = today + timedelta(days=6 - today.weekday())
    return Part.THIS_WEEK if due_on <= sunday else Part.LATER
