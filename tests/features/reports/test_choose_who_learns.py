"""Managers choose who of the team is given a course."""

from datetime import timedelta

from pmo_academy.core import clock
from pmo_academy.learning.models import Assignment
from tests.features.reports.factories import assign, begin, complete, make_catalogue, make_members


def path(team, code="PA-04"):
    return f"/team/{team.id}/assign/{code}"


def test_who_has_not_been_given_it_is_chosen(visitor, session, cast):
    make_catalogue(session)
    assign(session, cast.lena, "PA-04", team=cast.payments, by=cast.max, days=9)

    page = visitor.get(path(cast.payments), as_=cast.max)

    form = page.form("/assignments")
    assert form["person_ids"] == str(cast.max.id)
    assert form["due_on"] == (clock.today() + timedelta(days=28)).isoformat()
    assert "Lena Ortiz Assigned already, due on" in page.words()


def test_who_has_started_is_marked_and_who_is_done_is_no_choice(visitor, session, cast):
    make_catalogue(session)
    begin(session, cast.lena, "PA-04")
    complete(session, cast.max, "PA-04")

    page = visitor.get(path(cast.payments), as_=cast.max)

    assert "Lena Ortiz Has started by themselves" in page.words()
    assert "Max Weber" in page.words("main section")
    assert page.form("/assignments")["person_ids"] == str(cast.lena.id)


def test_the_form_assigns_the_course(visitor, session, cast):
    make_catalogue(session)
    form = visitor.get(path(cast.payments), as_=cast.max).form("/assignments")
    fields = {name: form[name] for name in ("course_code", "person_ids", "due_on")}

    visitor.post(f"/team/{cast.payments.id}/assignments", fields, as_=cast.max)

    given = session.query(Assignment).all()
    assert {one.person_id for one in given} == {cast.lena.id, cast.max.id}
    assert {one.course_code for one in given} == {"PA-04"}


def test_an_announced_course_cannot_be_assigned(visitor, session, cast):
    make_catalogue(session)

    page = visitor.get(path(cast.payments, "PA-05"), as_=cast.max)

    assert "This course is announced, not open yet" in page.words()
    assert not page.soup.select("main form")


def test_when_everybody_is_done_nobody_is_left(visitor, session, cast):
    make_catalogue(session)
    for person in (cast.lena, cast.max):
        complete(session, person, "PA-04")

    page = visitor.get(path(cast.payments), as_=cast.max)

    assert "Everybody has completed this course" in page.words()


def test_an_unknown_course_does_not_exist(visitor, cast):
    visitor.get(path(cast.payments, "PA-99"), as_=cast.max, expect=404)


def test_staff_may_not_choose_and_elsewhere_the_team_does_not_exist(visitor, session, cast):
    make_catalogue(session)

    visitor.get(path(cast.payments), as_=cast.lena, expect=403)
    visitor.get(path(cast.payments), as_=cast.olga, expect=404)


def test_queries_do_not_grow_with_people(visitor, session, cast):
    make_catalogue(session)
    few = visitor.get(path(cast.payments), as_=cast.max).queries

    make_members(session, cast.payments, 30)
    session.commit()

    assert visitor.get(path(cast.payments), as_=cast.max).queries == few
