"""Take the sample organisation away, and everything that hangs on its people and teams."""

from typing import Any

from sqlalchemy import delete, or_, select, update

from pmo_academy.core.db import Base, session
from pmo_academy.people.models import Person, Team


def remove() -> None:
    """Delete the sample teams and people, and each row that points at them, however far down."""
    samples: dict[Any, Any] = {
        Team.metadata.tables["people_team"]: Team.is_sample,
        Person.metadata.tables["people_person"]: Person.is_sample,
    }
    session().execute(
        update(Team)
        .where(Team.parent_id.in_(select(Team.id).where(Team.is_sample)))
        .values(parent_id=None)
    )
    for table in Base.metadata.sorted_tables:
        hangs_on = [
            key.parent.in_(select(key.column).where(samples[key.column.table]))
            for key in table.foreign_keys
            if key.column.table in samples and key.column.table is not table
        ]
        if table not in samples and hangs_on:
            samples[table] = or_(*hangs_on)
    for table in reversed(Base.metadata.sorted_tables):
        if table in samples:
            session().execute(delete(table).where(samples[table]))
