"""The table of files that belong to a course: pictures that are shown, documents to download."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pmo_academy.core.db import Base
from pmo_academy.core.files import NAMES_CONTENT


class Medium(Base, kw_only=True):
    """A file of a course edition as it was checked; pictures were drawn anew and have a size.

    Its content lies in the storage, under its digest.
    """

    __tablename__ = "learning_medium"

    edition_id: Mapped[UUID] = mapped_column(
        ForeignKey("learning_course_edition.id"), primary_key=True
    )
    name: Mapped[str] = mapped_column(primary_key=True)
    media_type: Mapped[str]
    size: Mapped[int]
    width: Mapped[int | None] = mapped_column(default=None)
    height: Mapped[int | None] = mapped_column(default=None)
    digest: Mapped[str] = mapped_column(info=NAMES_CONTENT)
