"""Who finds what; nobody finds what they may not see."""

import pytest

from pmo_academy.core import clock
from tests import factories
from tests.cast import make_person


@pytest.fixture
def course(session):
    return factories.make_course(session)


def found(page):
    """The groups of the page with the titles in each."""
    return {
        section.h2.contents[0].strip(): [
            " ".join(link.get_text().split()) for link in section.select(".hit__title")
        ]
        for section in page.soup.select("main section")
    }


def test_a_course_and_its_lessons_are_found_with_the_words_marked(visitor, cast, course):
    page = visitor.get("/search?q=status+report", as_=cast.lena)

    assert found(page)["Courses"] == ["Status reports people read"]
    assert [mark.text for mark in page.soup.select(".hit__title mark")] == ["Status", "reports"]
    assert page.one(".hit__title")["href"] == "/learn/PA-51"
    assert page.queries <= 10


def test_lessons_lead_to_their_pages(visitor, cast, course):
    page = visitor.get("/search?q=first-1", as_=cast.lena)

    links = [link["href"] for link in page.soup.select(".hit__title")]
    assert "/learn/PA-51/first-1" in links


@pytest.mark.parametrize("secret", ["WHY", "EXPLAINED", "NEAR", "ACCEPTED", "MISSED"])
def test_keys_and_reasons_are_not_in_any_index(visitor, cast, course, secret):
    for person in (cast.lena, cast.ada):
        page = visitor.get(f"/search?q={secret}", as_=person)
        assert set(found(page)) <= {"Help"}


def test_only_those_who_write_them_find_questions(visitor, cast, session):
    factories.make_course(session)

    page = visitor.get("/search?q=Option", as_=cast.ada)
    assert "Questions" in found(page)
    assert page.soup.select_one("#group-question ~ ul a")["href"].startswith(
        "/studio/questions/PA-51/first/"
    )
    for person in (cast.lena, cast.max, cast.root):
        assert "Questions" not in found(visitor.get("/search?q=Option", as_=person))


def test_people_are_found_by_those_who_may_read_their_team(visitor, cast):
    name = cast.lena.name

    for person in (cast.max, cast.ada):
        assert found(visitor.get(f"/search?q={name}", as_=person))["People"] == [name]
    for person in (cast.lena, cast.olga):
        assert found(visitor.get(f"/search?q={name}", as_=person)) == {}
    assert found(visitor.get(f"/search?q={name}", as_=cast.root)) == {"Accounts": [name]}


def test_teams_are_found_by_those_who_may_read_them(visitor, cast):
    page = visitor.get("/search?q=payments", as_=cast.max)

    assert found(page)["Teams"] == ["Payments PMO"]
    assert "Teams" not in found(visitor.get("/search?q=payments", as_=cast.olga))
    assert "Teams" not in found(visitor.get("/search?q=payments", as_=cast.lena))


def test_somebody_who_left_is_found_by_nobody_but_the_administrator(visitor, cast, session):
    cast.lena.deactivated_at = clock.now()
    session.commit()

    assert found(visitor.get(f"/search?q={cast.lena.name}", as_=cast.max)) == {}


def test_a_new_edition_is_found_at_once(visitor, cast, session, course):
    visitor.get("/search?q=zebra", as_=cast.lena)
    factories.make_course(session, number=2, title="Zebra crossings")

    assert found(visitor.get("/search?q=zebra", as_=cast.lena))["Courses"] == ["Zebra crossings"]


def test_who_is_in_an_earlier_edition_finds_what_they_can_open(visitor, cast, session):
    factories.make_course(session, modules=(factories.module("old"),))
    factories.enrolled(session, cast.lena)
    factories.make_course(session, number=2, modules=(factories.module("fresh"),))

    page = visitor.get("/search?q=old", as_=cast.lena)
    for link in page.soup.select("main .hit__title"):
        visitor.get(link["href"], as_=cast.lena)

    assert found(page)["Lessons"] == ["Lesson old-1", "Lesson old-2"]
    assert found(visitor.get("/search?q=fresh", as_=cast.lena)) == {}
    assert found(visitor.get("/search?q=fresh", as_=cast.max))["Lessons"]
    assert found(visitor.get("/search?q=old", as_=cast.max)) == {}


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Élodie Martin", "élodie"),
        ("Ömer Kaya", "Ömer"),
        ("Jana Strauß", "strauß"),
        ("王芳", "王芳"),
    ],
)
def test_names_with_any_letters_are_found(visitor, cast, session, name, typed):
    make_person(session, name, member_of=cast.payments)
    session.commit()

    page = visitor.get("/search", as_=cast.max, query_string={"q": typed})

    assert found(page)["People"] == [name]


def test_chinese_is_found_by_two_characters(visitor, cast, session):
    factories.make_course(session, title="项目治理入门")

    assert found(visitor.get("/search?q=治理", as_=cast.lena))["Courses"] == ["项目治理入门"]


def test_a_slip_is_guessed(visitor, cast, course):
    page = visitor.get("/search?q=statsu", as_=cast.lena)

    assert "Did you mean" in page.words()
    assert page.soup.select_one("main a[href='/search?q=status']")


@pytest.mark.parametrize("odd", ["%", "_", "'", '"', "\\", "NOT OR", "x" * 9000, "%00", "🦓"])
def test_odd_words_find_nothing_and_break_nothing(visitor, cast, course, odd):
    for person in (cast.max, cast.root):
        page = visitor.get("/search", as_=person, query_string={"q": odd})
        assert "Lena" not in page.words()


def test_a_long_list_has_pages(visitor, cast, session):
    modules = tuple(factories.module(f"m{n}", lessons=10) for n in range(3))
    factories.make_course(session, modules=modules)

    page = visitor.get("/search?q=lesson", as_=cast.lena)
    whole = visitor.get("/search?q=lesson&kind=lesson&page=2", as_=cast.lena)

    assert len(found(page)["Lessons"]) == 5
    assert "All 30 in Lessons" in page.words()
    assert len(whole.soup.select(".hit")) == 5
    assert "Showing 26–30 of 30" in whole.words()
    assert (
        len(visitor.get("/search?q=lesson&kind=lesson&page=99", as_=cast.lena).soup.select(".hit"))
        == 25
    )


def test_a_list_that_was_cut_says_so(visitor, session, cast):
    for number in range(26):
        make_person(session, f"Common Name {number}", member_of=cast.payments)
    session.commit()

    for address in ("/search?q=common", "/search?q=common&kind=person"):
        words = visitor.get(address, as_=cast.max).words()
        assert "Only the first 25 are listed. Another word narrows it." in words
    assert "Only the first" not in visitor.get("/search?q=lena", as_=cast.max).words()


def test_help_is_found_by_its_words(visitor, cast):
    page = visitor.get("/search?q=forgotten+password", as_=cast.lena)

    assert found(page)["Help"] == ["Whom to ask"]
    assert page.one(".hit__title")["href"] == "/help#ask"


def test_an_administrator_finds_accented_names_in_any_case(visitor, session, cast):
    make_person(session, "Ümit Şahin")
    session.commit()

    for query in ("ümit", "ÜMIT", "Ümit", "şahin"):
        assert "Ümit Şahin" in visitor.get(f"/admin/people?q={query}", as_=cast.root).words("table")
