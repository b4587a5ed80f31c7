"""Alembic's way into the app."""

from typing import Any

from alembic import context
from flask import current_app

from pmo_academy.core.db import UTCDateTime

database = current_app.extensions["migrate"].db


def render_item(kind: str, thing: Any, autogen_context: Any) -> str | bool:
    """Write our column types as what they are underneath, so that no migration imports the app."""
    del autogen_context
    if kind == "type" and isinstance(thing, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def run() -> None:
    with database.engine.connect() as connection:
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


run()
