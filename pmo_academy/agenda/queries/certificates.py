"""What certification keeps waiting for somebody, all in one query.

Outside certificates with the end of their cycle and their drafts, own certificates, cases to judge,
entries of others to confirm, own entries and claims that were sent back; for PMO leads also cases
without reviewers and claims to verify.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    CompoundSelect,
    Date,
    Select,
    bindparam,
    cast,
    exists,
    func,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from pmo_academy.certification.models import (
    Award,
    Claim,
    ClaimState,
    Credential,
    CredentialRules,
    Cycle,
    PanelCase,
    PanelOpinion,
    Period,
    ProgrammeEdition,
    RecordEntry,
)
from pmo_academy.certification.rules.requirements import PanelState
from pmo_academy.core.db import session
from pmo_academy.people.models import Membership, Person
from pmo_academy.people.queries import teams_led_by


class DutyKind(StrEnum):
    """What waits."""

    CYCLE = "cycle"
    AWARD = "award"
    CASE = "case"
    ENTRY = "entry"
    OPEN_CASE = "open-case"
    CLAIM = "claim"
    CLAIM_SENT_BACK = "claim-sent-back"
    ENTRY_SENT_BACK = "entry-sent-back"


@dataclass(frozen=True, kw_only=True)
class Duty:
    """Something that waits; the code is that of an own certificate."""

    kind: DutyKind
    id: UUID
    title: str
    on: date | None
    drafts: int
    code: str


@dataclass(frozen=True, kw_only=True)
class HeldCertificate:
    """An outside certificate with the end of its last cycle and the number of drafts in it."""

    id: UUID
    title: str
    ends_on: date
    drafts: int

    def days_left(self, today: date) -> int:
        """Return how many days are left, negative when it has ended."""
        return (self.ends_on - today).days


def list_duties(person: Person) -> Sequence[Duty]:
    """Return what waits for this person in certification, the first day on top."""
    rows = session().execute(_duties(is_pmo_lead=person.is_pmo_lead), {"person_id": person.id})
    found = [
        Duty(
            kind=DutyKind(row.kind),
            id=row.id,
            title=row.title,
            on=row.on,
            drafts=row.drafts,
            code=row.code,
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (one.on or date.max, one.title, one.id))


def held_certificates(duties: Sequence[Duty]) -> Sequence[HeldCertificate]:
    """Return the outside certificates among what waits."""
    return [
        HeldCertificate(id=one.id, title=one.title, ends_on=one.on, drafts=one.drafts)
        for one in duties
        if one.kind is DutyKind.CYCLE and one.on
    ]


@cache
def _duties(*, is_pmo_lead: bool) -> CompoundSelect[*tuple[Any, ...]]:
    """Return the statement; it is put together once, because that takes longer than to run it."""
    parts = [_cycles(), _awards(), _cases(), _entries(), _claims_sent_back(), _entries_sent_back()]
    if is_pmo_lead:
        parts += [_open_cases(), _claims()]
    return union_all(*parts)


def _part(kind: DutyKind, id_: Any, title: Any, on: Any, **others: Any) -> Select[Any]:
    return select(
        literal(kind.value).label("kind"),
        id_.label("id"),
        title.label("title"),
        on.label("on"),
        others.get("drafts", literal(0)).label("drafts"),
        others.get("code", literal("")).label("code"),
    )


_NO_DAY = cast(null(), Date)
_ME: BindParameter[UUID] = bindparam("person_id")


def _cycles() -> Select[Any]:
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
        _part(DutyKind.CYCLE, Credential.id, CredentialRules.title, Cycle.ends_on, drafts=drafts)
        .select_from(Credential)
        .join(Cycle, Cycle.credential_id == Credential.id)
        .join(CredentialRules, CredentialRules.id == Cycle.rules_id)
        .where(Credential.person_id == _ME, is_last)
    )


def _awards() -> Select[Any]:
    last = select(func.max(Period.ends_on)).where(Period.award_id == Award.id).scalar_subquery()
    return (
        _part(DutyKind.AWARD, Award.id, ProgrammeEdition.title, last, code=Award.code)
        .select_from(Award)
        .join(ProgrammeEdition, ProgrammeEdition.id == Award.edition_id)
        .where(Award.person_id == _ME, Award.revoked_at.is_(None))
    )


def _cases() -> Select[Any]:
    return (
        _part(DutyKind.CASE, PanelCase.id, PanelCase.title, PanelOpinion.meets_on)
        .select_from(PanelCase)
        .join(PanelOpinion, PanelOpinion.case_id == PanelCase.id)
        .where(PanelOpinion.reviewer_id == _ME, PanelOpinion.is_for.is_(None))
    )


def _entries() -> Select[Any]:
    """Select what people of the reader's teams wrote into their records; leads have too many."""
    in_team = exists().where(
        Membership.person_id == RecordEntry.person_id,
        Membership.team_id.in_(teams_led_by(_ME)),
    )
    return (
        _part(DutyKind.ENTRY, RecordEntry.id, Person.name, RecordEntry.happened_on)
        .select_from(RecordEntry)
        .join(Person, Person.id == RecordEntry.person_id)
        .where(
            RecordEntry.confirmed_at.is_(None),
            RecordEntry.sent_back_because == "",
            RecordEntry.person_id != _ME,
            in_team,
        )
    )


def _entries_sent_back() -> Select[Any]:
    return (
        _part(DutyKind.ENTRY_SENT_BACK, RecordEntry.id, RecordEntry.change, RecordEntry.happened_on)
        .select_from(RecordEntry)
        .where(RecordEntry.sent_back_because != "", RecordEntry.person_id == _ME)
    )


def _claims_sent_back() -> Select[Any]:
    return (
        _part(DutyKind.CLAIM_SENT_BACK, Claim.id, Claim.title, _NO_DAY)
        .select_from(Claim)
        .join(Cycle, Cycle.id == Claim.cycle_id)
        .join(Credential, Credential.id == Cycle.credential_id)
        .where(
            Claim.sent_back_because != "",
            Claim.deleted_at.is_(None),
            Credential.person_id == _ME,
        )
    )


def _open_cases() -> Select[Any]:
    has_reviewers = exists().where(PanelOpinion.case_id == PanelCase.id)
    return (
        _part(DutyKind.OPEN_CASE, PanelCase.id, PanelCase.title, _NO_DAY)
        .select_from(PanelCase)
        .where(PanelCase.state == PanelState.WAITING, PanelCase.person_id != _ME, ~has_reviewers)
    )


def _claims() -> Select[Any]:
    return (
        _part(DutyKind.CLAIM, Claim.id, Claim.title, _NO_DAY)
        .select_from(Claim)
        .join(Cycle, Cycle.id == Claim.cycle_id)
        .join(Credential, Credential.id == Cycle.credential_id)
        .where(
            Claim.asked_at.is_not(None),
            Claim.verified_at.is_(None),
            Claim.deleted_at.is_(None),
            Credential.person_id != _ME,
        )
    )
