"""Find the terms of the glossary."""

from collections.abc import Sequence

from sqlalchemy import select

from pmo_academy.core.db import session
from pmo_academy.learning.models import Term


def list_terms() -> Sequence[Term]:
    """Return every term, by name."""
    return session().scalars(select(Term).order_by(Term.slug)).all()
