"""A row of the list of what waits for somebody."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Task:
    """A row of the list: verb and thing, what it is about, how urgent it is."""

    title: str
    href: str
    note: str
    state: str
    state_text: str
    due_on: date | None
