"""Which questions make up today's five minutes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

MOST_A_DAY = 10
NEW_A_DAY = 5
_PER_MINUTE = 2


class Card(Protocol):
    """What matters of a question in somebody's practice."""

    @property
    def due_on(self) -> date:
        """The day from which it waits."""

    @property
    def begun_on(self) -> date | None:
        """The day of its first review; None while it is new."""

    @property
    def reviewed_on(self) -> date | None:
        """The day of its last review."""

    @property
    def skipped_on(self) -> date | None:
        """The day on which the person did not want it."""

    @property
    def is_answered(self) -> bool:
        """Tell whether its explanation is being read."""


CardT = TypeVar("CardT", bound=Card)


@dataclass(frozen=True, kw_only=True)
class Today:
    """How many questions were answered today, and how many of them for the first time."""

    done: int
    begun: int


def done_today(cards: Iterable[Card], *, today: date) -> Today:
    """Count what was reviewed today."""
    reviewed = [card for card in cards if card.reviewed_on == today]
    return Today(done=len(reviewed), begun=sum(card.begun_on == today for card in reviewed))


def choose(cards: Sequence[CardT], *, today: date) -> list[CardT]:
    """Return the rest of today's session: what is being read, what is due longest, then new ones.

    Never more than ten questions a day, five of them new; skipped ones rest until tomorrow.
    """
    done = done_today(cards, today=today)
    waiting = [card for card in cards if _waits(card, today)]
    known = sorted((card for card in waiting if card.begun_on), key=_order)
    new = sorted((card for card in waiting if not card.begun_on), key=_order)
    chosen = [*known, *new[: max(NEW_A_DAY - done.begun, 0)]]
    chosen.sort(key=lambda card: not card.is_answered)
    return chosen[: max(MOST_A_DAY - done.done, 0)]


def next_day(cards: Iterable[Card], *, today: date) -> date | None:
    """Return the first day after today on which something waits; None if nothing ever does."""
    tomorrow = date.fromordinal(today.toordinal() + 1)
    return min((max(card.due_on, tomorrow) for card in cards), default=None)


def minutes(count: int) -> int:
    """Return about how long so many questions take."""
    return -(-count // _PER_MINUTE)


def _waits(card: Card, today: date) -> bool:
    if card.reviewed_on == today or card.skipped_on == today:
        return False
    return card.is_answered or card.due_on <= today


def _order(card: Card) -> date:
    return card.due_on
