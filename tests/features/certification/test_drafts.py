"""A completed course is proposed as a claim: once, where it fits, ready to confirm."""

from datetime import UTC, date, datetime

from sqlalchemy import select

from pmo_academy.certification.models import Claim, ClaimState
from pmo_academy.certification.rules.renewal import Category
from pmo_academy.core import events
from pmo_academy.core.db import transaction
from pmo_academy.core.ids import new_id
from pmo_academy.learning.events import CourseCompleted, WorkProductJudged
from pmo_academy.maturity.events import WorkshopFinished
from tests.features.certification.factories import (
    CPD,
    TODAY,
    make_course,
    make_credential,
    make_enrolment,
    make_rules,
)


def complete(session, enrolment, edition):
    event = CourseCompleted(
        enrolment_id=enrolment.id,
        person_id=enrolment.person_id,
        course_code=edition.code,
        edition_id=edition.id,
    )
    with transaction():
        events.publish(event)


def claims(session):
    return session.scalars(select(Claim)).all()


def test_completing_a_course_proposes_a_claim_once(session, cast):
    _, cycle = make_credential(session, cast.lena, make_rules(session))
    edition = make_course(session, "PA-01")
    enrolment = make_enrolment(session, cast.lena, edition)

    complete(session, enrolment, edition)
    complete(session, enrolment, edition)

    (draft,) = claims(session)
    assert (draft.cycle_id, draft.state, draft.course_code) == (cycle.id, ClaimState.DRAFT, "PA-01")
    assert (draft.ways_of_working, draft.power_skills, draft.business_acumen) == (4, 2, 2)
    assert (draft.title, draft.provider) == ("What a PMO is", "PMO Academy")
    assert draft.ended_on == TODAY.date()


def test_each_certificate_that_counts_pdus_gets_its_own(session, cast):
    for key in ("pmp", "pgmp"):
        make_credential(session, cast.lena, make_rules(session, key, title=key))
    points = make_rules(session, "prince2", renewal=CPD)
    make_credential(session, cast.lena, points)
    make_credential(session, cast.max, make_rules(session, "capm"))
    edition = make_course(session, "PA-01")

    complete(session, make_enrolment(session, cast.lena, edition), edition)

    assert len(claims(session)) == 2


def test_a_cycle_that_has_ended_gets_none(session, cast):
    make_credential(session, cast.lena, make_rules(session), ends_on=date(2026, 11, 21))
    edition = make_course(session, "PA-01")

    complete(session, make_enrolment(session, cast.lena, edition), edition)

    assert claims(session) == []


def test_a_course_without_credit_is_not_proposed(session, cast):
    make_credential(session, cast.lena, make_rules(session))
    edition = make_course(session, "PA-01")
    edition.document = {}

    complete(session, make_enrolment(session, cast.lena, edition), edition)

    assert claims(session) == []


def test_a_course_that_began_before_the_cycle_is_claimed_inside_it(session, cast):
    _, cycle = make_credential(session, cast.lena, make_rules(session))
    edition = make_course(session, "PA-01")
    enrolled_at = datetime(2023, 1, 1, tzinfo=UTC)

    complete(session, make_enrolment(session, cast.lena, edition, enrolled_at=enrolled_at), edition)

    assert claims(session)[0].started_on == cycle.starts_on


def test_a_certificate_finds_the_courses_completed_before_it_was_added(visitor, session, cast):
    make_rules(session)
    for code, year in (("PA-01", 2025), ("PA-02", 2022)):
        edition = make_course(session, code)
        completed_at = datetime(year, 6, 1, tzinfo=UTC)
        make_enrolment(
            session, cast.lena, edition, completed_at=completed_at, enrolled_at=completed_at
        )

    visitor.post(
        "/certifications/credentials",
        {"rules_key": "pmp", "earned_on": "2024-02-04"},
        as_=cast.lena,
    )

    assert [claim.course_code for claim in claims(session)] == ["PA-01"]


def judged(person, review_id):
    return WorkProductJudged(review_id=review_id, reviewer_id=person.id, course_code="PA-04")


def test_judging_a_work_product_is_proposed_as_giving_back_once(session, cast):
    make_credential(session, cast.lena, make_rules(session))
    make_credential(session, cast.lena, make_rules(session, "p3o", title="P3O", renewal=CPD))
    event = judged(cast.lena, new_id())
    for _ in range(2):
        events.publish(event)

    (claim,) = claims(session)
    assert claim.title == "Judged a work product of PA-04"
    assert (claim.category, claim.state) == (Category.GIVING_BACK, ClaimState.DRAFT)
    assert (claim.power_skills, claim.ways_of_working, claim.business_acumen) == (1, 0, 0)


def test_leading_a_workshop_is_proposed_to_who_led_it(session, cast):
    for person in (cast.max, cast.lena):
        make_credential(session, person, make_rules(session, f"pmp-{person.name[:3].lower()}"))
    events.publish(
        WorkshopFinished(workshop_id=new_id(), round_title="Spring round", led_by=cast.max.id)
    )

    (claim,) = claims(session)
    assert claim.title == "Led the consensus workshop of Spring round"
    assert claim.power_skills == 6


def test_who_follows_no_certificate_gets_no_draft(session, cast):
    events.publish(judged(cast.lena, new_id()))

    assert claims(session) == []
