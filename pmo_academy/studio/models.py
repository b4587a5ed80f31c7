"""Tables of what is being written: drafts, their files, and each change with what was before."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.core import clock
from pmo_academy.core.db import Base
from pmo_academy.core.files import NAMES_CONTENT
from pmo_academy.core.ids import new_id
from pmo_academy.studio.rules.health import Ailment
from pmo_academy.studio.rules.release import Reach
from pmo_academy.studio.rules.review import Verdict


class WorkingDraft(Base, kw_only=True):
    """A piece of content on its way to the next edition: the files of an edition, and changes.

    There is one draft of a piece at most, shared by all who may write. Without a base it is new.
    """

    __tablename__ = "studio_draft"
    __table_args__ = (UniqueConstraint("kind", "key"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    kind: Mapped[Kind]
    key: Mapped[str]
    base_number: Mapped[int | None] = mapped_column(default=None)
    started_by: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"), index=True)
    started_at: Mapped[datetime] = mapped_column(default_factory=clock.now)
    changed_at: Mapped[datetime] = mapped_column(default_factory=clock.now)


class DraftFile(Base, kw_only=True):
    """A file that is not as in the edition the draft began from; without any content it is gone.

    As in an edition a text stands here, and anything else lies in the storage under its digest.
    """

    __tablename__ = "studio_draft_file"

    draft_id: Mapped[UUID] = mapped_column(ForeignKey("studio_draft.id"), primary_key=True)
    path: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[bytes | None] = mapped_column(LargeBinary, default=None)
    digest: Mapped[str | None] = mapped_column(default=None, info=NAMES_CONTENT)


class DraftChange(Base, kw_only=True):
    """One thing that somebody did to a draft, in words; numbers count from 1 within a draft."""

    __tablename__ = "studio_draft_change"
    __table_args__ = (UniqueConstraint("draft_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    draft_id: Mapped[UUID] = mapped_column(ForeignKey("studio_draft.id"))
    number: Mapped[int]
    what: Mapped[str]
    by: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default_factory=clock.now)
    is_undone: Mapped[bool] = mapped_column(default=False)


class DraftVersion(Base, kw_only=True):
    """A file before and after a change, text or digest; neither where there was or is no file."""

    __tablename__ = "studio_draft_version"

    change_id: Mapped[UUID] = mapped_column(ForeignKey("studio_draft_change.id"), primary_key=True)
    path: Mapped[str] = mapped_column(primary_key=True, index=True)
    before: Mapped[bytes | None] = mapped_column(LargeBinary, default=None)
    before_digest: Mapped[str | None] = mapped_column(default=None, info=NAMES_CONTENT)
    after: Mapped[bytes | None] = mapped_column(LargeBinary, default=None)
    after_digest: Mapped[str | None] = mapped_column(default=None, info=NAMES_CONTENT)


class Upload(Base, kw_only=True):
    """A file that somebody brought, kept for a day while they read what would become of it."""

    __tablename__ = "studio_upload"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    name: Mapped[str]
    body: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    by: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default_factory=clock.now, index=True)


class HealthCheck(Base, kw_only=True):
    """When everything that is published was looked over last."""

    __tablename__ = "studio_health_check"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    at: Mapped[datetime] = mapped_column(default_factory=clock.now)


class HealthFinding(Base, kw_only=True):
    """Something published that wants somebody, as the last look over it found it."""

    __tablename__ = "studio_health_finding"

    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    ailment: Mapped[Ailment]
    code: Mapped[str]
    place: Mapped[str]
    words: Mapped[str]


class DraftReview(Base, kw_only=True):
    """A request to look at a draft, and what came of it; `digest` names the files it is about.

    Without somebody asked, every other author may decide. The last of a draft counts.
    """

    __tablename__ = "studio_review"
    __table_args__ = (
        CheckConstraint("(verdict IS NULL) = (decided_at IS NULL)", name="decided_has_its_moment"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    draft_id: Mapped[UUID] = mapped_column(ForeignKey("studio_draft.id"), index=True)
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"), index=True)
    asked_of: Mapped[UUID | None] = mapped_column(
        ForeignKey("people_person.id"), default=None, index=True
    )
    note: Mapped[str] = mapped_column(default="")
    asked_at: Mapped[datetime] = mapped_column(default_factory=clock.now)
    digest: Mapped[str] = mapped_column(default="")
    verdict: Mapped[Verdict | None] = mapped_column(default=None)
    reason: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[UUID | None] = mapped_column(
        ForeignKey("people_person.id"), default=None, index=True
    )
    decided_at: Mapped[datetime | None] = mapped_column(default=None)


class DraftComment(Base, kw_only=True):
    """What somebody says about a line of a file; it quotes the line and moves with it."""

    __tablename__ = "studio_comment"
    __table_args__ = (
        CheckConstraint("(resolved_by IS NULL) = (resolved_at IS NULL)", name="resolved_by_one"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    draft_id: Mapped[UUID] = mapped_column(ForeignKey("studio_draft.id"), index=True)
    path: Mapped[str]
    line: Mapped[int]
    quote: Mapped[str]
    text: Mapped[str]
    by: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default_factory=clock.now)
    resolved_by: Mapped[UUID | None] = mapped_column(
        ForeignKey("people_person.id"), default=None, index=True
    )
    resolved_at: Mapped[datetime | None] = mapped_column(default=None)


class Release(Base, kw_only=True):
    """A draft is to be published at a moment, if it is then what it was when this was decided.

    `problem` says why it was not.
    """

    __tablename__ = "studio_release"

    draft_id: Mapped[UUID] = mapped_column(ForeignKey("studio_draft.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(default_factory=new_id, unique=True)
    due_at: Mapped[datetime]
    digest: Mapped[str]
    reach: Mapped[Reach]
    by: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default_factory=clock.now)
    problem: Mapped[str] = mapped_column(default="")
