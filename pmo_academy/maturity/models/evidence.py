"""Tables of evidence."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from pmo_academy.core import clock
from pmo_academy.core.db import Base
from pmo_academy.core.ids import new_id


class EvidenceKind(StrEnum):
    """What a piece of evidence is."""

    LINK = "link"
    FILE = "file"
    TEXT = "text"


class EvidenceState(StrEnum):
    """What a reviewer said of a piece of evidence."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Evidence(Base, kw_only=True):
    """A link, file or text of a team that backs an item of a model.

    It counts in every round that closes while it is accepted, by somebody else than its
    contributor, and valid.
    """

    __tablename__ = "maturity_evidence"
    __table_args__ = (
        CheckConstraint("reviewed_by <> contributed_by", name="reviewer_is_somebody_else"),
        CheckConstraint(
            "(state = 'proposed') = (reviewed_by IS NULL)", name="reviewed_has_a_reviewer"
        ),
        CheckConstraint("dated_on <= valid_until", name="dated_before_it_ends"),
        CheckConstraint("(kind = 'file') = (file_id IS NOT NULL)", name="file_has_its_file"),
        Index(None, "team_id", "model_code"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id)
    team_id: Mapped[UUID] = mapped_column(ForeignKey("people_team.id"))
    model_code: Mapped[str]
    item: Mapped[str]
    kind: Mapped[EvidenceKind] = mapped_column(default=EvidenceKind.LINK)
    title: Mapped[str]
    link: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    file_id: Mapped[UUID | None] = mapped_column(ForeignKey("core_file.id"), default=None)
    dated_on: Mapped[date]
    valid_until: Mapped[date]
    contributed_by: Mapped[UUID] = mapped_column(ForeignKey("people_person.id"))
    reviewed_by: Mapped[UUID | None] = mapped_column(ForeignKey("people_person.id"), default=None)
    state: Mapped[EvidenceState] = mapped_column(default=EvidenceState.PROPOSED)
    contributed_at: Mapped[datetime] = mapped_column(default_factory=clock.now)
    reviewed_at: Mapped[datetime | None] = mapped_column(default=None)
    review_note: Mapped[str] = mapped_column(default="")

    def counts_on(self, day: date) -> bool:
        """Tell whether it backs its item on a day."""
        return self.state is EvidenceState.ACCEPTED and self.valid_until >= day
