"""Store anonymous sheets and who took part so that neither order nor stamps tie them together.

A database keeps rows where they were written, and PostgreSQL stamps each with its transaction: the
sheet that came last and the invitation that changed last would name each other. So whoever hands in
has all rows of the round written anew, in the order of their ids.
"""

from collections.abc import Callable, Sequence
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Table, bindparam, insert, select

from pmo_academy.core import clock
from pmo_academy.core.db import Base, session
from pmo_academy.maturity.models import HeardGroup, Invitation, Perspective, Response

Row = dict[str, Any]


def write_sheets(
    round_id: UUID, change: Callable[[Row], Row], *, further: Sequence[Row] = ()
) -> None:
    """Write every sheet of a round anew, changed, and further ones, by their random ids."""
    table = _table(Response)
    ours = (table.c.round_id == round_id) & table.c.submitted_on.is_not(None)
    rows = [change(row._asdict()) for row in session().execute(select(table).where(ours))]
    session().execute(table.delete().where(ours))
    rows.extend(further)
    if rows:
        session().execute(insert(table), sorted(rows, key=lambda row: str(row["id"])))


def add_sheet(sheet: Row) -> None:
    """Store a sheet among the others of its round."""
    write_sheets(sheet["round_id"], lambda row: row, further=[sheet])


def note_part(round_id: UUID, *, of: UUID) -> None:
    """Note that the person of an invitation took part today, touching every invitation alike."""
    table = _table(Invitation)
    ours = table.c.round_id == round_id
    found = select(table).where(ours).order_by(table.c.id).with_for_update()
    rows = [row._asdict() for row in session().execute(found)]
    for row in rows:
        if row["id"] == of:
            row["took_part_on"] = clock.today()
    if _keeps_old_places():
        session().execute(table.delete().where(ours))
        session().execute(insert(table), rows)
        return
    # Rows that somebody else waits for may not vanish, so they are changed in place, one by one.
    session().execute(
        table.update()
        .where(table.c.id == bindparam("which"))
        .values(took_part_on=bindparam("day")),
        [{"which": row["id"], "day": row["took_part_on"]} for row in rows],
    )


def count_heard(round_id: UUID, *, perspective: Perspective) -> None:
    """Count a sheet for its perspective, touching the others alike."""
    table = _table(HeardGroup)
    ours = table.c.round_id == round_id
    counted = {row.perspective: row.counted for row in session().execute(select(table).where(ours))}
    session().execute(table.delete().where(ours))
    session().execute(
        insert(table),
        [
            {
                "round_id": round_id,
                "perspective": one,
                "counted": counted.get(one, 0) + (one is perspective),
            }
            for one in Perspective
        ],
    )


def _keeps_old_places() -> bool:
    """Tell whether a changed row stays where it was, as in SQLite."""
    return session().get_bind().dialect.name == "sqlite"


def _table(model: type[Base]) -> Table:
    return cast("Table", model.__table__)
