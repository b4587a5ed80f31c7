"""Tables of packages of other products: their files, where somebody is in one, raw traces."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from pmo_academy.core import clock
from pmo_academy.core.db import Base


class Package(Base, kw_only=True):
    """A package, unpacked once however many editions hold it; its digest is that of the ZIP."""

    __tablename__ = "learning_package"

    digest: Mapped[str] = mapped_column(primary_key=True)
    size: Mapped[int]
    added_at: Mapped[datetime] = mapped_column(default_factory=clock.now)


class PackageFile(Base, kw_only=True):
    """One file of a package; `folded` is its path in small letters, as some packages name it."""

    __tablename__ = "learning_package_file"

    package_digest: Mapped[str] = mapped_column(
        ForeignKey("learning_package.digest"), primary_key=True
    )
    path: Mapped[str] = mapped_column(primary_key=True)
    folded: Mapped[str] = mapped_column(index=True)
    media_type: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class PackageState(Base, kw_only=True):
    """What a package reported of a person in a lesson, to be given back when it starts again.

    A sitting is one start of the package; `number` counts what arrived in it. `report` holds what
    was last kept of its values.
    """

    __tablename__ = "learning_package_state"
    __table_args__ = (CheckConstraint("sitting > 0", name="sittings_count_from_one"),)

    enrolment_id: Mapped[UUID] = mapped_column(
        ForeignKey("learning_enrolment.id"), primary_key=True
    )
    lesson_id: Mapped[UUID] = mapped_column(
        ForeignKey("learning_lesson.id"), primary_key=True, index=True
    )
    sitting: Mapped[int] = mapped_column(default=1)
    number: Mapped[int] = mapped_column(default=0)
    stage: Mapped[str]
    is_done: Mapped[bool] = mapped_column(default=False)
    report: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    seconds_before: Mapped[int] = mapped_column(default=0)
    seconds_now: Mapped[int] = mapped_column(default=0)
    started_at: Mapped[datetime] = mapped_column(default_factory=clock.now)
    changed_at: Mapped[datetime] = mapped_column(default_factory=clock.now)

    @property
    def seconds(self) -> int:
        """How long the person was in the package, by what it reports."""
        return self.seconds_before + self.seconds_now


class PackageCall(Base, kw_only=True):
    """One call of a package, word for word; kept of those alone who may write courses."""

    __tablename__ = "learning_package_call"

    enrolment_id: Mapped[UUID] = mapped_column(
        ForeignKey("learning_enrolment.id"), primary_key=True
    )
    lesson_id: Mapped[UUID] = mapped_column(
        ForeignKey("learning_lesson.id"), primary_key=True, index=True
    )
    sitting: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    name: Mapped[str]
    element: Mapped[str]
    value: Mapped[str]
    is_clipped: Mapped[bool]
    error: Mapped[str]
