"""Published maturity models."""

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from sqlalchemy import select

from pmo_academy.core.db import session
from pmo_academy.maturity.models import ModelEdition
from pmo_academy.maturity.rules.model import Model
from pmo_academy.maturity.rules.model_document import model_from


@dataclass(frozen=True, kw_only=True)
class EditionRow:
    """A published model by name."""

    id: UUID
    code: str
    version: str


def find_latest_edition() -> EditionRow | None:
    """Return the model that new rounds use, None while none is published."""
    row = (
        session()
        .execute(
            select(ModelEdition.id, ModelEdition.code, ModelEdition.version)
            .where(ModelEdition.is_latest)
            .order_by(ModelEdition.code)
            .limit(1)
        )
        .first()
    )
    return EditionRow(id=row.id, code=row.code, version=row.version) if row else None


@lru_cache(maxsize=32)
def model_of(edition_id: UUID) -> Model:
    """Return the model of an edition; editions never change, so it is read once."""
    document = session().scalars(select(ModelEdition.document).where(ModelEdition.id == edition_id))
    return model_from(document.one())
