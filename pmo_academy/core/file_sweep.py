"""Rows and contents compared: what no row names is deleted, what is missing is written down."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import Column, Select, delete, func, inspect, select, union
from sqlalchemy.orm import Mapped, mapped_column

from pmo_academy.core import clock
from pmo_academy.core.db import Base, release, session, transaction
from pmo_academy.core.files import LOCK, storage

KEPT_FOR = timedelta(days=1)
FEW = 100
_AT_ONCE = 50
_MOST_NOTED = 1_000

log = logging.getLogger(__name__)


class MissingFile(Base, kw_only=True):
    """A content that a row names and that the storage does not hold."""

    __tablename__ = "core_missing_file"

    digest: Mapped[str] = mapped_column(primary_key=True)
    noticed_at: Mapped[datetime] = mapped_column(default_factory=clock.now)


@dataclass(frozen=True, kw_only=True)
class Compared:
    """How many contents the storage holds, what became of those that no row names, what is missing.

    Spared are those that would have been deleted if they were not so many.
    """

    held: int
    deleted: int
    spared: int
    missing: Sequence[str]


def sweep(*, even_most: bool = False) -> Compared:
    """Delete the contents that no row has named for a day, and note those that are missing.

    Call it outside a transaction. The names are read before the storage is listed, so that what
    is put here meanwhile is not taken for missing; and again before something is deleted. Where
    most of the contents are named by no row this may be the storage of another installation: they
    are spared unless somebody says that they are not.
    """
    named = names_of_contents()
    release()
    storage().tidy()
    held = {blob.digest: blob.put_at for blob in storage().blobs()}
    before = clock.now() - KEPT_FOR
    unnamed = [one for one, at in held.items() if at < before and one not in named]
    missing = sorted(one for one in named - held.keys() if not storage().has(one))
    is_much = len(unnamed) > max(FEW, len(held) // 2)
    looks_wrong = _has_strange_tables() or (is_much and not even_most)
    deleted = 0 if looks_wrong else sum(_delete(some) for some in _parts(unnamed))
    with transaction():
        _note(missing[:_MOST_NOTED])
    return Compared(
        held=len(held) - deleted,
        deleted=deleted,
        spared=len(unnamed) if looks_wrong else 0,
        missing=missing,
    )


def names_of_contents() -> set[str]:
    """Return the digest of each content that a row names."""
    return set(session().scalars(union(*(_named(one) for one in naming_columns()))))


def tables_naming(digest: str) -> list[str]:
    """Return the tables with a row that names a content."""
    return [
        one.table.name
        for one in naming_columns()
        if session().scalar(select(select(one).where(one == digest).exists()))
    ]


def naming_columns() -> list[Column[Any]]:
    """Return the columns of all tables that name contents."""
    return [
        column
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if column.info.get("names_content")
    ]


def count_missing() -> int:
    """Return how many contents were missing when they were last looked for."""
    return session().scalar(select(func.count()).select_from(MissingFile)) or 0


def _has_strange_tables() -> bool:
    """Tell whether a table is there that this program does not know: it may name contents."""
    strange = {*inspect(session().connection()).get_table_names()} - Base.metadata.tables.keys()
    release()
    if strange - {"alembic_version"}:
        log.error("storage: nothing is deleted because of unknown tables: %s", sorted(strange))
    return bool(strange - {"alembic_version"})


def _delete(digests: Collection[str]) -> int:
    """Delete those that no row names while nobody can put one here; return how many."""
    with transaction():
        if session().connection().dialect.name == "postgresql":
            session().execute(select(func.pg_advisory_xact_lock(LOCK)))
        needed = union(*(_named(one).where(one.in_(digests)) for one in naming_columns()))
        gone = set(digests) - set(session().scalars(needed))
        for digest in gone:
            storage().delete(digest)
    return len(gone)


def _named(column: Column[Any]) -> Select[tuple[Any]]:
    return select(column).where(column.is_not(None))


def _note(missing: Collection[str]) -> None:
    """Write down what is missing; what has come back is forgotten."""
    session().execute(delete(MissingFile).where(MissingFile.digest.not_in(missing)))
    known = set(session().scalars(select(MissingFile.digest)))
    session().add_all(MissingFile(digest=one) for one in missing if one not in known)


def _parts(digests: Collection[str]) -> Iterator[list[str]]:
    rest = iter(digests)
    while some := list(islice(rest, _AT_ONCE)):
        yield some
