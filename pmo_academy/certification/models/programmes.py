"""Tables of internal programmes, and of what they ask for beyond courses."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from pmo_academy.certification.rules.requirements import PanelState
from pmo_academy.core import clock
from pmo_academy.core.db import Base
from pmo_academy.core.ids import new_id

_IS_LATEST = text("is_latest")
_IS_WAITING = text("state = 'waiting'")


class ProgrammeEdition(Base, kw_only=True):
    """A published internal certification: what it asks, as data; never changes."""

    __tablename__ = "certification_programme_edition"
    __table_args__ = (UniqueConstraint("key", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    key: Mapped[str]
    number: Mapped[int]
    title: Mapped[str]
    position: Mapped[int]
    is_latest: Mapped[bool] = mapped_column(default=True)
    published_at: Mapped[datetime] = mapped_column(default_factory=clock.now)
    document: Mapped[dict[str, Any]]


class ProgrammeTest(Base, kw_only=True):
    """The test of a programme: questions of its courses' tests, as these were published then.

    `made_of` says which editions and settings it was made of; others make the next one. Whoever
    passed an earlier one has passed.
    """

    __tablename__ = "certification_programme_test"
    __table_args__ = (
        UniqueConstraint("quiz_id"),
        Index(
            "ix_certification_programme_test_one_latest",
            "programme_key",
            unique=True,
            sqlite_where=_IS_LATEST,
            postgresql_where=_IS_LATEST,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    programme_key: Mapped[str]
    quiz_id: Mapped[UUID] = mapped_column(ForeignKey("exams_quiz.id"))
    made_of: Mapped[str]
    is_latest: Mapped[bool] = mapped_column(default=True)
    published_at: Mapped[datetime] = mapped_column(default_factory=clock.now)


class PanelCase(Base, kw_only=True):
    """A case that somebody presents for a programme; each time is a row of its own.

    It waits until two reviewers have given their opinion: both for it, or it goes back.
    """

    __tablename__ = "certification_panel_case"
    __table_args__ = (
        UniqueConstraint("person_id", "programme_key", "number"),
        CheckConstraint("(state = 'waiting') = (decided_at IS NULL)", name="decided_in_time"),
        Index(
            "ix_certification_panel_case_one_waiting",
            "person_id",
            "programme_key",
            unique=True,
            sqlite_where=_IS_WAITING,
            postgresql_where=_IS_WAITING,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"))
    programme_key: Mapped[str]
    number: Mapped[int]
    title: Mapped[str]
    text: Mapped[str]
    link: Mapped[str] = mapped_column(default="")
    state: Mapped[PanelState] = mapped_column(default=PanelState.WAITING)
    handed_in_at: Mapped[datetime] = mapped_column(default_factory=clock.now)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)


class PanelOpinion(Base, kw_only=True):
    """One of the two reviewers of a case; `is_for` is None until they gave their opinion."""

    __tablename__ = "certification_panel_opinion"
    __table_args__ = (
        UniqueConstraint("case_id", "reviewer_id"),
        UniqueConstraint("case_id", "seat"),
        CheckConstraint("seat IN (1, 2)", name="two_seats"),
        CheckConstraint("(is_for IS NULL) = (given_at IS NULL)", name="given_has_its_moment"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("certification_panel_case.id"))
    seat: Mapped[int]
    reviewer_id: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"), index=True)
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"))
    meets_on: Mapped[date | None] = mapped_column(default=None)
    is_for: Mapped[bool | None] = mapped_column(default=None)
    reasons: Mapped[str] = mapped_column(default="")
    given_at: Mapped[datetime | None] = mapped_column(default=None)


class RecordEntry(Base, kw_only=True):
    """What changed in somebody's PMO and how they know; it counts once somebody else confirms."""

    __tablename__ = "certification_record_entry"
    __table_args__ = (
        CheckConstraint(
            "(confirmed_by IS NULL) = (confirmed_at IS NULL)", name="confirmed_has_its_moment"
        ),
        CheckConstraint("confirmed_by IS NULL OR confirmed_by <> person_id", name="by_another"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"), index=True)
    happened_on: Mapped[date]
    change: Mapped[str]
    effect: Mapped[str]
    added_at: Mapped[datetime] = mapped_column(default_factory=clock.now)
    confirmed_by: Mapped[UUID | None] = mapped_column(ForeignKey("people_person.id"), default=None)
    confirmed_at: Mapped[datetime | None] = mapped_column(default=None)
    sent_back_because: Mapped[str] = mapped_column(default="")
