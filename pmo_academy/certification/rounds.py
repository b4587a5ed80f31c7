"""Assessment rounds as programmes ask for them; certification stands beside maturity.

The app connects the two: it registers a function as `certification.rounds` in its extensions.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from flask import current_app

from pmo_academy.certification.rules.requirements import RoundFacts


class TakenRound(Protocol):
    """A round in which somebody took part, as the feature beside this one tells it."""

    @property
    def title(self) -> str:
        """How it is called."""

    @property
    def closed_on(self) -> date | None:
        """The day on which it was closed."""

    @property
    def had_workshop(self) -> bool:
        """Whether its people talked it over."""


RoundFinder = Callable[[UUID], Sequence[TakenRound]]


def list_rounds(person_id: UUID) -> tuple[RoundFacts, ...] | None:
    """Return the rounds in which the person took part; None when nobody tells."""
    finder: RoundFinder | None = current_app.extensions.get("certification.rounds")
    if finder is None:
        return None
    return tuple(
        RoundFacts(title=one.title, closed_on=one.closed_on, had_workshop=one.had_workshop)
        for one in finder(person_id)
    )
