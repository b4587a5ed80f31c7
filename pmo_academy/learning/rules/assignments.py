"""How assigned courses stand against their dates."""

from datetime import date
from enum import StrEnum

SOON = 7


class DueState(StrEnum):
    """How urgent an assigned course is."""

    DONE = "done"
    OVERDUE = "overdue"
    SOON = "due"
    LATER = "later"


def due_state(due_on: date, *, today: date, is_completed: bool) -> DueState:
    """Tell how urgent an assigned course is; on its very day it is not overdue."""
    days = (due_on - today).days
    if is_completed:
        return DueState.DONE
    if days < 0:
        return DueState.OVERDUE
    return DueState.SOON if days <= SOON else DueState.LATER
