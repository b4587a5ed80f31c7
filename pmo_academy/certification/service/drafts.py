"""Courses, judged work products and workshops become drafts of claims: nobody types them again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, select

from pmo_academy.certification.models import (
    Claim,
    ClaimState,
    Credential,
    CredentialRules,
    Cycle,
)
from pmo_academy.certification.queries.claims import QUARTERS
from pmo_academy.certification.rules.documents import read_certificate
from pmo_academy.certification.rules.renewal import Category, Unit
from pmo_academy.core import clock
from pmo_academy.core.db import session
from pmo_academy.core.words import gettext as _
from pmo_academy.learning.events import CourseCompleted, WorkProductJudged
from pmo_academy.learning.models import CourseCompletion, CourseEdition, Enrolment

PROVIDER = "PMO Academy"
# Guesses, in quarters of an hour.
_JUDGING, _WORKSHOP = 1, 6


@dataclass(frozen=True, kw_only=True)
class CompletedCourse:
    """A course with its credit, and the days between which the person took it."""

    code: str
    title: str
    credit: Mapping[str, float]
    began_on: date
    completed_on: date


def propose_for_completion(event: CourseCompleted) -> None:
    """Propose a claim in each present cycle of the person that counts PDUs."""
    wanted = (
        select(*_COURSE)
        .select_from(CourseEdition)
        .join(Enrolment, Enrolment.edition_id == CourseEdition.id)
    )
    row = session().execute(wanted.where(Enrolment.id == event.enrolment_id)).one()
    course = _as_course(row, completed_on=clock.today())
    cycles = session().execute(_cycles_on(clock.today(), person_id=event.person_id)).all()
    for cycle, rules in cycles:
        if read_certificate(rules.document).credit.unit is Unit.PDU:
            _propose(course, cycle)


def propose_for_judging(event: WorkProductJudged) -> None:
    """Propose a claim for having judged the work product of a colleague."""
    title = _("Judged a work product of %(course)s", course=event.course_code)
    propose_giving_back(
        event.reviewer_id, activity_id=event.review_id, title=title, quarters=_JUDGING
    )


def propose_for_workshop(*, led_by: UUID, workshop_id: UUID, round_title: str) -> None:
    """Propose a claim for having led a consensus workshop."""
    title = _("Led the consensus workshop of %(round)s", round=round_title)
    propose_giving_back(led_by, activity_id=workshop_id, title=title, quarters=_WORKSHOP)


def propose_giving_back(person_id: UUID, *, activity_id: UUID, title: str, quarters: int) -> None:
    """Propose a claim in each present cycle that counts giving back; once for each activity.

    The hours are a guess that its owner puts right before it counts.
    """
    today = clock.today()
    for cycle, rules in session().execute(_cycles_on(today, person_id=person_id)).all():
        credit = read_certificate(rules.document).credit
        there = select(Claim.id).where(Claim.cycle_id == cycle.id, Claim.activity_id == activity_id)
        if not credit.has_categories or session().scalar(there) is not None:
            continue
        session().add(
            Claim(
                cycle_id=cycle.id,
                title=title,
                provider=PROVIDER,
                category=Category.GIVING_BACK,
                started_on=today,
                ended_on=today,
                power_skills=quarters,
                activity_id=activity_id,
                state=ClaimState.DRAFT,
            )
        )
    session().flush()


def propose_for_cycle(cycle: Cycle, *, person_id: UUID) -> None:
    """Propose a claim for each course that the person has completed in the cycle already."""
    wanted = (
        select(*_COURSE, CourseCompletion.at)
        .select_from(CourseEdition)
        .join(Enrolment, Enrolment.edition_id == CourseEdition.id)
        .join(CourseCompletion, CourseCompletion.enrolment_id == Enrolment.id)
        .where(Enrolment.person_id == person_id)
        .order_by(CourseCompletion.at)
    )
    for row in session().execute(wanted).all():
        if cycle.starts_on <= row.at.date() <= cycle.ends_on:
            _propose(_as_course(row, completed_on=row.at.date()), cycle)


_COURSE = (
    CourseEdition.code,
    CourseEdition.title,
    CourseEdition.document,
    Enrolment.enrolled_at,
)


def _as_course(row: Row[*tuple[Any, ...]], *, completed_on: date) -> CompletedCourse:
    return CompletedCourse(
        code=row.code,
        title=row.title,
        credit=row.document.get("learning_credit") or {},
        began_on=row.enrolled_at.date(),
        completed_on=completed_on,
    )


def _cycles_on(day: date, *, person_id: UUID) -> Select[Cycle, CredentialRules]:
    return (
        select(Cycle, CredentialRules)
        .select_from(Cycle)
        .join(CredentialRules, CredentialRules.id == Cycle.rules_id)
        .join(Credential, Credential.id == Cycle.credential_id)
        .where(Credential.person_id == person_id, Cycle.starts_on <= day, Cycle.ends_on >= day)
    )


def _propose(course: CompletedCourse, cycle: Cycle) -> None:
    """Add a draft with the credit of the course, once per course and cycle."""
    claim = Claim(
        cycle_id=cycle.id,
        title=course.title,
        provider=PROVIDER,
        category=Category.EDUCATION,
        started_on=max(course.began_on, cycle.starts_on),
        ended_on=course.completed_on,
        ways_of_working=_quarters(course.credit.get("ways_of_working", 0)),
        power_skills=_quarters(course.credit.get("power_skills", 0)),
        business_acumen=_quarters(course.credit.get("business_acumen", 0)),
        course_code=course.code,
        state=ClaimState.DRAFT,
    )
    proposed = select(Claim.id).where(Claim.cycle_id == cycle.id, Claim.course_code == course.code)
    has_credit = claim.ways_of_working + claim.power_skills + claim.business_acumen
    if has_credit and session().scalar(proposed) is None:
        session().add(claim)
        session().flush()


def _quarters(hours: float) -> int:
    return int(Decimal(str(hours)) * QUARTERS)
