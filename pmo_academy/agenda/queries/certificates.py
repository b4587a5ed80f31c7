"""The reader's outside certificates: when they end, and which claims wait to be confirmed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, exists, func, select
from sqlalchemy.orm import aliased

from pmo_academy.certification.models import Claim, ClaimState, Credential, CredentialRules, Cycle
from pmo_academy.core.db import session
from pmo_academy.people.models import Person


@dataclass(frozen=True, kw_only=True)
class HeldCertificate:
    """A certificate with the end of its last cycle and the number of drafts in it."""

    id: UUID
    title: str
    ends_on: date
    drafts: int

    def days_left(self, today: date) -> int:
        """Return how many days are left, negative when it has ended."""
        return (self.ends_on - today).days


def list_certificates(person: Person) -> Sequence[HeldCertificate]:
    """Return the certificates of this person that end, the next to end first."""
    rows = session().execute(_certificates_of(), {"person_id": person.id})
    return [HeldCertificate(**row._asdict()) for row in rows]


@cache
def _certificates_of() -> Select[*tuple[Any, ...]]:
    """Return the statement; it is put together once, because that takes longer than to run it."""
    later = aliased(Cycle)
    is_last = ~exists().where(
        later.credential_id == Credential.id, later.starts_on > Cycle.starts_on
    )
    drafts = (
        select(func.count())
        .where(
            Claim.cycle_id == Cycle.id,
            Claim.state == ClaimState.DRAFT,
            Claim.deleted_at.is_(None),
        )
        .scalar_subquery()
    )
    return (
        select(Credential.id, CredentialRules.title, Cycle.ends_on, drafts.label("drafts"))
        .select_from(Credential)
        .join(Cycle, Cycle.credential_id == Credential.id)
        .join(CredentialRules, CredentialRules.id == Cycle.rules_id)
        .where(Credential.person_id == bindparam("person_id"), is_last)
        .order_by(Cycle.ends_on, CredentialRules.title)
    )
