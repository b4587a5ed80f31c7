"""Store anonymous sheets and who took part so that neither order nor stamps tie them together.

A database keeps rows where they were written, and PostgreSQL stamps each with its transaction: the
sheet that came last and the invitation that changed last would name each other. So whoever hands in
has all rows of the round written anew, in the order of their ids.
"""

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Table,
    Uuid,
    bindparam,
    column,
    delete,
    insert,
    literal,
    select,
    table,
)

from pmo_academy.core import clock
from pmo_academy.core.db import Base, session
from pmo_academy.maturity.models import HeardGroup, Invitation, Perspective, Response

Row = dict[str, Any]


def add_sheet(sheet: Row) -> None:
    """Store a sheet among the others of its round."""
    session().execute(insert(_table(Response)), [sheet])
    _lay_anew(Response, sheet["round_id"], submitted=True)


def change_sheets(round_id: UUID, change: Callable[[Row], Row]) -> None:
    """Write every sheet of a round anew, changed, by their random ids."""
    stored = _table(Response)
    ours = _ours(stored, round_id, submitted=True)
    found = session().execute(select(stored).where(ours).order_by(stored.c.id))
    rows = [change(row._asdict()) for row in found]
    session().execute(stored.delete().where(ours))
    if rows:
        session().execute(insert(stored), rows)


def note_part(round_id: UUID, *, of: UUID) -> None:
    """Note that the person of an invitation took part today, touching every invitation alike."""
    stored = _table(Invitation)
    if _is_sqlite():
        took_part = stored.update().where(stored.c.id == of).values(took_part_on=clock.today())
        session().execute(took_part)
        _lay_anew(Invitation, round_id)
        return
    # Rows that somebody else waits for may not vanish, so they are changed in place, one by one.
    columns = (stored.c.id, stored.c.took_part_on)
    found = select(*columns).where(stored.c.round_id == round_id).order_by(stored.c.id)
    days = {row.id: row.took_part_on for row in session().execute(found.with_for_update())}
    session().execute(
        stored.update()
        .where(stored.c.id == bindparam("which"))
        .values(took_part_on=bindparam("day")),
        [{"which": one, "day": day} for one, day in {**days, of: clock.today()}.items()],
    )


def count_heard(round_id: UUID, *, perspective: Perspective) -> None:
    """Count a sheet for its perspective, touching the others alike."""
    stored = _table(HeardGroup)
    ours = stored.c.round_id == round_id
    counted = {
        row.perspective: row.counted for row in session().execute(select(stored).where(ours))
    }
    session().execute(stored.delete().where(ours))
    session().execute(
        insert(stored),
        [
            {
                "round_id": round_id,
                "perspective": one,
                "counted": counted.get(one, 0) + (one is perspective),
            }
            for one in Perspective
        ],
    )


def _lay_anew(model: type[Base], round_id: UUID, *, submitted: bool = False) -> None:
    """Take rows of a round out of their table and put them back by their ids, as they are."""
    stored = _table(model)
    if _is_sqlite():
        # Without the types of the columns nothing is read and written word by word.
        plain = table(stored.name, *(column(one.name) for one in stored.c))
        rows = session().execute(
            select(plain).where(_ours(plain, round_id, submitted=submitted)).order_by(plain.c.id)
        )
        kept = [row._asdict() for row in rows]
        session().execute(delete(plain).where(_ours(plain, round_id, submitted=submitted)))
        session().execute(insert(plain), kept)
        return
    ours = _ours(stored, round_id, submitted=submitted)
    # Sorting waits until the last row is out, so that none is put back beside itself.
    taken = delete(stored).where(ours).returning(stored).cte("taken")
    back = select(taken).order_by(taken.c.id)
    session().execute(insert(stored).from_select([one.name for one in stored.c], back))


def _ours(rows: FromClause, round_id: UUID, *, submitted: bool) -> ColumnElement[bool]:
    of_round = rows.c.round_id == literal(round_id, Uuid())
    return of_round & rows.c.submitted_on.is_not(None) if submitted else of_round


def _is_sqlite() -> bool:
    return session().get_bind().dialect.name == "sqlite"


def _table(model: type[Base]) -> Table:
    return cast("Table", model.__table__)
