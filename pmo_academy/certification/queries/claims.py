"""Claims of credit, for their owner."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Select, and_, func, select

from pmo_academy.certification.models import Claim, ClaimState, Credential, CredentialRules, Cycle
from pmo_academy.certification.rules.renewal import Activity, Category
from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.people.models import Person

QUARTERS = 4


@dataclass(frozen=True, kw_only=True)
class ClaimRow:
    """A claim as pages show it, with hours by side."""

    id: UUID
    title: str
    provider: str
    started_on: date
    ended_on: date
    activity: Activity
    link: str
    state: ClaimState
    version: int
    description: str = ""
    file_name: str = ""
    reported_on: date | None = None
    is_asked: bool = False
    is_verified: bool = False
    sent_back_because: str = ""

    @property
    def category(self) -> Category:
        """How the credit was earned."""
        return self.activity.category

    @property
    def hours(self) -> Decimal:
        """All hours, whatever their side."""
        return self.activity.hours

    @property
    def is_draft(self) -> bool:
        """Tell whether the claim is only proposed."""
        return self.state is ClaimState.DRAFT


def list_claims(cycle_id: UUID) -> Sequence[ClaimRow]:
    """Return the claims of a cycle, drafts included, the latest activity first."""
    claims = session().scalars(
        select(Claim)
        .where(Claim.cycle_id == cycle_id, Claim.deleted_at.is_(None))
        .order_by(Claim.ended_on.desc(), Claim.id.desc())
    )
    return [as_row(claim) for claim in claims]


def list_activities(cycle_ids: Collection[UUID]) -> Mapping[UUID, Sequence[Activity]]:
    """Return what was logged in each of these cycles."""
    rows = session().execute(
        select(
            Claim.cycle_id,
            Claim.category,
            Claim.ended_on,
            Claim.ways_of_working,
            Claim.power_skills,
            Claim.business_acumen,
        ).where(
            Claim.cycle_id.in_(cycle_ids),
            Claim.state == ClaimState.LOGGED,
            Claim.deleted_at.is_(None),
        )
    )
    found: dict[UUID, list[Activity]] = {cycle_id: [] for cycle_id in cycle_ids}
    for row in rows:
        found[row.cycle_id].append(_as_activity(*row[1:]))
    return found


def get_claim(claim_id: UUID, *, for_person: Person, to_change: bool = False) -> Claim:
    """Return a claim of this person, or raise NotFoundError.

    Who means to change it waits here for anybody who is changing it.
    """
    wanted = _claims_of(for_person).where(Claim.id == claim_id, Claim.deleted_at.is_(None))
    return _got(wanted.with_for_update(of=Claim) if to_change else wanted)


def get_deleted_claim(claim_id: UUID, *, for_person: Person) -> Claim:
    """Return a claim that this person deleted and can bring back, or raise NotFoundError."""
    return _got(_claims_of(for_person).where(Claim.id == claim_id, Claim.deleted_at.is_not(None)))


def find_deleted_claim(claim_id: UUID, *, cycle_id: UUID) -> Claim | None:
    """Return a claim of this cycle that was deleted and can still be brought back."""
    is_deleted_here = and_(Claim.cycle_id == cycle_id, Claim.deleted_at.is_not(None))
    return session().scalar(select(Claim).where(Claim.id == claim_id, is_deleted_here))


def list_logged(cycle_id: UUID, *, to_change: bool = False) -> Sequence[Claim]:
    """Return what was logged in a cycle, the earliest activity first; to be changed, locked."""
    wanted = (
        select(Claim)
        .where(
            Claim.cycle_id == cycle_id,
            Claim.state == ClaimState.LOGGED,
            Claim.deleted_at.is_(None),
        )
        .order_by(Claim.ended_on, Claim.id)
    )
    return session().scalars(wanted.with_for_update() if to_change else wanted).all()


@dataclass(frozen=True, kw_only=True)
class ClaimToVerify:
    """A claim of somebody else with whose it is and for which certificate."""

    claim: ClaimRow
    name: str
    certificate: str


def list_to_verify(reader: Person) -> Sequence[ClaimToVerify]:
    """Return the claims whose owners asked to have them verified, but for the reader's own."""
    rows = session().execute(_to_verify(reader).order_by(Claim.asked_at))
    return [ClaimToVerify(claim=as_row(row[0]), name=row[1], certificate=row[2]) for row in rows]


def get_to_verify(claim_id: UUID, *, reader: Person, to_change: bool = False) -> Claim:
    """Return a claim that somebody else asked to have verified, or raise NotFoundError."""
    wanted = _to_verify(reader).where(Claim.id == claim_id)
    if to_change:
        wanted = wanted.with_for_update(of=Claim).execution_options(populate_existing=True)
    row = session().execute(wanted).first()
    if row is None:
        raise NotFoundError
    claim: Claim = row[0]
    return claim


def _to_verify(reader: Person) -> Select[Claim, str, str]:
    return (
        select(Claim, Person.name, CredentialRules.title)
        .join(Cycle, Cycle.id == Claim.cycle_id)
        .join(CredentialRules, CredentialRules.id == Cycle.rules_id)
        .join(Credential, Credential.id == Cycle.credential_id)
        .join(Person, Person.id == Credential.person_id)
        .where(
            Claim.asked_at.is_not(None),
            Claim.verified_at.is_(None),
            Claim.deleted_at.is_(None),
            Credential.person_id != reader.id,
        )
    )


def count_logged(credential_id: UUID) -> int:
    """Return how many claims were logged in all cycles of a credential."""
    counted = (
        select(func.count())
        .select_from(Claim)
        .join(Cycle, Cycle.id == Claim.cycle_id)
        .where(
            Cycle.credential_id == credential_id,
            Claim.state == ClaimState.LOGGED,
            Claim.deleted_at.is_(None),
        )
    )
    return session().scalar(counted) or 0


def as_row(claim: Claim) -> ClaimRow:
    """Return a claim as pages show it."""
    return ClaimRow(
        id=claim.id,
        title=claim.title,
        provider=claim.provider,
        started_on=claim.started_on,
        ended_on=claim.ended_on,
        activity=_as_activity(
            claim.category,
            claim.ended_on,
            claim.ways_of_working,
            claim.power_skills,
            claim.business_acumen,
        ),
        link=claim.link,
        state=claim.state,
        version=claim.version,
        description=claim.description,
        file_name=claim.file_name,
        reported_on=claim.reported_on,
        is_asked=claim.asked_at is not None,
        is_verified=claim.verified_at is not None,
        sent_back_because=claim.sent_back_because,
    )


def _claims_of(person: Person) -> Select[Claim]:
    return (
        select(Claim)
        .join(Cycle, Cycle.id == Claim.cycle_id)
        .join(Credential, Credential.id == Cycle.credential_id)
        .where(Credential.person_id == person.id)
    )


def _got(wanted: Select[Claim]) -> Claim:
    claim = session().scalar(wanted)
    if claim is None:
        raise NotFoundError
    return claim


def _as_activity(
    category: Category,
    ended_on: date,
    ways_of_working: int,
    power_skills: int,
    business_acumen: int,
) -> Activity:
    return Activity(
        category=category,
        ended_on=ended_on,
        ways_of_working=Decimal(ways_of_working) / QUARTERS,
        power_skills=Decimal(power_skills) / QUARTERS,
        business_acumen=Decimal(business_acumen) / QUARTERS,
    )
