"""The database: base class, column types, session and the one place that commits."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Flask, current_app, has_request_context, request
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, DateTime, Dialect, Engine, Enum, MetaData, Uuid, event
from sqlalchemy.orm import DeclarativeBase, MappedAsDataclass, Session
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

# How long SQLite waits for others, in milliseconds.
_LONG_WAIT, _SHORT_WAIT = 10_000, 250

READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

# Constraints get their names here, so that every database and every migration agrees on them.
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UTCDateTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC on every database; naive values are refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware moment into UTC."""
        del dialect
        if value is not None and value.tzinfo is None:
            message = "A moment needs its time zone; use clock.now()."
            raise ValueError(message)
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back an aware moment in UTC."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _values(kind: Any) -> list[str]:
    return [member.value for member in kind]


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True):
    """The base of all tables."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {
        datetime: UTCDateTime(),
        UUID: Uuid(),
        dict[str, Any]: JSON(),
        list[Any]: JSON(),
        StrEnum: Enum(StrEnum, native_enum=False, length=40, values_callable=_values),
    }


db = SQLAlchemy(
    metadata=Base.metadata,
    session_options={"expire_on_commit": False},
    # What people typed stays out of error messages, and so out of the log.
    engine_options={"hide_parameters": True},
)
MIGRATIONS = Path(__file__).resolve().parent.parent.parent / "migrations"
migrate = Migrate(db=db, directory=str(MIGRATIONS), render_as_batch=True)


def set_up(app: Flask) -> None:
    """Connect the app to its database."""
    db.init_app(app)
    migrate.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            _tame_sqlite(db.engine)


def session() -> Session:
    """Return the session of the present request, command or job."""
    return db.session()


@contextmanager
def transaction() -> Iterator[Session]:
    """Commit what happens inside, or nothing of it; an inner one joins the outer one.

    A request that only reads begins anew to write after all, such as the line of a refusal: on
    SQLite what it has read before would forbid it to write once somebody else has.
    """
    current = session()
    if current.info.get("in_transaction"):
        yield current
        return
    if _is_reading():
        current.rollback()
    current.info["in_transaction"] = True
    try:
        yield current
        current.commit()
    except BaseException:
        current.rollback()
        raise
    finally:
        current.info["in_transaction"] = False


def release() -> None:
    """End a transaction that has only read, before slow work that must not hold a lock.

    Within a change it does nothing: what was done so far must not be lost.
    """
    current = session()
    if not current.info.get("in_transaction"):
        current.rollback()


def empty_log() -> None:
    """Empty SQLite's log of changes, which still holds what has just been deleted.

    Call it outside a transaction. Where somebody reads for long it gives up, and the next call
    finds the same work.
    """
    if db.engine.dialect.name != "sqlite":
        return
    with closing(db.engine.raw_connection()) as connection:
        cursor = connection.cursor()
        for order in (
            f"busy_timeout={_SHORT_WAIT}",
            "wal_checkpoint(TRUNCATE)",
            f"busy_timeout={_LONG_WAIT}",
        ):
            cursor.execute(f"PRAGMA {order}")


def _tame_sqlite(engine: Engine) -> None:
    """Make SQLite durable, enforce foreign keys and never lose an update.

    Python's driver opens no transaction before a SELECT, which loses updates silently; so it is
    told to leave transactions alone, and writing requests take the write lock when they begin.
    """

    @event.listens_for(engine, "connect")
    def connect(connection: Any, entry: ConnectionPoolEntry) -> None:
        del entry
        connection.isolation_level = None
        for setting in (
            f"busy_timeout={_LONG_WAIT}",
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",
        ):
            connection.execute(f"PRAGMA {setting}")
        # SQLite's own knows the letters from A to Z only: nobody would find Ümit by "ümit".
        connection.create_function("lower", 1, _lower, deterministic=True)

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        is_reading = _is_reading() and not session().info.get("in_transaction")
        connection.exec_driver_sql("BEGIN" if is_reading else "BEGIN IMMEDIATE")


def _lower(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value


def _is_reading() -> bool:
    """Tell whether the request stores nothing by itself: by its method, or as its view says."""
    if not has_request_context():
        return False
    view = current_app.view_functions.get(request.endpoint or "")
    return request.method in READING_METHODS or hasattr(view, "only_reads")
