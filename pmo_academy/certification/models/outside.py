"""Tables of outside certificates, their cycles and the credit claimed in them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pmo_academy.certification.rules.renewal import Category
from pmo_academy.core import clock
from pmo_academy.core.db import Base
from pmo_academy.core.ids import new_id


class ClaimState(StrEnum):
    """A draft is only proposed; a logged claim counts."""

    DRAFT = "draft"
    LOGGED = "logged"


class CredentialRules(Base, kw_only=True):
    """The dated rules of an outside certificate: totals, minimums, cycle, each with its source."""

    __tablename__ = "certification_credential_rules"
    __table_args__ = (UniqueConstraint("key", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    key: Mapped[str]
    number: Mapped[int]
    title: Mapped[str]
    is_latest: Mapped[bool] = mapped_column(default=True)
    published_at: Mapped[datetime] = mapped_column(default_factory=clock.now)
    document: Mapped[dict[str, Any]]


class Credential(Base, kw_only=True):
    """An outside certificate that a person holds."""

    __tablename__ = "certification_credential"
    __table_args__ = (UniqueConstraint("person_id", "rules_key"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"))
    rules_key: Mapped[str]
    earned_on: Mapped[date]
    added_at: Mapped[datetime] = mapped_column(default_factory=clock.now)


class Cycle(Base, kw_only=True):
    """A renewal window of a credential, pinned to the rules it began with; one row per period."""

    __tablename__ = "certification_cycle"
    __table_args__ = (
        UniqueConstraint("credential_id", "starts_on"),
        CheckConstraint("starts_on < ends_on", name="starts_before_it_ends"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    credential_id: Mapped[UUID] = mapped_column(ForeignKey("certification_credential.id"))
    rules_id: Mapped[UUID] = mapped_column(ForeignKey("certification_credential_rules.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date]


class Claim(Base, kw_only=True):
    """One activity claimed in a cycle; hours are whole quarters of an hour on each side.

    The same activity may be claimed in cycles of several credentials: each is a claim of its own
    with the same `activity_id`. A deleted claim can be brought back for a while, then it is gone
    for good.
    """

    __tablename__ = "certification_claim"
    __table_args__ = (
        UniqueConstraint("cycle_id", "course_code"),
        UniqueConstraint("cycle_id", "activity_id"),
        CheckConstraint(
            "(verified_by IS NULL) = (verified_at IS NULL)", name="verified_has_its_moment"
        ),
        CheckConstraint(
            "ways_of_working >= 0 AND power_skills >= 0 AND business_acumen >= 0",
            name="quarters_are_not_negative",
        ),
        CheckConstraint("started_on <= ended_on", name="started_before_it_ended"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    cycle_id: Mapped[UUID] = mapped_column(ForeignKey("certification_cycle.id"), index=True)
    title: Mapped[str]
    provider: Mapped[str] = mapped_column(default="")
    category: Mapped[Category]
    started_on: Mapped[date]
    ended_on: Mapped[date]
    ways_of_working: Mapped[int] = mapped_column(default=0)
    power_skills: Mapped[int] = mapped_column(default=0)
    business_acumen: Mapped[int] = mapped_column(default=0)
    link: Mapped[str] = mapped_column(default="")
    description: Mapped[str] = mapped_column(default="")
    activity_id: Mapped[UUID] = mapped_column(default_factory=new_id)
    file_id: Mapped[UUID | None] = mapped_column(ForeignKey("core_file.id"), default=None)
    file_name: Mapped[str] = mapped_column(default="")
    reported_on: Mapped[date | None] = mapped_column(default=None)
    asked_at: Mapped[datetime | None] = mapped_column(default=None)
    verified_by: Mapped[UUID | None] = mapped_column(ForeignKey("people_person.id"), default=None)
    verified_at: Mapped[datetime | None] = mapped_column(default=None)
    sent_back_because: Mapped[str] = mapped_column(default="")
    course_code: Mapped[str | None] = mapped_column(default=None)
    state: Mapped[ClaimState] = mapped_column(default=ClaimState.LOGGED)
    deleted_at: Mapped[datetime | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}
