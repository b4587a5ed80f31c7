"""Stores programmes and the dated rules of outside certificates as they were published."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import update

from pmo_academy.certification.models import CredentialRules, LadderEdition, ProgrammeEdition
from pmo_academy.core.db import session


def publish_programme(document: Mapping[str, Any], *, number: int) -> UUID:
    """Store a programme as its latest edition; return the edition's id."""
    key = document["key"]
    session().execute(
        update(ProgrammeEdition).where(ProgrammeEdition.key == key).values(is_latest=False)
    )
    edition = ProgrammeEdition(
        key=key,
        number=number,
        title=document["title"],
        position=document["position"],
        document=dict(document),
    )
    session().add(edition)
    session().flush()
    return edition.id


def publish_ladder(document: Mapping[str, Any], *, number: int) -> None:
    """Store a career ladder as the latest."""
    session().add(LadderEdition(number=number, document=dict(document)))
    session().flush()


def publish_credential(document: Mapping[str, Any], *, number: int) -> UUID:
    """Store an outside certificate's rules as the latest; cycles keep those they began with."""
    key = document["key"]
    session().execute(
        update(CredentialRules).where(CredentialRules.key == key).values(is_latest=False)
    )
    rules = CredentialRules(
        key=key, number=number, title=document["title"], document=dict(document)
    )
    session().add(rules)
    session().flush()
    return rules.id
