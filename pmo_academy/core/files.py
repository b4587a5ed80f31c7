"""Files that people brought, kept in the database beside the rows that refer to them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import LargeBinary, select
from sqlalchemy.orm import Mapped, mapped_column

from pmo_academy.core import clock
from pmo_academy.core.db import Base, session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.core.file_checks import CheckedFile, check
from pmo_academy.core.ids import new_random_id


class StoredFile(Base, kw_only=True):
    """A file as it was checked and stored; its content is read only where it is given out."""

    __tablename__ = "core_file"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_random_id)
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    digest: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    stored_at: Mapped[datetime] = mapped_column(default_factory=clock.now)


def keep(name: str, content: bytes) -> StoredFile:
    """Check a file and keep it, or raise FileError with what is wrong."""
    return store(check(name, content))


def store(checked: CheckedFile) -> StoredFile:
    """Keep a file that was checked before, so that no lock is held while a picture is drawn."""
    stored = StoredFile(
        name=checked.name,
        media_type=checked.media_type,
        size=len(checked.content),
        digest=hashlib.sha256(checked.content).hexdigest(),
        content=checked.content,
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


def contents_of(file_ids: Collection[UUID]) -> dict[UUID, bytes]:
    """Return the contents of several files, in one query."""
    rows = session().execute(
        select(StoredFile.id, StoredFile.content).where(StoredFile.id.in_(file_ids))
    )
    return {row[0]: row[1] for row in rows}


def forget(file_id: UUID) -> None:
    """Delete a file to which nothing refers any more."""
    session().delete(get_file(file_id))
