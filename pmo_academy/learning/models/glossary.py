"""The table of terms and what they mean."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from pmo_academy.core.db import Base


class Term(Base, kw_only=True):
    """One term of the glossary; definition is safe HTML, `also` holds other names, one a line."""

    __tablename__ = "learning_term"

    slug: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    definition: Mapped[str]
    also: Mapped[str]
    origin: Mapped[str]
