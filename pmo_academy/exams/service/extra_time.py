"""More time for a person who needs it, from the next attempt on and for one that is running."""

from dataclasses import dataclass
from datetime import date

from pmo_academy.core import audit, clock
from pmo_academy.core.db import session
from pmo_academy.exams import queries
from pmo_academy.exams.models import ExtraTime
from pmo_academy.exams.rules import limits
from pmo_academy.people.models import Person


@dataclass(frozen=True, kw_only=True)
class Wish:
    """How much more time in percent, why, for one course or all, until a day or for good."""

    percent: int
    reason: str
    only_course: str = ""
    until: date | None = None


def give_extra_time(person: Person, wish: Wish, *, by: Person) -> int:
    """Give a person so much more time than the clock of a quiz allows.

    Attempts that are running get it too; returns how many became longer.
    """
    extra = session().get(ExtraTime, person.id, with_for_update=True)
    if extra is None:
        extra = ExtraTime(
            person_id=person.id, percent=wish.percent, reason=wish.reason, given_by=by.id
        )
        session().add(extra)
    extra.percent, extra.reason = wish.percent, wish.reason
    extra.only_course, extra.until = wish.only_course, wish.until
    extra.given_by, extra.given_at = by.id, clock.now()
    session().flush()
    audit.record("exams.extra-time-given", subject=person.id, by=by.id, percent=wish.percent)
    return _lengthen_running(person)


def take_extra_time(person: Person, *, by: Person) -> None:
    """Let the usual time hold for a person again; what is running keeps its end."""
    extra = session().get(ExtraTime, person.id, with_for_update=True)
    if extra is None:
        return
    session().delete(extra)
    session().flush()
    audit.record("exams.extra-time-taken", subject=person.id, by=by.id)


def _lengthen_running(person: Person) -> int:
    """Move the end of attempts whose time is not up; none becomes shorter."""
    longer = 0
    for attempt, quiz in queries.list_running(person.id):
        percent = queries.extra_percent(person.id, quiz, today=clock.today())
        end = limits.deadline(
            attempt.started_at, minutes_limit=quiz.minutes_limit or 0, extra_percent=percent
        )
        is_over = limits.is_over(attempt.deadline_at, now=clock.now())
        if not is_over and attempt.deadline_at and attempt.deadline_at < end:
            attempt.deadline_at = end
            longer += 1
    session().flush()
    return longer
