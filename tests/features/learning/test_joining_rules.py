"""Everybody who joins a team takes a course within so many days, by a rule of its manager."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from pmo_academy.core import clock
from pmo_academy.learning import service
from pmo_academy.learning.models import Assignment, JoiningRule
from pmo_academy.people import service as people
from pmo_academy.people.models import Management, Membership
from tests import factories
from tests.cast import make_person


@pytest.fixture
def course(session):
    return factories.make_course(session, "PA-52", title="Gates that can say no")


@pytest.fixture
def place(cast):
    return f"/team/{cast.payments.id}/joining-rules"


def make(visitor, place, person, *, expect=303, **changes):
    data = {"rule_course": "PA-52", "rule_days": "30", **changes}
    return visitor.post(place, data, as_=person, expect=expect)


def given(session):
    session.expire_all()
    return {one.person_id: one.due_on for one in session.scalars(select(Assignment))}


def join(session, person, *teams, by):
    people.set_teams(person, member_of=[team.id for team in teams], manager_of=[], by=by)
    session.commit()


def test_present_and_future_members_get_the_course(visitor, session, cast, course, place):
    page = make(visitor, place, cast.max)
    assert "2 present members got the course." in visitor.get(page.location, as_=cast.max).words()
    due_on = clock.today() + timedelta(days=30)
    assert given(session) == {cast.lena.id: due_on, cast.max.id: due_on}

    newcomer = make_person(session, "New Comer")
    join(session, newcomer, cast.payments, by=cast.root)

    assert given(session)[newcomer.id] == due_on
    assert "Gates that can say no" in visitor.get("/me/agenda", as_=newcomer).words()


def test_saving_teams_again_is_no_joining(visitor, session, cast, course, place):
    make(visitor, place, cast.max)
    for assignment in session.scalars(select(Assignment)):
        session.delete(assignment)
    session.commit()

    join(session, cast.lena, cast.payments, by=cast.root)
    assert given(session) == {}

    join(session, cast.lena, cast.payments, cast.logistics, by=cast.root)
    assert given(session) == {}


def test_who_is_exempt_or_through_is_left_out(visitor, session, cast, course, place):
    service.exempt(cast.lena.id, "PA-52", reason="Knows it.", team=cast.payments, by=cast.max)
    session.commit()

    make(visitor, place, cast.max)

    assert set(given(session)) == {cast.max.id}


def test_a_closed_account_gets_nothing(visitor, session, cast, course, place):
    make(visitor, place, cast.max)
    gone = make_person(session, "Long Gone")
    gone.deactivated_at = clock.now()

    join(session, gone, cast.payments, by=cast.root)

    assert gone.id not in given(session)


def test_a_rule_ends_and_what_was_given_stays(visitor, session, cast, course, place):
    make(visitor, place, cast.max)
    make(visitor, place, cast.max, expect=409)
    rule = session.scalars(select(JoiningRule)).one()
    visitor.post(f"{place}/{rule.id}/ending", as_=cast.max)
    visitor.post(f"{place}/{rule.id}/ending", as_=cast.max, expect=404)

    newcomer = make_person(session, "New Comer")
    join(session, newcomer, cast.payments, by=cast.root)

    assert set(given(session)) == {cast.lena.id, cast.max.id}
    assert "No rule yet" in visitor.get(place, as_=cast.max).words()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"rule_course": ""}, "Choose a course."),
        ({"rule_days": ""}, "Enter a number of days."),
        ({"rule_days": "0"}, "Enter a number from 1 to 365."),
        ({"rule_days": "366"}, "Enter a number from 1 to 365."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    visitor, session, cast, course, place, changes, words
):
    page = make(visitor, place, cast.max, expect=422, **changes)

    assert words in page.words()
    assert not session.scalars(select(JoiningRule)).all()


def test_only_those_who_read_the_team_make_and_end_rules(visitor, session, cast, course, place):
    make(visitor, place, cast.olga, expect=404)
    make(visitor, place, cast.lena, expect=403)
    make(visitor, place, cast.ada)
    rule = session.scalars(select(JoiningRule)).one()

    visitor.get(place, as_=cast.olga, expect=404)
    visitor.post(f"{place}/{rule.id}/ending", as_=cast.olga, expect=404)
    elsewhere = f"/team/{cast.logistics.id}/joining-rules/{rule.id}/ending"
    visitor.post(elsewhere, as_=cast.olga, expect=404)


def test_teams_are_compared_and_not_set_anew(session, cast):
    before = session.get(Membership, (cast.lena.id, cast.payments.id))

    people.set_teams(
        cast.lena,
        member_of=[cast.payments.id, cast.logistics.id],
        manager_of=[cast.logistics.id],
        by=cast.root,
    )
    session.commit()

    assert session.get(Membership, (cast.lena.id, cast.payments.id)) is before
    assert session.get(Membership, (cast.lena.id, cast.logistics.id))
    assert session.get(Management, (cast.lena.id, cast.logistics.id))
    people.set_teams(cast.lena, member_of=[cast.logistics.id], manager_of=[], by=cast.root)
    session.commit()
    assert not session.scalars(select(Management).where(Management.person_id == cast.lena.id)).all()
    assert (
        len(session.scalars(select(Membership).where(Membership.person_id == cast.lena.id)).all())
        == 1
    )
