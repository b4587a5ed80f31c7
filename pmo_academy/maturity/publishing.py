"""Stores a maturity model as it was published; rounds stay with the edition they began with."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from pmo_academy.core.db import session
from pmo_academy.maturity.models import ModelEdition
from pmo_academy.maturity.rules.model import Model
from pmo_academy.maturity.rules.model_changes import (
    Difference,
    differences,
    objection_to_version,
)
from pmo_academy.maturity.rules.model_document import (
    model_from,
    model_so_far,
    problems_in,
)


@dataclass(frozen=True, kw_only=True)
class ModelComparison:
    """A sound model beside its latest published edition, if there is one."""

    model: Model
    latest: Model | None
    changes: tuple[Difference, ...]
    objection: str | None

    @property
    def is_published(self) -> bool:
        """Tell whether it says nothing that the latest edition doesn't say under this version."""
        return bool(self.latest and not self.changes and self.latest.version == self.model.version)


def problems_in_model(document: object) -> list[tuple[tuple[str | int, ...], str]]:
    """Find what keeps a document from being a model: the path to each place, and a sentence."""
    return [(problem.path, problem.message) for problem in problems_in(document)]


def compare_model(document: Mapping[str, Any]) -> ModelComparison:
    """Compare a sound document with the latest edition of the same model."""
    return _compared(model_from(document))


def compare_draft(document: Mapping[str, Any]) -> ModelComparison:
    """Compare a document that may still lack something, as far as it can be read."""
    return _compared(model_so_far(document))


def publish_model(document: Mapping[str, Any], *, number: int) -> UUID:
    """Store a model as its latest edition; return the edition's id."""
    session().execute(
        update(ModelEdition).where(ModelEdition.code == document["code"]).values(is_latest=False)
    )
    edition = ModelEdition(
        code=document["code"],
        number=number,
        version=document["version"],
        document=dict(document),
    )
    session().add(edition)
    session().flush()
    return edition.id


def _compared(model: Model) -> ModelComparison:
    published = session().scalar(
        select(ModelEdition.document).where(ModelEdition.code == model.code, ModelEdition.is_latest)
    )
    latest = model_from(published) if published else None
    return ModelComparison(
        model=model,
        latest=latest,
        changes=differences(latest, model) if latest else (),
        objection=objection_to_version(latest, model) if latest else None,
    )
