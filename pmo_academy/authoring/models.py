"""Tables of what was loaded: each edition with its files, byte for byte."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.core import clock
from pmo_academy.core.db import Base
from pmo_academy.core.files import NAMES_CONTENT
from pmo_academy.core.ids import new_id


class Edition(Base, kw_only=True):
    """One published state of a piece of content."""

    __tablename__ = "authoring_edition"
    __table_args__ = (UniqueConstraint("kind", "key", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    kind: Mapped[Kind]
    key: Mapped[str]
    number: Mapped[int]
    digest: Mapped[str]
    published_at: Mapped[datetime] = mapped_column(default_factory=clock.now)


class SourceFile(Base, kw_only=True):
    """A file of an edition, as it was written: a text here, anything else in the storage."""

    __tablename__ = "authoring_source_file"
    __table_args__ = (
        CheckConstraint("(body IS NULL) <> (digest IS NULL)", name="is_in_one_place"),
    )

    edition_id: Mapped[UUID] = mapped_column(ForeignKey("authoring_edition.id"), primary_key=True)
    path: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[bytes | None] = mapped_column(default=None)
    digest: Mapped[str | None] = mapped_column(default=None, info=NAMES_CONTENT)
