"""Managers read who learns what and whose certificates end; never what anybody answered."""

import csv
import io
from datetime import timedelta

import pytest
from sqlalchemy import select

from pmo_academy.certification.models import Credential, Cycle
from pmo_academy.core import clock
from pmo_academy.learning.models import LessonDone
from pmo_academy.learning.queries import get_taken_edition
from pmo_academy.people.models import Membership
from tests.factories import enrolled, make_course
from tests.features.certification.factories import make_rules
from tests.features.reports.factories import (
    assign,
    begin,
    complete,
    make_catalogue,
    make_measured_team,
    make_members,
)


def path(team, rest=""):
    return f"/team/{team.id}/people{rest}"


@pytest.fixture
def catalogue(session):
    make_catalogue(session)


def hold(session, person, *, days):
    """The person holds a certificate that ends in so many days."""
    rules = make_rules(session)
    ends_on = clock.today() + timedelta(days=days)
    credential = Credential(
        person_id=person.id, rules_key=rules.key, earned_on=ends_on - timedelta(days=1096)
    )
    session.add(credential)
    session.flush()
    session.add(
        Cycle(
            credential_id=credential.id,
            rules_id=rules.id,
            starts_on=ends_on - timedelta(days=1096),
            ends_on=ends_on,
        )
    )
    session.flush()


@pytest.mark.usefixtures("catalogue")
def test_what_is_overdue_comes_first(visitor, session, cast):
    assign(session, cast.max, "PA-04", team=cast.payments, by=cast.max, days=-2)
    begin(session, cast.lena, "PA-04")

    page = visitor.get(path(cast.payments), as_=cast.max)

    names = [tag.get_text() for tag in page.soup.select("main table tbody th a")]
    assert names == ["Max Weber", "Lena Ortiz"]
    assert "Courses overdue 1" in page.words()


def table(page, caption):
    """The cells of a table, line by line."""
    (found,) = (one for one in page.soup.select("main table") if caption in one.caption.text)
    return [
        [cell.get_text(strip=True) for cell in row.select("th, td")]
        for row in found.select("tbody tr")
    ]


@pytest.mark.usefixtures("catalogue")
def test_each_course_says_how_far_people_get(visitor, session, cast):
    waiting, *others = make_members(session, cast.payments, 3)
    assign(session, waiting, "PA-04", team=cast.payments, by=cast.max, days=-2)
    begin(session, others[0], "PA-04")
    complete(session, others[1], "PA-04")

    page = visitor.get(path(cast.payments), as_=cast.max)

    (line,) = table(page, "How far people get")
    assert line[1:] == ["3", "2", "1", "1", "1"]


def test_half_way_is_half_of_the_steps(visitor, session, cast):
    make_course(session)
    enrolment = enrolled(session, cast.lena)
    course = get_taken_edition(enrolment.edition_id, for_person=cast.lena)
    for step in course.lessons[:4]:
        session.add(LessonDone(enrolment_id=enrolment.id, lesson_id=step.ref))
    session.commit()

    before = table(visitor.get(path(cast.payments), as_=cast.max), "How far people get")
    session.delete(session.scalars(select(LessonDone)).first())
    session.delete(session.scalars(select(LessonDone)).all()[-1])
    session.commit()
    after = table(visitor.get(path(cast.payments), as_=cast.max), "How far people get")

    assert (before[0][3], after[0][3]) == ("1", "0")


@pytest.mark.usefixtures("catalogue")
def test_the_file_holds_what_the_page_shows(visitor, session, cast):
    cast.lena.name = "=Lena"
    assign(session, cast.lena, "PA-04", team=cast.payments, by=cast.max, days=-2)
    complete(session, cast.max, "PA-04")
    session.commit()

    file = visitor.get(f"/team/{cast.payments.id}/people.csv", as_=cast.max)

    rows = list(csv.DictReader(io.StringIO(file.text)))
    assert [(row["Name"], row["Course"], row["State"]) for row in rows] == [
        ("'=Lena", "PA-04", "Overdue"),
        ("Max Weber", "PA-04", "Done"),
    ]
    visitor.get(f"/team/{cast.payments.id}/people.csv", as_=cast.lena, expect=403)
    visitor.get(f"/team/{cast.payments.id}/people.csv", as_=cast.olga, expect=404)


@pytest.mark.usefixtures("catalogue")
def test_what_is_completed_is_never_overdue(visitor, session, cast):
    complete(session, cast.lena, "PA-04")
    assign(session, cast.lena, "PA-04", team=cast.payments, by=cast.max, days=-2)

    words = visitor.get(path(cast.payments), as_=cast.max).words()

    assert "Courses overdue 0" in words
    assert "Completed 1" in words


def test_certificates_show_when_they_end(visitor, session, cast):
    hold(session, cast.lena, days=74)

    words = visitor.get(path(cast.payments), as_=cast.max).words()

    assert "PMP Ends in 74 days" in words


@pytest.mark.usefixtures("catalogue")
def test_one_person_shows_courses_with_their_dates(visitor, session, cast):
    begin(session, cast.lena, "PA-08")
    assign(session, cast.lena, "PA-04", team=cast.payments, by=cast.max, days=-2)

    page = visitor.get(path(cast.payments, f"/{cast.lena.id}"), as_=cast.max)

    assert "Survey answers are not shown here" in page.words()
    assert "2 days overdue" in page.words()
    assert [tag.get_text() for tag in page.soup.select(".task__link")] == [
        "Coaching and authorising project managers",
        "PMO types",
    ]


def test_nothing_of_a_round_is_on_the_pages_of_people(visitor, session, cast):
    make_measured_team(session, cast)

    for rest in ("", f"/{cast.lena.id}"):
        words = visitor.get(path(cast.payments, rest), as_=cast.max).words()
        assert "Authorisation before start" not in words
        assert "answered" not in words


def test_a_person_of_another_team_does_not_exist(visitor, cast):
    visitor.get(path(cast.payments, f"/{cast.olga.id}"), as_=cast.max, expect=404)


def test_who_has_left_the_team_is_gone(visitor, session, cast):
    session.query(Membership).filter_by(person_id=cast.lena.id).delete()

    assert "Lena" not in visitor.get(path(cast.payments), as_=cast.max).words()
    visitor.get(path(cast.payments, f"/{cast.lena.id}"), as_=cast.max, expect=404)


def test_an_empty_team_says_who_fills_it(visitor, session, cast):
    session.query(Membership).filter_by(team_id=cast.payments.id).delete()

    assert "Nobody is in this team yet" in visitor.get(path(cast.payments), as_=cast.max).words()


def test_staff_may_not_read_and_elsewhere_the_team_does_not_exist(visitor, cast):
    for rest in ("", f"/{cast.lena.id}"):
        visitor.get(path(cast.payments, rest), as_=cast.lena, expect=403)
        visitor.get(path(cast.payments, rest), as_=cast.olga, expect=404)


@pytest.mark.usefixtures("catalogue")
def test_queries_do_not_grow_with_people(visitor, session, cast):
    begin(session, cast.lena, "PA-04")
    one = path(cast.payments, f"/{cast.lena.id}")
    few = visitor.get(path(cast.payments), as_=cast.max).queries
    few_of_one = visitor.get(one, as_=cast.max).queries

    for person in make_members(session, cast.payments, 30):
        begin(session, person, "PA-04")
        assign(session, person, "PA-08", team=cast.payments, by=cast.max)
    session.commit()

    assert visitor.get(path(cast.payments), as_=cast.max).queries == few
    assert visitor.get(one, as_=cast.max).queries == few_of_one


def names_on(page):
    return [cell.get_text(strip=True) for cell in page.soup.select("table")[0].select("tbody th")]


@pytest.mark.usefixtures("catalogue")
def test_many_people_come_a_page_at_a_time_and_the_file_holds_all(visitor, session, cast):
    for person in make_members(session, cast.payments, 60):
        begin(session, person, "PA-04")
    session.commit()

    first = visitor.get(path(cast.payments), as_=cast.max)
    pages = [visitor.get(path(cast.payments, f"?page={n}"), as_=cast.max) for n in (2, 3)]

    assert len(names_on(first)) == len(names_on(pages[0])) == 25
    everybody = {name for page in (first, *pages) for name in names_on(page)}
    assert len(everybody) == 25 + 25 + len(names_on(pages[1])) > 60
    assert "Showing 1–25 of" in first.words("nav.pagination")
    links = [a.get_text(strip=True) for a in pages[0].soup.select(".pagination a")]
    assert links == ["Previous", "Next"]
    assert first.soup.select(".stat")[0].get_text() == pages[1].soup.select(".stat")[0].get_text()
    file = visitor.get(path(cast.payments, ".csv"), as_=cast.max).text
    assert file.count("PA-04") == 60


@pytest.mark.parametrize("number", ["0", "-1", "99", "x"])
def test_a_page_that_is_not_there_is_the_first(visitor, session, cast, number):
    make_members(session, cast.payments, 30)
    session.commit()
    page = visitor.get(path(cast.payments, f"?page={number}"), as_=cast.max)
    assert "Showing 1–25 of" in page.words("nav.pagination")


def test_a_small_team_has_no_pages(visitor, cast):
    assert not visitor.get(path(cast.payments), as_=cast.max).soup.select("nav.pagination")
