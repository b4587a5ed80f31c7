"""Write down what somebody has done, and their schooling."""

from dataclasses import dataclass
from datetime import date

from pmo_academy.certification.models import PersonSchooling, WorkEntry, WorkKind
from pmo_academy.certification.rules.eligibility import Schooling
from pmo_academy.core import audit, clock
from pmo_academy.core.db import session
from pmo_academy.core.errors import DomainError
from pmo_academy.core.words import gettext as _
from pmo_academy.people.models import Person

EARLIEST = date(1950, 1, 1)  # nobody who works today began before


class WorkError(DomainError):
    """The days of a stretch of work cannot be."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, kw_only=True)
class Work:
    """A stretch of work as somebody typed it; without a last day it goes on."""

    title: str
    kind: WorkKind
    started_on: date
    ended_on: date | None = None
    has_led: bool = False
    is_agile: bool = False


def add_work(person: Person, work: Work) -> WorkEntry:
    """Add a stretch of work; raises WorkError with the field for days that cannot be."""
    if work.started_on < EARLIEST:
        raise WorkError("started_on", _("Enter the year in full, such as 2024."))
    if work.started_on > clock.today():
        raise WorkError("started_on", _("Enter a day that is not in the future."))
    if work.ended_on and work.ended_on < work.started_on:
        raise WorkError("ended_on", _("Enter a last day that is not before the first day."))
    entry = WorkEntry(person_id=person.id, **vars(work))
    session().add(entry)
    session().flush()
    audit.record("certification.work-added", subject=entry.id, by=person.id)
    return entry


def delete_work(entry: WorkEntry, *, by: Person) -> None:
    """Take out a stretch of work."""
    session().delete(entry)
    audit.record("certification.work-deleted", subject=entry.id, by=by.id)


def set_schooling(person: Person, schooling: Schooling | None) -> None:
    """Keep the person's schooling, or forget it."""
    kept = session().get(PersonSchooling, person.id)
    if schooling is None:
        if kept is not None:
            session().delete(kept)
    elif kept is None:
        session().add(PersonSchooling(person_id=person.id, schooling=schooling))
    else:
        kept.schooling = schooling
    session().flush()
    audit.record("certification.schooling-set", subject=person.id, by=person.id)
