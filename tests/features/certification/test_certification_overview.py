"""One page for everything a person holds and can earn; one page for each programme."""

from sqlalchemy import select

from pmo_academy.exams.models import Attempt
from pmo_academy.learning.models import Lesson, Module
from tests.features.certification.factories import (
    CPD,
    TODAY,
    make_claim,
    make_course,
    make_credential,
    make_enrolment,
    make_programme,
    make_rules,
)

SUPPORT = "/certifications/programmes/support"


def make_programmes(session):
    make_programme(
        session,
        "foundation",
        {"kind": "course", "code": "PA-01"},
        {"kind": "course", "code": "PA-02"},
        {"kind": "test", "questions": 40, "pass_percent": 70},
    )
    make_programme(
        session,
        "support",
        {"kind": "programme", "key": "foundation"},
        {"kind": "course", "code": "PA-03"},
        {"kind": "course", "code": "PA-99"},
        {"kind": "work-products", "count": 2},
        {"kind": "round", "workshop": True},
        {"kind": "panel"},
        {"kind": "record", "months": 12},
        position=2,
    )


def make_progress(session, person):
    done, begun = make_course(session, "PA-01"), make_course(session, "PA-02", title="Functions")
    make_course(session, "PA-03", title="Processes", is_announced=True)
    make_enrolment(session, person, done, completed_at=TODAY)
    (lesson, _) = session.scalars(select(Lesson).where(Lesson.edition_id == begun.id))
    make_enrolment(session, person, begun, done=[lesson])
    return begun


def test_the_overview_of_a_new_person_says_what_to_do(visitor, session, cast):
    page = visitor.get("/certifications", as_=cast.lena)

    assert "No certifications yet" in page.words()
    assert page.one("main .button--primary").get_text(strip=True) == "Add certification"
    assert "not an authorised training provider" in page.words()


def test_the_overview_shows_programmes_and_certificates(visitor, session, cast):
    make_programmes(session)
    make_progress(session, cast.lena)
    rules = make_rules(session)
    _, cycle = make_credential(session, cast.lena, rules)
    make_claim(session, cycle, hours=41)
    points = make_rules(session, "prince2", title="PRINCE2", renewal=CPD)
    make_credential(session, cast.lena, points)

    page = visitor.get("/certifications", as_=cast.lena)

    assert "41 / 60" in page.words()
    assert "Active until 4 February 2027 – 74 days left" in page.words()
    assert "1 of 3" in page.words()
    assert "Next: Functions" in page.words()
    assert "1 requirement is not offered yet." in page.words()
    assert "Log PDUs" in page.one("main .button--primary").get_text()
    assert page.queries <= 10


def test_a_programme_says_requirement_by_requirement_where_one_stands(visitor, session, cast):
    make_programmes(session)
    begun = make_progress(session, cast.lena)
    module = session.scalar(select(Module).where(Module.edition_id == begun.id))
    session.add(
        Attempt(
            quiz_id=module.quiz_id,
            person_id=cast.lena.id,
            number=1,
            seed=1,
            submitted_at=TODAY,
            right_count=5,
            has_passed=True,
        )
    )

    page = visitor.get(SUPPORT, as_=cast.lena)

    words = page.words()
    for reason in (
        "You completed it on 22 November 2026.",
        "1 of 2 lessons done.",
        "1 of 1 quizzes passed.",
        "The course is announced; you cannot take it yet.",
        "PA-99 is not in the catalogue.",
        "0 of 2 accepted.",
        "40 questions, at least 70 % right",
        "1 of 3 met",
        "Assessment round with consensus workshop",
        "Case interview or panel",
        "Record of improvement",
    ):
        assert reason in words
    assert page.queries <= 8


def test_a_course_taken_long_ago_counts_after_it_is_gone(visitor, session, cast):
    make_programme(session, "support", {"kind": "course", "code": "PA-01"})
    old = make_course(session, "PA-01")
    old.is_latest = False
    make_enrolment(session, cast.lena, old, completed_at=TODAY)

    assert "You completed it on 22 November 2026." in visitor.get(SUPPORT, as_=cast.lena).words()


def test_a_later_edition_does_not_undo_a_completion(visitor, session, cast):
    make_programme(session, "support", {"kind": "course", "code": "PA-01"})
    old = make_course(session, "PA-01")
    old.is_latest = False
    make_enrolment(session, cast.lena, old, completed_at=TODAY)
    session.flush()
    new = make_course(session, "PA-01", number=2)
    make_enrolment(session, cast.lena, new)

    assert "You completed it on" in visitor.get(SUPPORT, as_=cast.lena).words()


def test_an_unknown_programme_is_not_found(visitor, cast):
    visitor.get(SUPPORT, as_=cast.lena, expect=404)
