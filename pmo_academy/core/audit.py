"""The audit trail: who did what to which record; only appended to, each line sealed to the last."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.orm import Mapped, mapped_column

from pmo_academy.core import clock
from pmo_academy.core.db import Base, session

_CHAIN_LOCK = 7_304_112
_BEGINNING = "0" * 64


class AuditEntry(Base, kw_only=True):
    """One line of the trail; never holds an answer or a secret."""

    __tablename__ = "core_audit_entry"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True, init=False)
    at: Mapped[datetime] = mapped_column(default_factory=clock.now, index=True)
    action: Mapped[str] = mapped_column(index=True)
    by: Mapped[UUID | None] = mapped_column(default=None)
    subject: Mapped[str] = mapped_column(default="")
    details: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    previous_seal: Mapped[str] = mapped_column(unique=True)
    seal: Mapped[str] = mapped_column(default="")


def record(
    action: str, *, subject: UUID | str | None = None, by: UUID | None = None, **details: Any
) -> None:
    """Append a line in the transaction of the caller."""
    current = session()
    if current.get_bind().dialect.name == "postgresql":
        current.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _CHAIN_LOCK})
    last = current.scalar(select(AuditEntry.seal).order_by(AuditEntry.number.desc()).limit(1))
    entry = AuditEntry(
        action=action,
        by=by,
        subject=str(subject or ""),
        details=details,
        previous_seal=last or _BEGINNING,
    )
    entry.seal = seal_of(entry)
    current.add(entry)


def seal_of(entry: AuditEntry) -> str:
    """Return the SHA-256 of the line and of the seal before it."""
    line = [
        entry.previous_seal,
        entry.at.isoformat(),
        entry.action,
        str(entry.by or ""),
        entry.subject,
        entry.details,
    ]
    return hashlib.sha256(json.dumps(line, sort_keys=True).encode()).hexdigest()


def first_broken_line() -> int | None:
    """Return the number of the first line that was changed or removed after, None if all hold."""
    expected = _BEGINNING
    for entry in session().scalars(select(AuditEntry).order_by(AuditEntry.number)):
        if entry.previous_seal != expected or entry.seal != seal_of(entry):
            return entry.number
        expected = entry.seal
    return None


def list_entries(*, page: int, per_page: int) -> tuple[Sequence[AuditEntry], int]:
    """Return one page of the trail, the latest line first, and the number of lines."""
    total = session().scalar(select(func.count()).select_from(AuditEntry)) or 0
    latest_first = select(AuditEntry).order_by(AuditEntry.number.desc())
    entries = session().scalars(latest_first.offset((page - 1) * per_page).limit(per_page))
    return entries.all(), total
