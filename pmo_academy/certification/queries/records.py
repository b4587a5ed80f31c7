"""The record of improvement: of a person, and what waits for somebody else to confirm."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, exists, select
from sqlalchemy.orm import aliased

from pmo_academy.certification.models import RecordEntry
from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.people.models import Membership, Person
from pmo_academy.people.queries import readable_team_ids


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An entry with whose it is and who confirmed it."""

    entry: RecordEntry
    author: str
    confirmed_by: str


def list_own_entries(person_id: UUID) -> Sequence[Entry]:
    """Return a person's record, the latest day first."""
    return _list(_entries().where(RecordEntry.person_id == person_id))


def list_entries_to_confirm(reader: Person) -> Sequence[Entry]:
    """Return what waits in the records of people whose teams the reader reads, never their own."""
    waits = and_(RecordEntry.confirmed_at.is_(None), RecordEntry.sent_back_because == "")
    return _list(_confirmable(reader).where(waits))


def get_entry_to_confirm(entry_id: UUID, *, reader: Person) -> RecordEntry:
    """Return an entry that the reader may confirm, locked, or raise NotFoundError."""
    row = (
        session()
        .execute(
            _confirmable(reader)
            .where(RecordEntry.id == entry_id)
            .with_for_update(of=RecordEntry)
            .execution_options(populate_existing=True)
        )
        .first()
    )
    if row is None:
        raise NotFoundError
    entry: RecordEntry = row[0]
    return entry


def get_own_entry(entry_id: UUID, *, person: Person) -> RecordEntry:
    """Return an entry of the person's own record, locked, or raise NotFoundError."""
    entry = session().scalar(
        select(RecordEntry)
        .where(RecordEntry.id == entry_id, RecordEntry.person_id == person.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if entry is None:
        raise NotFoundError
    return entry


def _confirmable(reader: Person) -> Any:
    in_team = exists().where(
        Membership.person_id == RecordEntry.person_id,
        Membership.team_id.in_(readable_team_ids(reader)),
    )
    return _entries().where(
        RecordEntry.person_id != reader.id, Person.deactivated_at.is_(None), in_team
    )


_CONFIRMER = aliased(Person)


def _entries() -> Select[RecordEntry, str, str]:
    return (
        select(RecordEntry, Person.name, _CONFIRMER.name)
        .join(Person, Person.id == RecordEntry.person_id)
        .outerjoin(_CONFIRMER, _CONFIRMER.id == RecordEntry.confirmed_by)
        .order_by(RecordEntry.happened_on.desc(), RecordEntry.id.desc())
    )


def _list(wanted: Any) -> Sequence[Entry]:
    return [
        Entry(entry=row[0], author=row[1], confirmed_by=row[2] or "")
        for row in session().execute(wanted)
    ]
