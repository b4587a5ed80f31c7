"""The clock of an attempt: what a page says of it, and what happens when it has run down."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pmo_academy.core import clock
from pmo_academy.core.db import transaction
from pmo_academy.exams import queries, service
from pmo_academy.exams.models import Attempt
from pmo_academy.exams.rules import limits
from pmo_academy.people.sign_in import current_person


@dataclass(frozen=True, kw_only=True)
class Clock:
    """When the attempt ends, and the whole minutes until then, rounded up."""

    ends_at: datetime
    seconds_left: int

    @property
    def minutes_left(self) -> int:
        """The last minute counts as one."""
        return -(-self.seconds_left // 60)


def clock_of(attempt: Attempt) -> Clock | None:
    """Return the clock of an attempt, None when it has none."""
    if attempt.deadline_at is None:
        return None
    left = (attempt.deadline_at - clock.now()).total_seconds()
    return Clock(ends_at=attempt.deadline_at, seconds_left=max(int(left), 0))


def is_over(attempt: Attempt) -> bool:
    """Tell whether the time of the attempt is up."""
    return limits.is_over(attempt.deadline_at, now=clock.now())


def is_closed(attempt: Attempt) -> bool:
    """Tell whether the attempt was handed in; one whose time is up is handed in now."""
    if attempt.is_open and is_over(attempt):
        hand_in(attempt.quiz_id, attempt.number)
        return True
    return not attempt.is_open


def hand_in(quiz_id: UUID, number: int) -> None:
    """Hand in what was saved of an attempt whose time is up."""
    person = current_person()
    with transaction():
        attempt = queries.get_attempt(quiz_id, number, for_person=person, for_change=True)
        service.hand_in_if_over(attempt, queries.get_quiz(quiz_id, for_person=person))
