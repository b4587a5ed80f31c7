"""What somebody has done and learned, and what each outside body asks for before its exam."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select

from pmo_academy.certification.models import (
    Claim,
    ClaimState,
    Credential,
    CredentialRules,
    Cycle,
    PersonSchooling,
    WorkEntry,
    WorkKind,
)
from pmo_academy.certification.queries.claims import QUARTERS
from pmo_academy.certification.rules.documents import read_eligibility
from pmo_academy.certification.rules.eligibility import (
    Answer,
    Experience,
    Measure,
    Record,
    hold,
)
from pmo_academy.certification.rules.renewal import Category
from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.learning.models import CourseCompletion, CourseEdition, Enrolment
from pmo_academy.people.models import Person

_KINDS = {
    WorkKind.PROJECT: Measure.PROJECT,
    WorkKind.PROGRAMME: Measure.PROGRAMME,
    WorkKind.PORTFOLIO: Measure.PORTFOLIO,
}


@dataclass(frozen=True, kw_only=True)
class PlannedCertificate:
    """An outside certificate with each thing that its body asks for before the exam."""

    key: str
    title: str
    name: str
    body: str
    answers: tuple[Answer, ...]


def list_work(person_id: UUID) -> Sequence[WorkEntry]:
    """Return the person's stretches of work, the latest first."""
    return (
        session()
        .scalars(
            select(WorkEntry)
            .where(WorkEntry.person_id == person_id)
            .order_by(WorkEntry.started_on.desc(), WorkEntry.id.desc())
        )
        .all()
    )


def get_own_work(entry_id: UUID, *, person: Person) -> WorkEntry:
    """Return a stretch of work of this person, or raise NotFoundError."""
    entry = session().scalar(
        select(WorkEntry).where(WorkEntry.id == entry_id, WorkEntry.person_id == person.id)
    )
    if entry is None:
        raise NotFoundError
    return entry


def get_work_record(person_id: UUID) -> Record:
    """Return what bodies ask about: schooling, work, and hours of education.

    Hours are those of the academy's courses that were completed, and of education that the person
    claimed for renewal elsewhere; an activity that was claimed twice counts once.
    """
    schooling = session().get(PersonSchooling, person_id)
    return Record(
        schooling=schooling.schooling if schooling else None,
        experiences=tuple(_experience(entry) for entry in list_work(person_id)),
        hours=_course_hours(person_id) + _claimed_hours(person_id),
    )


def list_planned(record: Record, *, today: date) -> Sequence[PlannedCertificate]:
    """Hold what each outside body asks for before its exam against a record."""
    documents = session().scalars(
        select(CredentialRules.document)
        .where(CredentialRules.is_latest)
        .order_by(CredentialRules.title)
    )
    return [
        PlannedCertificate(
            key=document["key"],
            title=document["title"],
            name=document["name"],
            body=document["body"],
            answers=hold(read_eligibility(document), record, today=today),
        )
        for document in documents
    ]


def _experience(entry: WorkEntry) -> Experience:
    counts_as = {Measure.BUSINESS}
    if entry.kind in _KINDS:
        counts_as.add(_KINDS[entry.kind])
    if entry.kind is WorkKind.PROJECT and entry.has_led:
        counts_as.add(Measure.LEADING)
    if entry.is_agile:
        counts_as.add(Measure.AGILE)
    return Experience(
        started_on=entry.started_on, ended_on=entry.ended_on, counts_as=frozenset(counts_as)
    )


def _course_hours(person_id: UUID) -> Decimal:
    """Each course counts once, whichever editions were completed."""
    minutes = session().execute(
        select(CourseEdition.code, func.max(CourseEdition.minutes))
        .join(Enrolment, Enrolment.edition_id == CourseEdition.id)
        .join(CourseCompletion, CourseCompletion.enrolment_id == Enrolment.id)
        .where(Enrolment.person_id == person_id)
        .group_by(CourseEdition.code)
    )
    return Decimal(sum(row[1] for row in minutes)) / 60


def _claimed_hours(person_id: UUID) -> Decimal:
    quarters = Claim.ways_of_working + Claim.power_skills + Claim.business_acumen
    claimed = session().execute(
        select(Claim.activity_id, func.max(quarters))
        .join(Cycle, Cycle.id == Claim.cycle_id)
        .join(Credential, Credential.id == Cycle.credential_id)
        .where(
            Credential.person_id == person_id,
            Claim.category == Category.EDUCATION,
            Claim.state == ClaimState.LOGGED,
            Claim.deleted_at.is_(None),
            Claim.course_code.is_(None),
        )
        .group_by(Claim.activity_id)
    )
    return Decimal(sum(row[1] for row in claimed)) / QUARTERS
