"""The digest of a week: written down once for each person, and handed over once."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, true, update

from pmo_academy.agenda.models import Digest
from pmo_academy.agenda.rules.when import AT, Week, week_due
from pmo_academy.core import clock, jobs
from pmo_academy.core.db import session
from pmo_academy.people.models import Person, Preference
from pmo_academy.people.preferences import default_zone
from pmo_academy.people.rules.when import moment_of

DIGEST = "agenda.digest"
# Digests are written down ahead, so that they go out at eight and not when somebody looks next.
_AHEAD = timedelta(hours=1, minutes=5)


def plan_digests() -> int:
    """Write down the digests that are due within the hour; returns how many are new."""
    found = _reader_zones()
    weeks = {zone: week for zone in set(found.values()) if (week := _week_of(zone)) is not None}
    written = _written(set(weeks.values()))
    planned = 0
    for person_id, zone in found.items():
        week = weeks.get(zone)
        if week is not None and (person_id, week) not in written:
            _plan(person_id, week, zone)
            planned += 1
    return planned


def take(person_id: UUID, week: Week) -> bool:
    """Mark a digest as handed over; of several who try, one may send it."""
    taken = session().execute(
        update(Digest)
        .where(*_is(person_id, week), Digest.handed_over_at.is_(None))
        .values(handed_over_at=clock.now())
    )
    return bool(taken.rowcount == 1)  # type: ignore[attr-defined]


def give_back(person_id: UUID, week: Week) -> None:
    """Let a digest be tried again that the mail server did not take."""
    session().execute(update(Digest).where(*_is(person_id, week)).values(handed_over_at=None))


def _plan(person_id: UUID, week: Week, zone: str) -> None:
    session().add(Digest(person_id=person_id, year=week.year, week=week.number))
    payload = {"person_id": str(person_id), "year": week.year, "week": week.number}
    jobs.put(DIGEST, payload, due_at=moment_of(week.monday, AT, zone))


def _week_of(zone: str) -> Week | None:
    return week_due(clock.now() + _AHEAD, zone)


def _reader_zones() -> dict[UUID, str]:
    """Return whose digest is not switched off, each with their time zone."""
    rows = session().execute(
        select(Person.id, Preference.time_zone)
        .outerjoin(Preference, Preference.person_id == Person.id)
        .where(
            Person.deactivated_at.is_(None),
            Person.password_hash != "",
            func.coalesce(Preference.mails_digest, true()),
        )
    )
    fallback = default_zone()
    return {row.id: row.time_zone or fallback for row in rows}


def _written(weeks: set[Week]) -> set[tuple[UUID, Week]]:
    found: set[tuple[UUID, Week]] = set()
    for week in weeks:
        rows = session().scalars(
            select(Digest.person_id).where(Digest.year == week.year, Digest.week == week.number)
        )
        found.update((person_id, week) for person_id in rows)
    return found


def _is(person_id: UUID, week: Week) -> tuple[ColumnElement[bool], ...]:
    return (Digest.person_id == person_id, Digest.year == week.year, Digest.week == week.number)
