"""A row of the list of what waits for somebody."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import url_for


@dataclass(frozen=True, kw_only=True)
class Place:
    """A page by the name of its route: its address is worked out only where a page shows it."""

    endpoint: str
    values: Mapping[str, Any] = field(default_factory=dict)
    anchor: str = ""


@dataclass(frozen=True, kw_only=True)
class Task:
    """A row of the list: verb and thing, what it is about, why it is there, how urgent it is.

    The key stays the same while the thing waits, so that a calendar knows it again. The reason
    goes on after "because". `in_mail` is the title where a mail must say less.
    """

    key: str
    title: str
    place: Place
    note: str
    because: str
    state: str
    state_text: str
    due_on: date | None
    in_mail: str = ""

    @property
    def href(self) -> str:
        """Return the address of its page."""
        return url_for(
            self.place.endpoint, _anchor=self.place.anchor or None, **dict(self.place.values)
        )
