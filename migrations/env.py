"""Alembic's way into the app."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from pmo_academy.core.db import UTCDateTime

database = current_app.extensions["migrate"].db


def render_item(kind: str, thing: Any, autogen_context: Any) -> str | bool:
    """Write our column types as what they are underneath, so that no migration imports the app."""
    del autogen_context
    if kind == "type" and isinstance(thing, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def run() -> None:
    with database.engine.connect() as connection, unbound(connection):
        context.configure(
            connection=connection,
            target_metadata=database.metadata,
            render_as_batch=connection.dialect.name == "sqlite",
            render_item=render_item,
            compare_type=True,
            compare_server_default=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


@contextmanager
def unbound(connection: Connection) -> Iterator[None]:
    """Let SQLite rebuild tables that others refer to; every reference is checked afterwards."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
        broken = driver.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            message = f"The migration left references without a row: {broken[:5]}"
            raise RuntimeError(message)
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


run()
