"""Published maturity models."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Subquery, func, select

from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.maturity.models import ModelEdition
from pmo_academy.maturity.rules.model import Model
from pmo_academy.maturity.rules.model_document import model_from


@dataclass(frozen=True, kw_only=True)
class EditionRow:
    """A published model by name."""

    id: UUID
    code: str
    version: str
    title: str = ""


def find_latest_edition() -> EditionRow | None:
    """Return the model that new rounds use unless they choose another, None without any."""
    return next(iter(list_latest_editions()), None)


def list_latest_editions() -> Sequence[EditionRow]:
    """Return the latest edition of each model, the one that was here first before the others."""
    return [
        EditionRow(id=row.id, code=row.code, version=row.version, title=row.title)
        for row in session().execute(_latest_editions())
    ]


@cache
def _latest_editions() -> Select[*tuple[Any, ...]]:
    """Return the statement; it is put together once."""
    first = first_published()
    return (
        select(
            ModelEdition.id,
            ModelEdition.code,
            ModelEdition.version,
            ModelEdition.document["title"].as_string().label("title"),
        )
        .join(first, first.c.code == ModelEdition.code)
        .where(ModelEdition.is_latest)
        .order_by(first.c.at, ModelEdition.code)
    )


def first_published() -> Subquery:
    """Select of each model when its first edition was published: the order of models in lists."""
    return (
        select(ModelEdition.code, func.min(ModelEdition.published_at).label("at"))
        .group_by(ModelEdition.code)
        .subquery()
    )


def get_model(edition_id: UUID) -> Model:
    """Return the model of an edition that somebody named, or raise NotFoundError."""
    known = session().scalar(select(ModelEdition.id).where(ModelEdition.id == edition_id))
    if known is None:
        raise NotFoundError
    return model_of(edition_id)


@lru_cache(maxsize=32)
def model_of(edition_id: UUID) -> Model:
    """Return the model of an edition; editions never change, so it is read once."""
    document = session().scalars(select(ModelEdition.document).where(ModelEdition.id == edition_id))
    return model_from(document.one())
