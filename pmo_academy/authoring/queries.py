"""Find the editions that were published last, and their files."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, func, select, tuple_

from pmo_academy.authoring.models import Edition, SourceFile
from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.core.db import session


def latest_editions() -> Mapping[tuple[Kind, str], Edition]:
    """Return the latest edition of each piece of content."""
    editions = session().scalars(select(Edition).where(_is_latest()))
    return {(edition.kind, edition.key): edition for edition in editions}


def latest_files() -> Mapping[str, bytes]:
    """Return the files of the latest edition of each piece of content, by their path."""
    rows = session().execute(
        select(SourceFile.path, SourceFile.body)
        .join(Edition, Edition.id == SourceFile.edition_id)
        .where(_is_latest())
        .order_by(SourceFile.path)
    )
    return {row.path: row.body for row in rows}


def _is_latest() -> ColumnElement[bool]:
    last = select(Edition.kind, Edition.key, func.max(Edition.number)).group_by(
        Edition.kind, Edition.key
    )
    return tuple_(Edition.kind, Edition.key, Edition.number).in_(last)
