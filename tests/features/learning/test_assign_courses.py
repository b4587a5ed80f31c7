"""A manager gives courses to people of the team."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from pmo_academy.core import clock
from pmo_academy.core.audit import AuditEntry
from pmo_academy.learning import queries
from pmo_academy.learning.models import Assignment, CourseCompletion
from pmo_academy.people.models import Membership
from pmo_academy.people.queries import list_members
from tests import factories
from tests.cast import make_person

SOON = timedelta(days=3)


@pytest.fixture
def path(cast, course):
    return f"/team/{cast.payments.id}/assignments"


def form(*people, days=30, code="PA-51"):
    due_on = clock.today() + timedelta(days=days)
    ids = [str(person.id) for person in people]
    return {"course_code": code, "person_ids": ids, "due_on": due_on.isoformat()}


def test_a_manager_assigns_a_course(visitor, cast, path, session):
    page = visitor.post(path, form(cast.lena, cast.max), as_=cast.max)

    assert page.location == path
    assigned = session.scalars(select(Assignment)).all()
    assert {one.person_id for one in assigned} == {cast.lena.id, cast.max.id}
    assert {one.assigned_by for one in assigned} == {cast.max.id}
    after = visitor.get(path, as_=cast.max)
    assert "Assigned to 2." in after.words()
    assert "Lena Ortiz" in after.words("table")


def test_the_pmo_lead_may_assign_too(visitor, cast, path, session):
    visitor.post(path, form(cast.lena), as_=cast.ada)

    assert session.scalars(select(Assignment)).one().assigned_by == cast.ada.id


@pytest.mark.parametrize(
    ("days", "wanted", "says"),
    [(60, 60, "moved for 1"), (30, 30, "same or a later date"), (5, 30, "same or a later date")],
)
def test_assigning_again_keeps_the_later_date(visitor, cast, path, session, days, wanted, says):
    visitor.post(path, form(cast.lena), as_=cast.max)
    visitor.post(path, form(cast.lena, days=days), as_=cast.max)

    due_on = session.scalars(select(Assignment)).one().due_on
    assert due_on == clock.today() + timedelta(days=wanted)
    assert says in visitor.get(path, as_=cast.max).words()


def test_staff_may_not_assign(visitor, cast, path):
    visitor.get(path, as_=cast.lena, expect=403)
    visitor.post(path, form(cast.lena), as_=cast.lena, expect=403)


def test_a_manager_of_another_team_does_not_learn_that_it_exists(visitor, cast, path, session):
    visitor.get(path, as_=cast.olga, expect=404)
    visitor.post(path, form(cast.lena), as_=cast.olga, expect=404)
    assert not session.scalars(select(Assignment)).all()


def test_only_members_of_the_team_can_be_given_a_course(visitor, cast, path, session):
    visitor.post(path, form(cast.olga), as_=cast.max, expect=422)
    assert not session.scalars(select(Assignment)).all()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"due_on": "soon"}, "Enter a date such as 2026-05-31."),
        ({"due_on": ""}, "Enter a date."),
        ({"due_on": "2020-01-01"}, "Enter a date from today on."),
        ({"person_ids": []}, "Choose at least one person."),
        ({"course_code": "PA-99"}, "Not a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(visitor, cast, path, change, says):
    page = visitor.post(path, {**form(cast.lena), **change}, as_=cast.max, expect=422)

    assert says in page.words()
    if "person_ids" not in change:
        assert page.form(path)["person_ids"] == str(cast.lena.id)


def test_an_announced_course_is_not_offered(visitor, cast, path, session):
    factories.make_course(session, "PA-59", is_announced=True)

    options = visitor.get(path, as_=cast.max).soup.select("#course_code option")
    assert [option["value"] for option in options if option["value"]] == ["PA-51"]


def test_links_can_preselect_course_and_people(visitor, cast, path):
    page = visitor.get(f"{path}?course=pa-51&person={cast.lena.id}&person=x", as_=cast.max)

    assert page.form(path)["course_code"] == "PA-51"
    assert page.form(path)["person_ids"] == str(cast.lena.id)


def test_a_team_without_members_says_so(visitor, cast, course, session):
    session.execute(Membership.__table__.delete())
    page = visitor.get(f"/team/{cast.payments.id}/assignments", as_=cast.max)

    assert "no active members" in page.words()


def test_assigned_courses_are_due_until_completed(visitor, cast, path, enrolment, session):
    session.add(
        Assignment(
            person_id=cast.lena.id,
            course_code="PA-51",
            team_id=cast.payments.id,
            due_on=clock.today() + SOON,
            assigned_by=cast.max.id,
        )
    )
    session.commit()

    (due,) = queries.list_assigned_courses(cast.lena.id)
    assert (due.code, due.due_on, due.minutes) == ("PA-51", clock.today() + SOON, 120)
    assert "Assigned to you" in visitor.get("/learn/PA-51", as_=cast.lena).words()
    assert "Due soon" in visitor.get("/me/learning", as_=cast.lena).words()

    session.add(CourseCompletion(enrolment_id=enrolment.id))
    session.commit()
    assert queries.list_assigned_courses(cast.lena.id) == []
    assert len(queries.list_assigned_courses(cast.lena.id, open_only=False)) == 1
    assert "Done" in visitor.get(path, as_=cast.max).words("table")


def test_who_left_the_team_is_no_longer_read_by_its_manager(visitor, cast, path, session):
    visitor.post(path, form(cast.lena, cast.max), as_=cast.max)
    session.delete(session.get(Membership, (cast.lena.id, cast.payments.id)))
    session.add(Membership(person_id=cast.lena.id, team_id=cast.logistics.id))

    words = visitor.get(path, as_=cast.max).words("table")

    assert "Max Weber" in words
    assert "Lena Ortiz" not in words


def test_an_overdue_course_is_said_in_words(visitor, cast, path, session):
    session.add(
        Assignment(
            person_id=cast.lena.id,
            course_code="PA-51",
            team_id=cast.payments.id,
            due_on=date(2026, 1, 1),
            assigned_by=cast.max.id,
        )
    )
    session.commit()

    assert "Overdue" in visitor.get("/me/learning", as_=cast.lena).words()
    assert "Overdue" in visitor.get(path, as_=cast.max).words("table")


def test_everybody_in_the_team_is_assigned_without_choosing_each(visitor, cast, path, session):
    visitor.post(path, form() | {"whom": "everybody"}, as_=cast.max)

    assigned = {one.person_id for one in session.scalars(select(Assignment))}
    assert assigned == {member.id for member in list_members(cast.payments.id)}
    assert len(assigned) > 1


def test_those_who_manage_a_team_are_assigned_by_their_role(visitor, cast, path, session):
    visitor.post(path, form() | {"whom": "managers"}, as_=cast.max)

    assert [one.person_id for one in session.scalars(select(Assignment))] == [cast.max.id]


def test_a_team_without_managers_among_its_people_says_so(visitor, cast, path, session):
    session.delete(session.get(Membership, (cast.max.id, cast.payments.id)))
    session.commit()

    page = visitor.post(path, form() | {"whom": "managers"}, as_=cast.max, expect=422)

    assert "Nobody in this team manages one." in page.words()
    assert not session.scalars(select(Assignment)).all()


def test_another_word_for_whom_is_refused(visitor, cast, path, session):
    visitor.post(path, form(cast.lena) | {"whom": "all"}, as_=cast.max, expect=422)
    assert not session.scalars(select(Assignment)).all()


@pytest.fixture
def given(visitor, cast, path, session):
    visitor.post(path, form(cast.lena), as_=cast.max)
    return session.scalars(select(Assignment)).one()


def moving(given, days):
    return {"new_date": (clock.today() + timedelta(days=days)).isoformat()}


@pytest.mark.parametrize("days", [0, 5, 30, 90])
def test_a_date_can_be_moved_to_any_day_from_today_on(visitor, cast, path, session, given, days):
    visitor.post(f"{path}/{given.id}/date", moving(given, days), as_=cast.max)

    session.refresh(given)
    assert given.due_on == clock.today() + timedelta(days=days)
    entries = session.scalars(select(AuditEntry).where(AuditEntry.action == "learning.date-moved"))
    assert len(entries.all()) == (days != 30)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("2020-01-01", "Enter a date from today on."),
        ("soon", "Enter a date such as"),
        ("", "Enter a date."),
    ],
)
def test_a_day_that_cannot_be_is_told_beside_its_row(
    visitor, cast, path, session, given, typed, says
):
    page = visitor.post(f"{path}/{given.id}/date", {"new_date": typed}, as_=cast.max, expect=422)

    assert says in page.words(f"#date-{given.id}-error")
    session.refresh(given)
    assert given.due_on == clock.today() + timedelta(days=30)


def test_only_managers_of_the_team_move_a_date(visitor, cast, path, session, given):
    visitor.post(f"{path}/{given.id}/date", moving(given, 5), as_=cast.lena, expect=403)
    visitor.post(f"{path}/{given.id}/date", moving(given, 5), as_=cast.olga, expect=404)
    elsewhere = f"/team/{cast.logistics.id}/assignments/{given.id}/date"
    visitor.post(elsewhere, moving(given, 5), as_=cast.olga, expect=404)


def test_many_assignments_come_a_page_at_a_time_and_a_refusal_shows_its_row(
    visitor, cast, path, session
):
    people = [make_person(session, f"Member {n:02}") for n in range(40)]
    session.flush()
    session.add_all(Membership(person_id=one.id, team_id=cast.payments.id) for one in people)
    session.commit()
    visitor.post(path, form(*people), as_=cast.max)
    last = session.scalars(select(Assignment).where(Assignment.person_id == people[-1].id)).one()

    first = visitor.get(path, as_=cast.max)
    second = visitor.get(f"{path}?page=2", as_=cast.max)
    refused = visitor.post(f"{path}/{last.id}/date", {"new_date": ""}, as_=cast.max, expect=422)

    assert [len(page.soup.select("tbody tr")) for page in (first, second)] == [25, 15]
    assert "Showing 26–40 of 40" in second.words("nav.pagination")
    assert "Enter a date." in refused.words(f"#date-{last.id}-error")
