"""What somebody still needs before the exams of outside bodies."""

import pytest
from sqlalchemy import select

from pmo_academy.authoring import service as authoring
from pmo_academy.certification.models import CredentialRules, PersonSchooling, WorkEntry
from tests.features.certification.factories import (
    CPD,
    PMP,
    TODAY,
    figure,
    make_claim,
    make_course,
    make_credential,
    make_enrolment,
    make_rules,
)

PLANNER, WORK = "/certifications/planner", "/certifications/planner/work"
ENTRY = {
    "title": "New fraud screen",
    "kind": "project",
    "started_on": "2023-11-23",
    "ended_on": "2025-11-22",
    "has_led": "y",
}


def asks(words, value, **others):
    return {**figure(value), "asks": words, **others}


@pytest.fixture(autouse=True)
def rules(session):
    made = make_rules(session, renewal=PMP)
    made.document = {
        **made.document,
        "eligibility": [
            asks(
                "Leading, with a degree", 36, unit="months", measure="leading", schooling="degree"
            ),
            asks("Leading", 60, unit="months", measure="leading", schooling="secondary"),
            asks("Education", 35, unit="hours", measure="hours"),
            asks("Agile", 2, unit="years", measure="agile", within_years=5),
            asks("Reports", None, unit="hours", measure="hours", note="Sources conflict."),
            asks("Panel", 1, note="A panel reads your summary."),
        ],
    }
    session.commit()
    return made


def planner(visitor, person):
    return visitor.get(PLANNER, as_=person)


def test_what_is_missing_is_said_with_its_numbers(visitor, session, cast):
    visitor.post(f"{PLANNER}/schooling", {"schooling": "degree"}, as_=cast.lena)
    visitor.post(WORK, ENTRY, as_=cast.lena)

    page = planner(visitor, cast.lena)

    words = page.words()
    assert "Leading, with a degree You have 24 of 36 months. Missing: 12 months. Missing" in words
    assert "of 60 months" not in words
    assert "Education You have 0 of 35 hours. Missing: 35 hours." in words
    assert "Agile You have 0 of 24 months." in words
    assert "The figure is not published. You have 0 hours." in words
    assert "A panel reads your summary." in words
    assert "The body's page, checked on 20 November 2026" in words
    assert page.queries <= 8


def test_without_schooling_nobody_is_told_a_number_that_may_be_wrong(visitor, cast):
    words = planner(visitor, cast.lena).words()

    assert "You have 0 of 36 months. It is asked with a degree of four years. Not known" in words
    assert "You have 0 of 60 months. It is asked with secondary school. Not known" in words


def test_a_certificate_that_one_holds_is_not_missing(visitor, session, cast, rules):
    make_credential(session, cast.lena, rules)
    session.commit()

    words = planner(visitor, cast.lena).words("article[aria-labelledby=certificate-pmp]")
    assert "Yours" in words
    assert "Missing" not in words


def test_hours_come_from_courses_and_claims_and_count_once(visitor, session, cast):
    course = make_course(session, "PA-01")  # two hours
    make_enrolment(session, cast.lena, course, completed_at=TODAY)
    later = make_course(session, "PA-01", number=2)
    make_enrolment(session, cast.lena, later, completed_at=TODAY)
    _, cycle = make_credential(session, cast.lena, make_rules(session, "capm", title="CAPM"))
    claim = make_claim(session, cycle, hours=3)
    _, points = make_credential(
        session, cast.lena, make_rules(session, "p3o", title="P3O", renewal=CPD)
    )
    make_claim(session, points, hours=3, activity_id=claim.activity_id)
    make_claim(session, points, hours=2, course_code="PA-01", title="The course again")
    session.commit()

    assert "Education You have 5 of 35 hours." in planner(visitor, cast.lena).words()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title": ""}, "Enter the name of the project"),
        ({"started_on": "2026-11-23", "ended_on": ""}, "not in the future"),
        ({"started_on": "0025-05-01"}, "Enter the year in full"),
        ({"ended_on": "2023-11-22"}, "not before the first day"),
        ({"started_on": "yesterday"}, "Enter a date such as"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(visitor, session, cast, changes, message):
    page = visitor.post(WORK, {**ENTRY, **changes}, as_=cast.lena, expect=422)

    assert message in page.words()
    assert session.scalars(select(WorkEntry)).all() == []


def test_work_is_the_owners_alone(visitor, session, cast):
    visitor.post(WORK, {**ENTRY, "ended_on": ""}, as_=cast.lena)
    entry = session.scalars(select(WorkEntry)).one()

    assert "New fraud screen Project, led · since 23 November 2023" in (
        visitor.get(WORK, as_=cast.lena).words()
    )
    for person in (cast.max, cast.ada, cast.olga):
        visitor.post(f"{WORK}/{entry.id}/deletion", as_=person, expect=404)
        assert "Nothing yet" in visitor.get(WORK, as_=person).words()
    visitor.post(f"{WORK}/{entry.id}/deletion", as_=cast.lena)
    assert session.scalars(select(WorkEntry)).all() == []


def test_schooling_is_kept_changed_and_forgotten(visitor, session, cast):
    for chosen in ("secondary", "accredited", "accredited"):
        visitor.post(f"{PLANNER}/schooling", {"schooling": chosen}, as_=cast.lena)
    kept = session.scalars(select(PersonSchooling)).one()
    assert kept.schooling == "accredited"
    visitor.post(f"{PLANNER}/schooling", {"schooling": "nonsense"}, as_=cast.lena)
    visitor.post(f"{PLANNER}/schooling", {"schooling": ""}, as_=cast.lena)
    session.expire_all()

    assert session.scalars(select(PersonSchooling)).all() == []


def test_the_shipped_rules_can_all_be_planned(visitor, session, cast, app):
    session.query(CredentialRules).delete()
    authoring.load(app.config["SETTINGS"].content_dir)
    session.commit()
    visitor.post(f"{PLANNER}/schooling", {"schooling": "degree"}, as_=cast.lena)

    page = planner(visitor, cast.lena)

    titles = [tag.get_text() for tag in page.soup.select("article h3")]
    assert len(titles) == 10
    assert "Missing: 36 months." in page.words("article[aria-labelledby=certificate-pmp]")
    assert "84" not in page.words("article[aria-labelledby=certificate-pgmp]")
    assert "There" in page.words("article[aria-labelledby=certificate-prince2-foundation]")
