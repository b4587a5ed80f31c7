"""Tables of what people answered."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pmo_academy.core.db import Base
from pmo_academy.core.ids import new_random_id
from pmo_academy.maturity.models.rounds import Perspective

# Rows lie in the order of their random keys, not of their arrival: nothing tells who came when.
_UNORDERED = {"sqlite_with_rowid": False}


class Response(Base, kw_only=True):
    """One person's sheet.

    A draft has its person and its answers in rows of their own, and how long each section was
    looked at. Submitting seals it: the answers, comments and signs of carelessness become the
    sheet's document. In an anonymous round that is a new sheet with a random id, without a person
    and with the first day of the round, and the draft is deleted in the same transaction; it
    bears its perspective only while that is not the one of a few people.
    """

    __tablename__ = "maturity_response"
    __table_args__ = (UniqueConstraint("round_id", "person_id"), _UNORDERED)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_random_id)
    round_id: Mapped[UUID] = mapped_column(ForeignKey("maturity_round.id"), index=True)
    person_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("people_person.id"), default=None, index=True
    )
    perspective: Mapped[Perspective | None] = mapped_column(default=None)
    submitted_on: Mapped[date | None] = mapped_column(default=None)
    pages: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    document: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)


class Answer(Base, kw_only=True):
    """One choice of a draft: an anchor 0 to 4 or D (I don't know), perhaps with a comment."""

    __tablename__ = "maturity_answer"
    __table_args__ = (
        CheckConstraint("choice IN ('', '0', '1', '2', '3', '4', 'D')", name="choice_is_known"),
        _UNORDERED,
    )

    response_id: Mapped[UUID] = mapped_column(ForeignKey("maturity_response.id"), primary_key=True)
    item: Mapped[str] = mapped_column(primary_key=True)
    choice: Mapped[str] = mapped_column(default="")
    comment: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)
