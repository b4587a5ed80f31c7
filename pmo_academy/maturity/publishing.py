"""Stores a maturity model as it was published; rounds stay with the edition they began with."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import update

from pmo_academy.core.db import session
from pmo_academy.maturity.models import ModelEdition
from pmo_academy.maturity.rules.model_document import problems_in


def problems_in_model(document: object) -> list[tuple[tuple[str | int, ...], str]]:
    """Find what keeps a document from being a model: the path to each place, and a sentence."""
    return [(problem.path, problem.message) for problem in problems_in(document)]


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
