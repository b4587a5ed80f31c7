"""The table of answers to what people ask first."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from pmo_academy.core.db import Base


class Answer(Base, kw_only=True):
    """One question with its answer, read within a minute; html is safe.

    `courses` are the codes of courses that go on from it, `sources` where its facts were read.
    """

    __tablename__ = "learning_answer"

    key: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    question: Mapped[str]
    short: Mapped[str]
    html: Mapped[str]
    courses: Mapped[list[Any]]
    sources: Mapped[list[Any]]
    checked_on: Mapped[date]
