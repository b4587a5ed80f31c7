"""A consistent copy of the embedded database while it is in use, and the way back, each checked."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import make_url


class BackupError(Exception):
    """The copy was not made or is not whole; the message says why and what to do."""


def database_file(database_url: str) -> Path:
    """Return the file of an embedded database, or raise BackupError for a database server."""
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        message = (
            "This installation keeps its data on a database server. "
            "Use the server's own tools: pg_dump to copy, pg_restore to bring back."
        )
        raise BackupError(message)
    return Path(url.database)


def back_up(source: Path, target: Path) -> int:
    """Copy the database into a new file and return how many rows the copy holds."""
    if target.exists():
        message = f"{target} exists already. Choose a name that is free."
        raise BackupError(message)
    if not source.exists():
        message = f"There is no database at {source}."
        raise BackupError(message)
    _copy(source, target)
    return check(target)


def restore(source: Path, target: Path) -> int:
    """Bring a copy into an installation that has no database yet; return how many rows it holds."""
    if target.exists():
        message = f"{target} exists already. Restore into an empty installation."
        raise BackupError(message)
    if not source.exists():
        message = f"There is no copy at {source}."
        raise BackupError(message)
    check(source)
    target.parent.mkdir(parents=True, exist_ok=True)
    _copy(source, target)
    return check(target)


def check(file: Path) -> int:
    """Return the number of rows of a whole database; raise BackupError for a damaged one."""
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
            orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
            tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            rows = sum(_count(connection, name) for (name,) in tables.fetchall())
    except sqlite3.DatabaseError as problem:
        message = f"{file} is not a database of PMO Academy: {problem}."
        raise BackupError(message) from problem
    if verdict != "ok" or orphans:
        message = f"{file} is damaged: {verdict}, {len(orphans)} rows point nowhere."
        raise BackupError(message)
    return rows


def _count(connection: sqlite3.Connection, table: str) -> int:
    quoted = table.replace('"', '""')
    return int(connection.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()[0])  # noqa: S608


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
