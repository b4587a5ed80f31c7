"""Files that people brought, kept in the database beside the rows that refer to them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from pmo_academy.core import clock
from pmo_academy.core.db import Base
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
