"""Work for later: rows that are written with the change that causes them, and done once."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from pmo_academy.core import clock
from pmo_academy.core.db import Base
from pmo_academy.core.ids import new_id


class Job(Base, kw_only=True):
    """One piece of work; the key keeps the same work from being written down twice."""

    __tablename__ = "core_job"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    kind: Mapped[str]
    key: Mapped[str | None] = mapped_column(default=None, unique=True)
    payload: Mapped[dict[str, Any]]
    due_at: Mapped[datetime] = mapped_column(default_factory=clock.now, index=True)
    claimed_at: Mapped[datetime | None] = mapped_column(default=None)
    done_at: Mapped[datetime | None] = mapped_column(default=None, index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str] = mapped_column(default="")
