"""More time for a person who needs it; it holds for attempts that begin afterwards."""

from pmo_academy.core import audit, clock
from pmo_academy.core.db import session
from pmo_academy.exams.models import ExtraTime
from pmo_academy.people.models import Person


def give_extra_time(person: Person, *, percent: int, by: Person) -> None:
    """Give a person so many percent more time than the clock of a quiz allows."""
    extra = session().get(ExtraTime, person.id, with_for_update=True)
    if extra is None:
        session().add(ExtraTime(person_id=person.id, percent=percent, given_by=by.id))
    elif extra.percent != percent:
        extra.percent, extra.given_by, extra.given_at = percent, by.id, clock.now()
    else:
        return
    session().flush()
    audit.record("exams.extra-time-given", subject=person.id, by=by.id, percent=percent)


def take_extra_time(person: Person, *, by: Person) -> None:
    """Let the usual time hold for a person again."""
    extra = session().get(ExtraTime, person.id, with_for_update=True)
    if extra is None:
        return
    session().delete(extra)
    session().flush()
    audit.record("exams.extra-time-taken", subject=person.id, by=by.id)
