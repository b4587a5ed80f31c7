"""Managers exempt people of their teams from a course, and withdraw what was assigned."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from pmo_academy.core import clock
from pmo_academy.core.audit import AuditEntry
from pmo_academy.learning import service
from pmo_academy.learning.models import Assignment, CourseCompletion, Exemption
from tests import factories


@pytest.fixture
def courses(session, cast):
    """PA-52, and PA-53 which builds on it."""
    factories.make_course(session, "PA-52", title="Gates that can say no")
    factories.make_course(session, "PA-53", title="Portfolios", requires=["PA-52"])


@pytest.fixture
def place(cast):
    return f"/team/{cast.payments.id}"


def exempt(visitor, cast, place, *, as_=None, expect=303, **changes):
    data = {
        "exempt_person": str(cast.lena.id),
        "exempt_from": "PA-52",
        "exempt_because": "Led gates for six years.",
        **changes,
    }
    return visitor.post(f"{place}/exemptions", data, as_=as_ or cast.max, expect=expect)


def assign(session, cast):
    service.assign(
        "PA-52",
        [cast.lena.id],
        team=cast.payments,
        due_on=clock.today() + timedelta(days=20),
        by=cast.max,
    )
    session.commit()
    return session.scalars(select(Assignment)).one()


def test_an_exemption_opens_what_builds_on_the_course(visitor, session, cast, courses, place):
    locked = visitor.get("/learn/PA-53", as_=cast.lena)
    assert "Complete it first, or ask your manager for an exemption" in locked.words()
    visitor.post("/learn/PA-53/enrolments", as_=cast.lena, expect=409)

    exempt(visitor, cast, place)

    assert "You are exempt from this course Led gates for six years." in (
        visitor.get("/learn/PA-52", as_=cast.lena).words()
    )
    assert "Exempt" in visitor.get("/learn", as_=cast.lena).words()
    visitor.post("/learn/PA-53/enrolments", as_=cast.lena)
    assert not session.scalars(select(CourseCompletion)).all()
    assert "learning.exempted" in set(session.scalars(select(AuditEntry.action)))


def test_what_was_assigned_is_withdrawn_and_not_given_again(visitor, session, cast, courses, place):
    assign(session, cast)
    exempt(visitor, cast, place)
    assert not session.scalars(select(Assignment)).all()

    page = visitor.post(
        f"{place}/assignments",
        {
            "course_code": "PA-52",
            "person_ids": [str(cast.lena.id), str(cast.max.id)],
            "due_on": str(clock.today()),
        },
        as_=cast.max,
    )
    page = visitor.get(page.location, as_=cast.max)
    assert "Assigned to 1. 1 are exempt and did not get it." in page.words()


def test_an_exemption_ends_and_stays_on_record(visitor, session, cast, courses, place):
    exempt(visitor, cast, place)
    exempt(visitor, cast, place, expect=409)
    exemption = session.scalars(select(Exemption)).one()

    visitor.post(f"{place}/exemptions/{exemption.id}/ending", as_=cast.max)

    visitor.post("/learn/PA-53/enrolments", as_=cast.lena, expect=409)
    visitor.post(f"{place}/exemptions/{exemption.id}/ending", as_=cast.max, expect=404)
    exempt(visitor, cast, place)
    assert len(session.scalars(select(Exemption)).all()) == 2


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"exempt_person": ""}, "Choose a person."),
        ({"exempt_from": ""}, "Choose a course."),
        ({"exempt_because": " "}, "Say why; the person reads it."),
    ],
)
def test_what_is_missing_is_said_beside_its_field(
    visitor, session, cast, courses, place, changes, words
):
    page = exempt(visitor, cast, place, expect=422, **changes)

    assert words in page.words("#exemptions")
    assert not session.scalars(select(Exemption)).all()


def test_only_those_who_read_the_team_exempt_its_people(visitor, session, cast, courses, place):
    exempt(visitor, cast, place, as_=cast.olga, expect=404)
    exempt(visitor, cast, place, as_=cast.lena, expect=403)
    exempt(visitor, cast, place, as_=cast.ada)
    exemption = session.scalars(select(Exemption)).one()

    ending = f"exemptions/{exemption.id}/ending"
    visitor.post(f"{place}/{ending}", as_=cast.olga, expect=404)
    visitor.post(f"/team/{cast.logistics.id}/{ending}", as_=cast.olga, expect=404)
    visitor.post(f"{place}/{ending}", as_=cast.lena, expect=403)


def test_nobody_is_exempt_through_another_team(visitor, session, cast, courses):
    data = {"exempt_person": str(cast.lena.id), "exempt_from": "PA-52", "exempt_because": "x"}

    visitor.post(f"/team/{cast.logistics.id}/exemptions", data, as_=cast.olga, expect=422)


def test_an_assignment_is_withdrawn_with_a_reason(visitor, session, cast, courses, place):
    assignment = assign(session, cast)
    address = f"{place}/assignments/{assignment.id}/withdrawal"
    refused = visitor.post(address, {"reason": ""}, as_=cast.max, expect=422)
    assert "Say why." in refused.words()
    visitor.post(address, {"reason": "x"}, as_=cast.olga, expect=404)
    visitor.post(
        f"/team/{cast.logistics.id}/assignments/{assignment.id}/withdrawal",
        {"reason": "x"}, as_=cast.olga, expect=404,
    )  # fmt: skip
    visitor.post(address, {"reason": "x"}, as_=cast.lena, expect=403)

    visitor.post(address, {"reason": "Changed roles."}, as_=cast.max)

    assert not session.scalars(select(Assignment)).all()
    entry = session.scalars(
        select(AuditEntry).where(AuditEntry.action == "learning.assignment-withdrawn")
    ).one()
    assert entry.details["reason"] == "Changed roles."
