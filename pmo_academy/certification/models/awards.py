"""Tables of certificates that were awarded, their periods, and the keys that sign them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from pmo_academy.core import clock
from pmo_academy.core.db import Base
from pmo_academy.core.ids import new_id

_IS_VALID = text("revoked_at IS NULL")
_IS_CURRENT = text("is_current")


class SigningKey(Base, kw_only=True):
    """An Ed25519 key: the public half for everybody, the private half sealed with the secret.

    One signs; those that were retired stay, for what they signed must go on being checkable.
    """

    __tablename__ = "certification_signing_key"
    __table_args__ = (
        UniqueConstraint("name"),
        Index(
            "ix_certification_signing_key_one_current",
            "is_current",
            unique=True,
            sqlite_where=_IS_CURRENT,
            postgresql_where=_IS_CURRENT,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    name: Mapped[str]
    public_pem: Mapped[str]
    sealed_pem: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(default_factory=clock.now)
    is_current: Mapped[bool] = mapped_column(default=True)
    retired_at: Mapped[datetime | None] = mapped_column(default=None)


class Award(Base, kw_only=True):
    """A programme was awarded to a person: once, unless it was revoked.

    The holder is the name at that time; the place is its own in the list of what was revoked.
    """

    __tablename__ = "certification_award"
    __table_args__ = (
        UniqueConstraint("code"),
        UniqueConstraint("status_place"),
        CheckConstraint("(revoked_at IS NULL) = (revoked_by IS NULL)", name="revoked_by_somebody"),
        CheckConstraint("revoked_by IS NULL OR revoked_by <> person_id", name="by_another"),
        Index(
            "ix_certification_award_one_valid",
            "person_id",
            "programme_key",
            unique=True,
            sqlite_where=_IS_VALID,
            postgresql_where=_IS_VALID,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    code: Mapped[str]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"))
    edition_id: Mapped[UUID] = mapped_column(ForeignKey("certification_programme_edition.id"))
    programme_key: Mapped[str]
    holder: Mapped[str]
    status_place: Mapped[int]
    awarded_at: Mapped[datetime] = mapped_column(default_factory=clock.now)
    revoked_at: Mapped[datetime | None] = mapped_column(default=None)
    revoked_by: Mapped[UUID | None] = mapped_column(ForeignKey("people_person.id"), default=None)
    revoked_because: Mapped[str] = mapped_column(default="")


class Period(Base, kw_only=True):
    """So long an award is valid; a renewal appends the next. Each has what was signed for it."""

    __tablename__ = "certification_period"
    __table_args__ = (
        UniqueConstraint("award_id", "number"),
        CheckConstraint("starts_on <= ends_on", name="starts_before_it_ends"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    award_id: Mapped[UUID] = mapped_column(ForeignKey("certification_award.id"))
    number: Mapped[int]
    starts_on: Mapped[date]
    ends_on: Mapped[date] = mapped_column(index=True)
    issued_at: Mapped[datetime] = mapped_column(default_factory=clock.now)
    key_id: Mapped[UUID] = mapped_column(ForeignKey("certification_signing_key.id"))
    claims: Mapped[dict[str, Any]]
    badge: Mapped[dict[str, Any]]
    token: Mapped[str]
