"""The sample organisation many times over, copied row by row."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Table, insert, select

from pmo_academy.core.db import Base, session
from pmo_academy.core.ids import new_id

# What belongs to a person, parents first. Rounds are not copied: a team holds one at a time.
_OWNED = (
    "people_membership",
    "learning_enrolment",
    "learning_lesson_done",
    "learning_course_completion",
    "learning_assignment",
    "exams_admission",
    "exams_attempt",
    "exams_response",
    "retention_card",
    "retention_review",
    "certification_credential",
    "certification_cycle",
    "certification_claim",
)
_BATCH = 5000


def multiply(times: int) -> int:
    """Add so many copies of each sample person with all they did; returns how many rows came."""
    tables = Base.metadata.tables
    people = tables["people_person"]
    originals = _rows(people, people.c.is_sample)
    owned = [(tables[name], _rows(tables[name])) for name in _OWNED]
    added = 0
    for number in range(1, times):
        renamed: dict[UUID, UUID] = {}
        copies = [_copy(people, row, renamed, number) for row in originals]
        added += _insert(people, copies)
        for table, rows in owned:
            added += _insert(table, (_copy(table, row, renamed, number) for row in rows))
    return added


def _rows(table: Table, *which: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in session().execute(select(table).where(*which)).mappings()]


def _copy(
    table: Table, row: Mapping[str, Any], renamed: dict[UUID, UUID], number: int
) -> dict[str, Any]:
    """Return the row with a new id and with the new ids of what it hangs on."""
    copy = {
        name: renamed.get(value, value) if isinstance(value, UUID) else value
        for name, value in row.items()
    }
    if "id" in table.c:
        copy["id"] = renamed[row["id"]] = new_id()
    if table.name == "people_person":
        copy["email"] = f"copy{number}.{row['email']}"
    return copy


def _insert(table: Table, rows: Iterable[dict[str, Any]]) -> int:
    count = 0
    for batch in _batches(rows):
        session().execute(insert(table), batch)
        count += len(batch)
    return count


def _batches(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
