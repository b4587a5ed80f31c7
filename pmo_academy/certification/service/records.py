"""Write the record of improvement, and confirm what somebody else wrote."""

from datetime import date

from pmo_academy.certification.models import RecordEntry
from pmo_academy.certification.service.awards import award_what_is_earned
from pmo_academy.core import audit, clock
from pmo_academy.core.db import session
from pmo_academy.core.errors import ConflictError, ForbiddenError
from pmo_academy.core.words import gettext as _
from pmo_academy.people.models import Person

EARLIEST = date(2000, 1, 1)


def add_entry(person: Person, *, happened_on: date, change: str, effect: str) -> RecordEntry:
    """Note what changed on a day; raises ConflictError for a day that cannot be."""
    if happened_on < EARLIEST:
        raise ConflictError(_("Enter the year in full, such as 2024."))
    if happened_on > clock.today():
        raise ConflictError(_("Enter a day that is not in the future."))
    entry = RecordEntry(person_id=person.id, happened_on=happened_on, change=change, effect=effect)
    session().add(entry)
    session().flush()
    audit.record("certification.entry-added", subject=entry.id, by=person.id)
    return entry


def delete_entry(entry: RecordEntry, *, by: Person) -> None:
    """Take an entry out of one's record; a confirmed one stays."""
    if entry.confirmed_at is not None:
        raise ConflictError(_("Somebody has confirmed this entry, so it stays."))
    session().delete(entry)
    audit.record("certification.entry-deleted", subject=entry.id, by=by.id)


def confirm_entry(entry: RecordEntry, *, by: Person) -> None:
    """Confirm what somebody else wrote; it counts from now on, confirming twice changes nothing."""
    if entry.person_id == by.id:
        raise ForbiddenError(_("Somebody else has to confirm your entry."))
    if entry.confirmed_at is not None:
        return
    entry.confirmed_by, entry.confirmed_at = by.id, clock.now()
    entry.sent_back_because = ""
    session().flush()
    audit.record("certification.entry-confirmed", subject=entry.id, by=by.id)
    award_what_is_earned(entry.person_id)


def send_back_entry(entry: RecordEntry, *, because: str, by: Person) -> None:
    """Say why what somebody else wrote cannot be confirmed; a confirmed entry stays."""
    if entry.confirmed_at is not None:
        raise ConflictError(_("Somebody has confirmed this entry, so it stays."))
    entry.sent_back_because = because
    session().flush()
    audit.record("certification.entry-sent-back", subject=entry.id, by=by.id)
