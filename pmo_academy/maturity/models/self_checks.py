"""Tables of self-checks that somebody asked to keep."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pmo_academy.core.db import Base
from pmo_academy.core.ids import new_random_id


class SelfCheck(Base, kw_only=True):
    """Answers that a guest asked to keep; only who has the private link can open them."""

    __tablename__ = "maturity_self_check"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_random_id)
    token_digest: Mapped[str] = mapped_column(unique=True)
    model_edition_id: Mapped[UUID] = mapped_column(ForeignKey("maturity_model_edition.id"))
    answers: Mapped[dict[str, Any]]
    kept_on: Mapped[date]
    expires_on: Mapped[date] = mapped_column(index=True)
