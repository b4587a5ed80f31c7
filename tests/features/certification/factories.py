"""Programmes, rules, certificates and claims, one small function for each."""

from datetime import UTC, date, datetime

from pmo_academy.certification.models import (
    Claim,
    ClaimState,
    Credential,
    CredentialRules,
    Cycle,
    ProgrammeEdition,
)
from pmo_academy.certification.rules.renewal import Category
from pmo_academy.exams.models import Quiz
from pmo_academy.learning.models import (
    CourseCompletion,
    CourseEdition,
    Enrolment,
    Lesson,
    LessonDone,
    Level,
    Module,
)

# A Sunday, 74 days before the cycle of the certificate below ends.
TODAY = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
EARNED_ON = date(2024, 2, 4)


def figure(value, **others):
    return {
        "value": value,
        "source": "The body's page",
        "url": "https://example.test/rules",
        "checked_on": "2026-11-20",
        "confidence": "A",
        **others,
    }


TRIANGLE = {side: figure(8) for side in ("ways_of_working", "power_skills", "business_acumen")}
PMP = {
    "total": figure(60),
    "education_minimum": figure(35),
    "triangle_minimums": TRIANGLE,
    "giving_back_maximum": figure(25),
    "practitioner_maximum": figure(8, confidence="X", note="One reading only."),
}
CPD = {"unit": "CPD", "per_year_minimum": figure(20)}


def make_rules(session, key="pmp", *, title="PMP", renewal=PMP, cycle_years=3):
    rules = CredentialRules(
        key=key,
        number=1,
        title=title,
        document={
            "key": key,
            "title": title,
            "name": "Project Management Professional",
            "body": "PMI",
            "eligibility": [],
            "renewal": {"unit": "PDU", "cycle_years": figure(cycle_years), **renewal},
            "notes": ["Keep your evidence."],
        },
    )
    session.add(rules)
    session.flush()
    return rules


def make_credential(
    session, person, rules, *, starts_on=EARNED_ON, ends_on=date(2027, 2, 4), earned_on=EARNED_ON
):
    credential = Credential(person_id=person.id, rules_key=rules.key, earned_on=earned_on)
    session.add(credential)
    session.flush()
    cycle = Cycle(
        credential_id=credential.id, rules_id=rules.id, starts_on=starts_on, ends_on=ends_on
    )
    session.add(cycle)
    session.flush()
    return credential, cycle


def make_claim(session, cycle, *, hours=2, power=0, business=0, state=ClaimState.LOGGED, **others):
    claim = Claim(
        **{
            "cycle_id": cycle.id,
            "title": "Talk on portfolios",
            "category": Category.EDUCATION,
            "started_on": date(2026, 5, 1),
            "ended_on": date(2026, 5, 2),
            "ways_of_working": int(hours * 4),
            "power_skills": int(power * 4),
            "business_acumen": int(business * 4),
            "state": state,
            **others,
        }
    )
    session.add(claim)
    session.flush()
    return claim


def make_programme(session, key, *requirements, position=1):
    programme = ProgrammeEdition(
        key=key,
        number=1,
        title=key.title(),
        position=position,
        document={
            "key": key,
            "title": key.title(),
            "summary": "You know what a PMO is for.",
            "requirements": list(requirements),
            "valid_years": 3,
            "renewal": {"hours": 10, "work_products": 1},
        },
    )
    session.add(programme)
    session.flush()
    return programme


def make_course(session, code, *, title="What a PMO is", number=1, lessons=2, is_announced=False):
    edition = CourseEdition(
        code=code,
        number=number,
        title=title,
        level=Level.FOUNDATION,
        promise="You know what it is.",
        minutes=120,
        is_announced=is_announced,
        document={
            "learning_credit": {"ways_of_working": 1.0, "power_skills": 0.5, "business_acumen": 0.5}
        },
    )
    quiz = Quiz(key=f"{code}/one", title="Quiz", draw=5, pass_percent=80, minutes=6)
    session.add_all([edition, quiz])
    session.flush()
    module = Module(
        edition_id=edition.id,
        position=1,
        key="one",
        title="One",
        summary="One.",
        minutes=60,
        quiz_id=quiz.id,
    )
    session.add(module)
    session.flush()
    session.add_all(
        Lesson(
            edition_id=edition.id,
            module_id=module.id,
            position=place,
            key=f"lesson-{place}",
            title=f"Lesson {place}",
            minutes=10,
            item="MND-S1",
            verb="know",
            html="<p>Text</p>",
            check_type="true-false",
            check={},
        )
        for place in range(lessons)
    )
    session.flush()
    return edition


def make_enrolment(session, person, edition, *, done=(), completed_at=None, enrolled_at=TODAY):
    enrolment = Enrolment(person_id=person.id, edition_id=edition.id, enrolled_at=enrolled_at)
    session.add(enrolment)
    session.flush()
    session.add_all(LessonDone(enrolment_id=enrolment.id, lesson_id=one.id) for one in done)
    if completed_at:
        session.add(CourseCompletion(enrolment_id=enrolment.id, at=completed_at))
    session.flush()
    return enrolment
