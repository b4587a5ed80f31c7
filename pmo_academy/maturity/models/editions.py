"""Tables of published maturity models."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pmo_academy.core import clock
from pmo_academy.core.db import Base
from pmo_academy.core.ids import new_id


class ModelEdition(Base, kw_only=True):
    """A published maturity model; never changes. The document is the content file, parsed."""

    __tablename__ = "maturity_model_edition"
    __table_args__ = (UniqueConstraint("code", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    code: Mapped[str]
    number: Mapped[int]
    version: Mapped[str]
    is_latest: Mapped[bool] = mapped_column(default=True)
    published_at: Mapped[datetime] = mapped_column(default_factory=clock.now)
    document: Mapped[dict[str, Any]]
