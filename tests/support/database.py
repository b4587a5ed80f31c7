"""The tests' database: made once for each worker, emptied after each test."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, literal, select, text, union_all

from tests.support.postgres import fresh_database

# The environment variable that names the database server; unset means SQLite.
VARIABLE = "PMO_TEST_DATABASE_URL"


@contextlib.contextmanager
def fresh(worker: str) -> Iterator[str]:
    """Create an empty database for one test worker and give its address."""
    server = os.environ.get(VARIABLE, "")
    if server:
        with fresh_database(server, f"pmo_academy_test_{worker}") as url:
            yield url
        return
    with tempfile.TemporaryDirectory(prefix="pmo-test-", dir=memory()) as folder:
        yield f"sqlite:///{folder}/pmo-academy.sqlite3"


def memory() -> Path | None:
    """Give a folder in memory where there is one: each commit waits for the disk."""
    place = Path("/dev/shm")
    return place if os.access(place, os.W_OK) else None


def empty(engine: Engine, metadata: MetaData) -> None:
    """Delete every row, looking first which tables have any."""
    with engine.connect() as connection:
        full = set(connection.scalars(_full_tables(metadata)))
        connection.rollback()
        if full:
            _switch_checks(connection, on=False)
            for table in metadata.sorted_tables:
                if table.name in full:
                    connection.execute(table.delete())
            connection.commit()
            _switch_checks(connection, on=True)


def _full_tables(metadata: MetaData):
    return union_all(
        *(
            select(literal(table.name)).where(select(literal(1)).select_from(table).exists())
            for table in metadata.sorted_tables
        )
    )


def _switch_checks(connection: Connection, *, on: bool) -> None:
    """Let rows go in any order, past the foreign keys between them."""
    if connection.dialect.name == "sqlite":
        # The pragma works outside a transaction only, so it goes to the driver itself.
        connection.connection.execute(f"PRAGMA foreign_keys={'ON' if on else 'OFF'}")
        return
    role = "origin" if on else "replica"
    connection.execute(text(f"SET session_replication_role = {role}"))
    if on:
        connection.commit()
