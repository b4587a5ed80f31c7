"""The catalogue, the course page, and entering a course."""

import pytest
from sqlalchemy import select

from pmo_academy.exams.models import Admission
from pmo_academy.learning.models import CourseEdition, Enrolment
from tests import factories


@pytest.fixture
def catalogue(session, cast):
    factories.make_course(session, "PA-51")
    factories.make_course(session, "PA-52", title="Gates that can say no", covers={"VAL-S1": 1})
    factories.make_course(session, "PA-53", title="Portfolio", requires=["PA-52"])
    factories.make_course(session, "PA-54", title="Still being written", is_announced=True)


def titles(page):
    return [tag.get_text(strip=True) for tag in page.soup.select(".card__title")]


def test_every_course_is_listed_with_its_number(visitor, cast, catalogue):
    page = visitor.get("/learn", as_=cast.lena)

    assert len(titles(page)) == 4
    assert "4 courses" in page.words("p[role=status]")
    assert "In preparation" in page.words()
    assert "After PA-52" in page.words()


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("level=support", 4),
        ("level=strategic", 0),
        ("domain=VAL", 1),
        ("domain=val", 1),
        ("length=short", 4),
        ("length=long", 0),
        ("domain=nonsense", 0),
    ],
)
def test_filters_narrow_the_list_and_say_how_far(visitor, cast, catalogue, query, count):
    page = visitor.get(f"/learn?{query}", as_=cast.lena)

    assert f"{count} of 4 courses" in page.words("p[role=status]")
    assert len(titles(page)) == count
    if not count:
        assert "No course fits all of this" in page.words()


def test_the_number_of_queries_does_not_grow_with_the_catalogue(visitor, cast, catalogue, session):
    few = visitor.get("/learn", as_=cast.lena).queries
    for number in range(60, 70):
        factories.make_course(session, f"PA-{number}")
        factories.enrolled(session, cast.lena, f"PA-{number}")

    assert visitor.get("/learn", as_=cast.lena).queries == few <= 8


def test_a_course_says_what_it_teaches_before_it_begins(visitor, cast, course):
    page = visitor.get("/learn/PA-51", as_=cast.lena)

    words = page.words()
    for said in ("Write a report", "2 h", "2.0 1.5 Ways of Working 0.5 Power Skills"):
        assert said in words
    assert "Start the course to open its lessons" in words
    assert not page.soup.select(".modules a")
    assert page.queries <= 10


def test_codes_know_no_case(visitor, cast, course):
    visitor.get("/learn/pa-51", as_=cast.lena)


def test_a_course_that_does_not_exist_is_not_found(visitor, cast, course):
    visitor.get("/learn/PA-99", as_=cast.lena, expect=404)
    visitor.post("/learn/PA-99/enrolments", as_=cast.lena, expect=404)


def test_starting_enrols_admits_and_leads_to_the_first_lesson(visitor, cast, course, session):
    page = visitor.post("/learn/pa-51/enrolments", as_=cast.lena)

    assert page.location == "/learn/PA-51/first-1"
    assert session.scalars(select(Enrolment)).one().edition_id == course.id
    assert len(session.scalars(select(Admission)).all()) == 2
    started = visitor.get("/learn/PA-51", as_=cast.lena)
    assert "0 of 6 (0 %)" in started.words()
    assert "Continue" in started.words()


def test_starting_twice_has_one_effect(visitor, cast, course, session):
    visitor.post("/learn/PA-51/enrolments", as_=cast.lena)
    visitor.post("/learn/PA-51/enrolments", as_=cast.lena)

    assert len(session.scalars(select(Enrolment)).all()) == 1


def test_a_locked_course_says_what_comes_first(visitor, cast, catalogue, session):
    page = visitor.get("/learn/PA-53", as_=cast.lena)

    assert "Locked" in page.words()
    assert "/learn/PA-52" in {a["href"] for a in page.soup.select("main a")}
    assert not page.soup.select("main form")
    refused = visitor.post("/learn/PA-53/enrolments", as_=cast.lena, expect=409)
    assert "Complete PA-52 Gates that can say no first." in refused.words()
    assert not session.scalars(select(Enrolment)).all()


def test_an_announced_course_cannot_be_started(visitor, cast, catalogue):
    page = visitor.get("/learn/PA-54", as_=cast.lena)

    assert "In preparation" in page.words()
    assert not page.soup.select("main form")
    visitor.post("/learn/PA-54/enrolments", as_=cast.lena, expect=409)


def test_who_began_an_edition_keeps_it(visitor, cast, enrolment, session):
    session.query(CourseEdition).update({"is_latest": False})
    factories.make_course(session, number=2, title="Status reports, revised")

    page = visitor.get("/learn/PA-51", as_=cast.lena)
    assert page.words("h1") == "Status reports people read"
    assert "A newer edition is out" in page.words()
    assert visitor.get("/learn/PA-51", as_=cast.max).words("h1") == "Status reports, revised"

    visitor.post("/learn/PA-51/enrolments", as_=cast.lena)
    assert visitor.get("/learn/PA-51", as_=cast.lena).words("h1") == "Status reports, revised"


def test_nobody_sees_courses_without_signing_in(visitor, course):
    for path in ("/learn", "/learn/PA-51", "/learn/PA-51/first-1", "/me/learning"):
        assert "/sign-in" in visitor.get(path, expect=302).location
