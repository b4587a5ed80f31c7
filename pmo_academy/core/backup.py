"""A consistent copy of the embedded database and its files while they are in use, and the way back.

The copy is one tar: the database, and each content under `files/` with its digest. Contents are
taken before the database and once more after it. So each content that the copied database names is
there: what was there before was taken then, and what came meanwhile is too young to be swept.
"""

import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from sqlalchemy.engine import make_url

from pmo_academy.core.errors import DomainError
from pmo_academy.core.file_sweep import naming_columns
from pmo_academy.core.storage import Storage, digest_of

_DATABASE, _FOLDER = "database.sqlite3", "files/"


class BackupError(Exception):
    """The copy was not made or is not whole; the message says why and what to do."""


@dataclass(frozen=True, kw_only=True)
class Copied:
    """How many rows, and contents of files that they name, a copy holds; each was checked."""

    rows: int
    files: int


def database_file(database_url: str) -> Path:
    """Return the file of an embedded database, or raise BackupError for a database server."""
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        message = (
            "This installation keeps its data on a database server. "
            "Use the server's own tools: pg_dump to copy, pg_restore to bring back. Copy the files "
            "(the folder or the bucket of PMO_STORAGE_URL) before that and once more after it."
        )
        raise BackupError(message)
    return Path(url.database)


def back_up(source: Path, target: Path, *, storage: Storage) -> Copied:
    """Copy the database and its files into a new file and return what the copy holds."""
    if target.exists():
        message = f"{target} exists already. Choose a name that is free."
        raise BackupError(message)
    if not source.exists():
        message = f"There is no database at {source}."
        raise BackupError(message)
    with _honest(target), _room_beside(target) as room:
        whole, database = room / "copy.tar", room / _DATABASE
        with tarfile.open(whole, "w") as archive:
            taken = _take(storage, archive, without=frozenset())
            _copy(source, database)
            taken |= _take(storage, archive, without=taken)
            archive.add(database, _DATABASE)
        copied = _compared(database, taken)
        whole.rename(target)
    return copied


def restore(source: Path, target: Path, *, storage: Storage) -> Copied:
    """Bring a copy into an installation that has no database yet; return what it holds.

    The database comes last, so that an installation is there with all its files or not at all.
    """
    if target.exists():
        message = f"{target} exists already. Restore into an empty installation."
        raise BackupError(message)
    if not source.exists():
        message = f"There is no copy at {source}."
        raise BackupError(message)
    target.parent.mkdir(parents=True, exist_ok=True)
    with _honest(source), _room_beside(target) as room:
        database = room / _DATABASE
        if tarfile.is_tarfile(source):
            with tarfile.open(source) as archive:
                given = _give_back(archive, storage, database)
        else:  # a copy of before there was a storage is the database alone
            check(source)
            _copy(source, database)
            given = set()
        copied = _compared(database, given)
        database.rename(target)
    return copied


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


@contextmanager
def _honest(file: Path) -> Iterator[None]:
    try:
        yield
    except (tarfile.TarError, EOFError) as problem:
        message = f"{file} is damaged: {problem}."
        raise BackupError(message) from problem
    except (DomainError, OSError) as problem:
        raise BackupError(str(problem)) from problem


@contextmanager
def _room_beside(target: Path) -> Iterator[Path]:
    """Give a folder for what is not whole yet, from which it can be renamed."""
    with tempfile.TemporaryDirectory(prefix=".copy-", dir=target.resolve().parent) as folder:
        yield Path(folder)


def _take(storage: Storage, archive: tarfile.TarFile, *, without: frozenset[str]) -> frozenset[str]:
    """Add the contents to the copy; one that was swept in this moment is needed by nobody."""
    taken = set()
    for blob in storage.blobs():
        if blob.digest not in without and storage.has(blob.digest):
            content = storage.get(blob.digest)
            member = tarfile.TarInfo(_FOLDER + blob.digest)
            member.size, member.mtime, member.mode = len(content), blob.put_at.timestamp(), 0o600
            archive.addfile(member, BytesIO(content))
            taken.add(blob.digest)
    return frozenset(taken)


def _give_back(archive: tarfile.TarFile, storage: Storage, database: Path) -> set[str]:
    """Put each content into the storage and write the database down; other members are ignored."""
    given = set()
    for member in archive:
        opened = archive.extractfile(member) if member.isreg() else None
        if opened is None:
            continue
        if member.name == _DATABASE:
            with database.open("wb") as file:
                while part := opened.read(1024 * 1024):
                    file.write(part)
        elif member.name.startswith(_FOLDER):
            given.add(_put_back(member.name.removeprefix(_FOLDER), opened.read(), storage))
    if not database.exists():
        message = "there is no database in it"
        raise tarfile.ReadError(message)
    return given


def _put_back(digest: str, content: bytes, storage: Storage) -> str:
    if digest_of(content) != digest:
        message = f"the file {digest} is not what it was"
        raise tarfile.ReadError(message)
    return storage.put(content)


def _compared(database: Path, held: frozenset[str] | set[str]) -> Copied:
    """Check the database of a copy, and that each content it names is in the copy."""
    rows, named = check(database), _named(database)
    missing = named - held
    if missing:
        message = (
            f"{len(missing)} files that the database names are missing, such as {min(missing)}. "
            "See them all with: pmo-academy files check"
        )
        raise BackupError(message)
    return Copied(rows=rows, files=len(named))


def _named(database: Path) -> set[str]:
    """Return the contents that a copied database names; an earlier one names none."""
    named: set[str] = set()
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        for column in naming_columns():
            table, name = column.table.name, column.name
            columns = {row[1]: row for row in connection.execute(f"PRAGMA table_info({table})")}
            if name in columns and "content" not in columns:
                found = connection.execute(
                    f"SELECT {name} FROM {table} WHERE {name} IS NOT NULL"  # noqa: S608
                )
                named.update(row[0] for row in found)
    return named


def _count(connection: sqlite3.Connection, table: str) -> int:
    quoted = table.replace('"', '""')
    return int(connection.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()[0])  # noqa: S608


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
