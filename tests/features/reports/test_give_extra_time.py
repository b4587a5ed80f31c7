"""Managers give people of their teams more time in tests with a clock."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from pmo_academy.core import clock
from pmo_academy.core.audit import AuditEntry
from pmo_academy.exams.models import ExtraTime
from tests import factories


@pytest.fixture
def page(cast):
    return f"/team/{cast.payments.id}/people/{cast.lena.id}"


def give(visitor, page, person, percent, *, expect=303, **more):
    fields = {"percent": percent, "reason": "Agreed with occupational health", **more}
    return visitor.post(f"{page}/extra-time", fields, as_=person, expect=expect)


def percent_of(session, person):
    session.expire_all()
    return session.scalar(select(ExtraTime.percent).where(ExtraTime.person_id == person.id))


def test_a_manager_gives_it_changes_it_and_takes_it(visitor, session, cast, page):
    assert visitor.get(page, as_=cast.max).form("/extra-time")["percent"] == "0"

    give(visitor, page, cast.max, "50")
    assert percent_of(session, cast.lena) == 50
    assert visitor.get(page, as_=cast.max).form("/extra-time")["percent"] == "50"

    give(visitor, page, cast.ada, "25")
    assert percent_of(session, cast.lena) == 25

    give(visitor, page, cast.max, "0")
    assert percent_of(session, cast.lena) is None
    actions = set(session.scalars(select(AuditEntry.action)))
    assert {"exams.extra-time-given", "exams.extra-time-taken"} <= actions


@pytest.mark.parametrize("percent", ["", "10", "-25", "1000", "x"])
def test_only_the_amounts_shown_are_given(visitor, session, cast, page, percent):
    give(visitor, page, cast.max, percent, expect=422)

    assert percent_of(session, cast.lena) is None


def test_nobody_else_gives_it(visitor, session, cast, page):
    give(visitor, page, cast.olga, "50", expect=404)
    give(visitor, page, cast.lena, "50", expect=403)
    give(visitor, page, cast.root, "50", expect=403)

    assert percent_of(session, cast.lena) is None


def test_nobody_gives_it_to_themselves(visitor, session, cast):
    own = f"/team/{cast.payments.id}/people/{cast.max.id}"

    assert "Another manager or a PMO lead can change it." in visitor.get(own, as_=cast.max).words()
    give(visitor, own, cast.max, "50", expect=403)
    give(visitor, own, cast.ada, "50")
    assert "You have 50 % extra time." in visitor.get(own, as_=cast.max).words()


def test_reason_course_and_day_are_kept_and_shown(visitor, session, cast, page):
    factories.make_course(session)
    factories.enrolled(session, cast.lena)
    until = (clock.today() + timedelta(days=30)).isoformat()

    give(visitor, page, cast.max, "50", only_course="PA-51", until=until)

    extra = session.scalars(select(ExtraTime)).one()
    assert (extra.only_course, extra.until.isoformat()) == ("PA-51", until)
    shown = visitor.get(page, as_=cast.max).form("/extra-time")
    assert shown["reason"] == "Agreed with occupational health"
    assert (shown["only_course"], shown["until"]) == ("PA-51", until)
    extra.until = clock.today() - timedelta(days=1)
    session.commit()
    assert "This extra time ended on" in visitor.get(page, as_=cast.max).words()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"reason": " "}, "Say who decided it."),
        ({"reason": "x" * 301}, "Use at most 300 characters."),
        ({"until": "2020-01-01"}, "Enter a date from today on."),
        ({"until": "soon"}, "Enter a date such as"),
        ({"only_course": "PA-99"}, "Not a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_given(visitor, session, cast, page, change, says):
    refused = give(visitor, page, cast.max, "50", expect=422, **change)

    assert says in refused.words()
    assert refused.form("/extra-time")["percent"] == "50"
    assert percent_of(session, cast.lena) is None


def test_the_usual_time_needs_no_reason(visitor, session, cast, page):
    give(visitor, page, cast.max, "50")
    give(visitor, page, cast.max, "0", reason="")
    assert percent_of(session, cast.lena) is None
