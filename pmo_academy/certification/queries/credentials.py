"""Outside certificates: those a person holds, with their last cycle, and those to choose from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Exists, Select, and_, exists, or_, select
from sqlalchemy.orm import aliased

from pmo_academy.certification.models import Credential, CredentialRules, Cycle
from pmo_academy.certification.rules.cycles import Window
from pmo_academy.certification.rules.documents import OutsideCertificate, read_certificate
from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.people.models import Person


@dataclass(frozen=True, kw_only=True)
class HeldCredential:
    """An outside certificate of a person with its last cycle; None where there can be none."""

    id: UUID
    person_id: UUID
    earned_on: date
    certificate: OutsideCertificate
    cycle_id: UUID | None
    window: Window | None


def list_credentials(person: Person) -> Sequence[HeldCredential]:
    """Return the outside certificates of a person, the one that ends first on top."""
    return list_of_people([person.id])


def list_of_people(person_ids: Iterable[UUID] | Select[UUID]) -> Sequence[HeldCredential]:
    """Return the outside certificates of these persons; the caller has checked the reader."""
    ids = person_ids if isinstance(person_ids, Select) else list(person_ids)
    rows = session().execute(_held().where(Credential.person_id.in_(ids)))
    return [_as_held(*row) for row in rows]


def get_credential(credential_id: UUID, *, for_person: Person) -> HeldCredential:
    """Return an outside certificate of this person, or raise NotFoundError."""
    mine = and_(Credential.id == credential_id, Credential.person_id == for_person.id)
    row = session().execute(_held().where(mine)).first()
    if row is None:
        raise NotFoundError
    return _as_held(*row)


def get_credential_with_cycle(cycle_id: UUID, *, for_person: Person) -> HeldCredential:
    """Return the outside certificate of a cycle that was loaded for this person."""
    wanted = _with_cycle(cycle_id).where(Credential.person_id == for_person.id)
    return _as_held(*session().execute(wanted).one())


def with_cycle(held: HeldCredential, cycle_id: UUID) -> HeldCredential:
    """Return the certificate with another of its cycles, or raise NotFoundError."""
    row = session().execute(_with_cycle(cycle_id).where(Credential.id == held.id)).first()
    if row is None:
        raise NotFoundError
    return _as_held(*row)


def list_earlier_cycles(held: HeldCredential) -> Sequence[Cycle]:
    """Return the cycles of a certificate before its last one, the latest on top."""
    wanted = select(Cycle).where(Cycle.credential_id == held.id, Cycle.id != held.cycle_id)
    return session().scalars(wanted.order_by(Cycle.starts_on.desc())).all()


def get_rules_document(held: HeldCredential) -> dict[str, Any]:
    """Return the rules that its cycle began with, as they were published."""
    wanted = select(CredentialRules).join(Cycle, Cycle.rules_id == CredentialRules.id)
    return session().scalars(wanted.where(Cycle.id == held.cycle_id)).one().document


def list_addable(person: Person) -> Sequence[tuple[str, str]]:
    """Return key and title of the outside certificates that this person has not added."""
    rows = session().execute(
        select(CredentialRules.key, CredentialRules.title)
        .where(CredentialRules.is_latest, ~_is_held_by(person))
        .order_by(CredentialRules.title)
    )
    return [(row.key, row.title) for row in rows]


def find_addable(rules_key: str, *, for_person: Person) -> CredentialRules | None:
    """Return the present rules of a certificate, None if unknown or added already."""
    return session().scalar(
        select(CredentialRules).where(
            CredentialRules.key == rules_key, CredentialRules.is_latest, ~_is_held_by(for_person)
        )
    )


def get_latest_rules(rules_key: str) -> CredentialRules:
    """Return the present rules of a certificate that somebody holds; rules are never taken away."""
    is_latest = and_(CredentialRules.key == rules_key, CredentialRules.is_latest)
    return session().scalars(select(CredentialRules).where(is_latest)).one()


def _is_held_by(person: Person) -> Exists:
    return exists().where(
        Credential.person_id == person.id, Credential.rules_key == CredentialRules.key
    )


def _with_cycle(cycle_id: UUID) -> Select[Credential, Cycle, CredentialRules]:
    return (
        select(Credential, Cycle, CredentialRules)
        .select_from(Credential)
        .join(Cycle, Cycle.credential_id == Credential.id)
        .join(CredentialRules, CredentialRules.id == Cycle.rules_id)
        .where(Cycle.id == cycle_id)
    )


@cache
def _held() -> Select[Credential, Cycle, CredentialRules]:
    """Select credentials with their last cycle and the rules that it began with."""
    later = aliased(Cycle)
    is_last = ~exists().where(
        later.credential_id == Credential.id, later.starts_on > Cycle.starts_on
    )
    has_no_cycle = and_(
        Cycle.id.is_(None), CredentialRules.key == Credential.rules_key, CredentialRules.is_latest
    )
    return (
        select(Credential, Cycle, CredentialRules)
        .select_from(Credential)
        .outerjoin(Cycle, and_(Cycle.credential_id == Credential.id, is_last))
        .join(CredentialRules, or_(CredentialRules.id == Cycle.rules_id, has_no_cycle))
        .order_by(Cycle.ends_on.is_(None), Cycle.ends_on, CredentialRules.title)
    )


def _as_held(credential: Credential, cycle: Cycle | None, rules: CredentialRules) -> HeldCredential:
    return HeldCredential(
        id=credential.id,
        person_id=credential.person_id,
        earned_on=credential.earned_on,
        certificate=read_certificate(rules.document),
        cycle_id=cycle.id if cycle else None,
        window=Window(starts_on=cycle.starts_on, ends_on=cycle.ends_on) if cycle else None,
    )
