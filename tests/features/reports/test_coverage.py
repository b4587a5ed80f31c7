"""Certificates by team against the level that each team aims at."""

from datetime import UTC, date, datetime, timedelta

import pytest

from pmo_academy.certification.models import LadderEdition
from pmo_academy.certification.service import awards
from pmo_academy.core import clock
from pmo_academy.core.db import transaction
from pmo_academy.maturity.models import Target
from pmo_academy.people.models import Membership
from tests.features.certification.factories import make_course, make_enrolment, make_programme
from tests.rules.certification.test_career import DOCUMENT

PAGE = "/portfolio/certificates"


@pytest.fixture
def teams(session, cast):
    """Payments aims at Control, after it had aimed at Support; Lena holds the programme for it."""
    make_programme(session, "control", {"kind": "course", "code": "PA-06"})
    session.add(LadderEdition(number=1, document=DOCUMENT))
    now = clock.now()
    for rung, days in ((2, 9), (5, 1)):
        session.add(
            Target(
                team_id=cast.payments.id, rung=rung, by_date=date(2027, 1, 1), set_by=cast.max.id,
                set_at=now - timedelta(days=days),
            )
        )  # fmt: skip
    make_enrolment(session, cast.lena, make_course(session, "PA-06"), completed_at=now)
    session.commit()
    with transaction():
        (award,) = awards.award_what_is_earned(cast.lena.id)
    return award


def test_each_team_shows_who_holds_what_its_aim_takes(visitor, cast, teams):
    page = visitor.get(PAGE, as_=cast.ada)

    words = page.words("main table")
    assert "Logistics PMO no aim yet – – 0 of 1" in words
    assert "Payments PMO Control Control" in words
    assert "1 of 2" in words
    assert page.queries <= 8
    lines = visitor.get(f"{PAGE}.csv", as_=cast.ada).text.splitlines()
    assert lines[1:] == ["Logistics PMO,,,1,0,0", "Payments PMO,Control,Control,2,1,1"]


def test_a_manager_sees_their_own_teams(visitor, cast, teams):
    assert "Payments" in visitor.get(PAGE, as_=cast.max).words()
    words = visitor.get(PAGE, as_=cast.olga).words()
    assert "Payments" not in words
    visitor.get(PAGE, as_=cast.lena, expect=403)


def test_what_was_revoked_or_has_ended_does_not_count(visitor, cast, teams):
    with clock.set_to(datetime(2031, 1, 1, tzinfo=UTC)):
        visitor.clients.clear()
        assert "0 of 2" in visitor.get(PAGE, as_=cast.ada).words("main table")
    visitor.clients.clear()
    with transaction():
        awards.revoke(teams, by=cast.ada, reason="Somebody else took the test.")
    words = visitor.get(PAGE, as_=cast.ada).words("main table")
    assert "1 of 2" not in words


def test_without_teams_the_page_says_so(visitor, session, cast):
    session.query(Membership).delete()
    session.commit()

    assert "No teams with members" in visitor.get(PAGE, as_=cast.ada).words()
