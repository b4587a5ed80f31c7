"""Find the editions that were published, and their files."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select, tuple_

from pmo_academy.authoring.models import Edition, SourceFile
from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.core.files import storage
from pmo_academy.maturity.models import ModelEdition, Round
from pmo_academy.maturity.queries import model_of
from pmo_academy.maturity.queries.editions import first_published
from pmo_academy.maturity.rules.model import Model


@dataclass(frozen=True, kw_only=True)
class ModelVersion:
    """A published version of a model, and how many rounds use it."""

    edition_id: UUID
    number: int
    version: str
    published_at: datetime
    rounds: int
    running: int


@dataclass(frozen=True, kw_only=True)
class ModelCard:
    """A model as it is now, with its versions, the latest first."""

    code: str
    model: Model
    versions: Sequence[ModelVersion]


def latest_editions() -> Mapping[tuple[Kind, str], Edition]:
    """Return the latest edition of each piece of content."""
    editions = session().scalars(select(Edition).where(_is_latest()))
    return {(edition.kind, edition.key): edition for edition in editions}


def has_edition(kind: Kind, key: str, *, digest: str) -> bool:
    """Tell whether one of the editions of a piece of content had these files."""
    found = select(Edition.id).where(
        Edition.kind == kind, Edition.key == key, Edition.digest == digest
    )
    return session().scalar(found.limit(1)) is not None


def latest_files() -> Mapping[str, bytes]:
    """Return the files of the latest edition of each piece of content, by their path."""
    rows = session().execute(
        select(SourceFile.path, SourceFile.body, SourceFile.digest)
        .join(Edition, Edition.id == SourceFile.edition_id)
        .where(_is_latest())
        .order_by(SourceFile.path)
    )
    return {row.path: body_of(row.body, row.digest) for row in rows}


def body_of(body: bytes | None, digest: str | None) -> bytes:
    """Return what is in a file of an edition, wherever it lies."""
    return storage().get(digest) if digest else body or b""


def latest_files_of(kinds: Collection[Kind]) -> Mapping[str, bytes]:
    """Return the files of the latest editions of these kinds, by their path."""
    rows = session().execute(
        select(SourceFile.path, SourceFile.body, SourceFile.digest)
        .join(Edition, Edition.id == SourceFile.edition_id)
        .where(_is_latest(), Edition.kind.in_(kinds))
        .order_by(SourceFile.path)
    )
    return {row.path: body_of(row.body, row.digest) for row in rows}


def latest_names() -> Mapping[tuple[Kind, str], list[str]]:
    """Return the paths of the files of each latest edition."""
    rows = session().execute(
        select(Edition.kind, Edition.key, SourceFile.path)
        .join(SourceFile, Edition.id == SourceFile.edition_id)
        .where(_is_latest())
        .order_by(SourceFile.path)
    )
    names: dict[tuple[Kind, str], list[str]] = {}
    for row in rows:
        names.setdefault((row.kind, row.key), []).append(row.path)
    return names


def list_model_editions() -> Sequence[ModelCard]:
    """Return each model with its versions, the one that was here first before the others."""
    rows = session().execute(_model_editions()).all()
    cards: dict[str, list[ModelVersion]] = {}
    for row in rows:
        cards.setdefault(row.code, []).append(
            ModelVersion(
                edition_id=row.id,
                number=row.number,
                version=row.version,
                published_at=row.published_at,
                rounds=row.rounds,
                running=row.running,
            )
        )
    return [
        ModelCard(
            code=code,
            model=model_of(versions[0].edition_id),
            versions=versions,
        )
        for code, versions in cards.items()
    ]


def get_model_file(code: str, number: int) -> bytes:
    """Return the file of an edition of a model, or raise NotFoundError."""
    body = session().scalar(
        select(SourceFile.body)
        .join(Edition, Edition.id == SourceFile.edition_id)
        .where(Edition.kind == Kind.MODEL, Edition.key == code.lower(), Edition.number == number)
    )
    if body is None:
        raise NotFoundError
    return body


@cache
def _model_editions() -> Select[*tuple[Any, ...]]:
    """Return the statement; it is put together once."""
    first = first_published()
    return (
        select(
            ModelEdition.id,
            ModelEdition.code,
            ModelEdition.number,
            ModelEdition.version,
            ModelEdition.published_at,
            func.count(Round.id).label("rounds"),
            func.count(Round.id).filter(Round.closed_at.is_(None)).label("running"),
        )
        .join(first, first.c.code == ModelEdition.code)
        .outerjoin(Round, Round.model_edition_id == ModelEdition.id)
        .group_by(
            ModelEdition.id,
            ModelEdition.code,
            ModelEdition.number,
            ModelEdition.version,
            ModelEdition.published_at,
            first.c.at,
        )
        .order_by(first.c.at, ModelEdition.code, ModelEdition.number.desc())
    )


def _is_latest() -> ColumnElement[bool]:
    last = select(Edition.kind, Edition.key, func.max(Edition.number)).group_by(
        Edition.kind, Edition.key
    )
    return tuple_(Edition.kind, Edition.key, Edition.number).in_(last)
