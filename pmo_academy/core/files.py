"""Files that people brought: a row names its content, which lies in the storage."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from flask import Flask, current_app
from sqlalchemy import func, select
from sqlalchemy.orm import Mapped, mapped_column

from pmo_academy.config import Settings
from pmo_academy.core import clock
from pmo_academy.core.db import Base, session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.core.file_checks import CheckedFile, check
from pmo_academy.core.ids import new_random_id
from pmo_academy.core.storage import MissingFileError, Storage, open_storage

# Marks each column that names a content: the sweep deletes what none of them names.
NAMES_CONTENT = {"names_content": True}
LOCK = 7_270_001


class StoredFile(Base, kw_only=True):
    """A file as it was checked; its content is read only where it is given out."""

    __tablename__ = "core_file"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_random_id)
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    digest: Mapped[str] = mapped_column(info=NAMES_CONTENT)
    stored_at: Mapped[datetime] = mapped_column(default_factory=clock.now)


def set_up(app: Flask, settings: Settings) -> None:
    """Connect the app to the place where contents lie."""
    app.extensions["files"] = open_storage(settings)


def storage() -> Storage:
    """Return the place where contents lie."""
    place: Storage = current_app.extensions["files"]
    return place


def keep_content(content: bytes) -> str:
    """Put a content into the storage, in the transaction of the row that will name its digest."""
    _hold_off_the_sweep()
    return storage().put(content)


def keep_named(digest: str) -> str:
    """Name a content once more that another row names, or raise MissingFileError."""
    _hold_off_the_sweep()
    if not storage().has(digest):
        raise MissingFileError(digest)
    return digest


def keep(name: str, content: bytes) -> StoredFile:
    """Check a file and keep it, or raise FileError with what is wrong."""
    return store(check(name, content))


def store(checked: CheckedFile) -> StoredFile:
    """Keep a file that was checked before, so that no lock is held while a picture is drawn."""
    stored = StoredFile(
        name=checked.name,
        media_type=checked.media_type,
        size=len(checked.content),
        digest=keep_content(checked.content),
    )
    session().add(stored)
    session().flush()
    return stored


def get_file(file_id: UUID) -> StoredFile:
    """Return a file; whoever asks has found, as its reader, the record that refers to it."""
    stored = session().get(StoredFile, file_id)
    if stored is None:
        raise NotFoundError
    return stored


def content_of(stored: StoredFile) -> bytes:
    """Return what is in a file."""
    return storage().get(stored.digest)


def contents_of(file_ids: Collection[UUID]) -> dict[UUID, bytes]:
    """Return the contents of several files; their rows are found in one query."""
    rows = session().execute(
        select(StoredFile.id, StoredFile.digest).where(StoredFile.id.in_(file_ids))
    )
    return {row.id: storage().get(row.digest) for row in rows}


def forget(file_id: UUID) -> None:
    """Delete a file to which nothing refers any more; the sweep takes its content away."""
    session().delete(get_file(file_id))


def _hold_off_the_sweep() -> None:
    """Keep the sweep waiting until this transaction ends: its row is not to be seen before.

    On SQLite a transaction that writes keeps every other one out.
    """
    if session().connection().dialect.name == "postgresql":
        session().execute(select(func.pg_advisory_xact_lock_shared(LOCK)))
