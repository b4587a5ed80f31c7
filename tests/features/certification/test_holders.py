"""Who holds what: for leads everybody, for managers their people; taking back and renewing."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from pmo_academy.certification.models import Award, Period
from pmo_academy.certification.service import awards
from pmo_academy.core import clock
from pmo_academy.core.db import transaction
from tests.features.certification.factories import (
    TODAY,
    make_course,
    make_enrolment,
    make_programme,
)

HOLDERS = "/certifications/holders"
REASON = "The test was taken by somebody else."


@pytest.fixture
def award(session, cast):
    make_programme(session, "foundation", {"kind": "course", "code": "PA-01"})
    make_enrolment(session, cast.lena, make_course(session, "PA-01"), completed_at=TODAY)
    session.commit()
    with transaction():
        (award,) = awards.award_what_is_earned(cast.lena.id)
    return award


def revocation(award):
    return f"/certifications/awards/{award.id}/revocation"


def test_managers_see_their_people_and_leads_everybody(visitor, cast, award):
    for reader in (cast.max, cast.ada):
        page = visitor.get(HOLDERS, as_=reader)
        assert "1 certificate is valid today. 0 of them end within half a year." in page.words()
        assert "Lena Ortiz Payments PMO Foundation" in page.words()
    assert "No certificates yet" in visitor.get(HOLDERS, as_=cast.olga).words()
    visitor.get(HOLDERS, as_=cast.lena, expect=403)
    assert "Revoke" not in visitor.get(HOLDERS, as_=cast.max).words()
    assert "Your people" in visitor.get("/certifications", as_=cast.max).words()


def test_the_file_says_what_the_page_says(visitor, cast, award):
    text = visitor.get(f"{HOLDERS}.csv", as_=cast.max).text

    assert text.splitlines() == [
        "Name,Teams,Programme,Awarded on,Ends on,State",
        "Lena Ortiz,Payments PMO,Foundation,2026-11-22,2029-11-21,Valid",
    ]


def test_the_list_does_not_grow_in_queries(visitor, session, cast, award):
    one = visitor.get(HOLDERS, as_=cast.ada).queries
    course = session.scalars(select(Award)).one().edition_id
    assert course
    make_enrolment(session, cast.olga, make_course(session, "PA-01", number=2), completed_at=TODAY)
    session.commit()
    with transaction():
        awards.award_what_is_earned(cast.olga.id)

    assert visitor.get(HOLDERS, as_=cast.ada).queries == one


def test_a_lead_takes_a_certificate_back_with_a_reason(visitor, session, cast, award):
    visitor.get(revocation(award), as_=cast.ada)
    page = visitor.post(revocation(award), {"reason": REASON}, as_=cast.ada)

    assert page.location.endswith(award.code)
    assert REASON in visitor.get(page.location).words()
    assert "Revoked" in visitor.get(HOLDERS, as_=cast.ada).words()
    assert REASON in visitor.get("/certifications/programmes/foundation", as_=cast.lena).words()
    visitor.post(revocation(award), {"reason": REASON}, as_=cast.ada, expect=409)


def test_nobody_else_takes_it_back(visitor, session, cast, award):
    for person in (cast.lena, cast.max, cast.olga, cast.root):
        visitor.post(revocation(award), {"reason": REASON}, as_=person, expect=403)
    session.refresh(award)
    assert award.revoked_at is None


def test_a_lead_does_not_take_back_their_own(visitor, session, cast, award):
    cast.lena.is_pmo_lead = True
    session.commit()

    visitor.get(revocation(award), as_=cast.lena, expect=404)
    visitor.post(revocation(award), {"reason": REASON}, as_=cast.lena, expect=404)


@pytest.mark.parametrize("reason", ["", "Wrong."])
def test_a_reason_is_needed(visitor, session, cast, award, reason):
    visitor.post(revocation(award), {"reason": reason}, as_=cast.ada, expect=422)
    session.refresh(award)
    assert award.revoked_at is None


def test_a_holder_renews_when_everything_is_there(visitor, session, cast, award, monkeypatch):
    address = f"/certifications/awards/{award.id}/periods"
    assert "It can be renewed from 25 May 2029 on." in page_of(visitor, cast, award)
    visitor.post(address, as_=cast.lena)
    visitor.post(address, as_=cast.max, expect=404)
    with clock.set_to(datetime(2029, 7, 1, tzinfo=UTC)):
        visitor.clients.clear()  # the session of 2026 has ended
        assert "It can be renewed as soon as both are there." in page_of(visitor, cast, award)
        monkeypatch.setattr("pmo_academy.certification.queries.renewals._products", lambda *_: 1)
        monkeypatch.setattr("pmo_academy.certification.queries.renewals._minutes", lambda *_: 600)
        assert "10.0 of 10 hours" in page_of(visitor, cast, award)
        visitor.post(address, as_=cast.lena)
        assert "until 21 November 2032" in page_of(visitor, cast, award)

    assert session.scalars(select(Period.number).order_by(Period.number)).all() == [1, 2]


def page_of(visitor, cast, award):
    return visitor.get(f"/certificates/{award.code}", as_=cast.lena).words()
