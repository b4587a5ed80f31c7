"""A programme is awarded when the last requirement is met: once, to whom it belongs, by nobody."""

import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from pmo_academy.certification.models import Award, Period, SigningKey
from pmo_academy.certification.queries import awards as queries
from pmo_academy.certification.queries.renewals import get_renewal
from pmo_academy.certification.rules.validity import Renewal
from pmo_academy.certification.service import awards
from pmo_academy.core import clock
from pmo_academy.core.audit import AuditEntry
from pmo_academy.core.db import transaction
from pmo_academy.core.errors import ConflictError, ForbiddenError
from tests.features.certification.factories import (
    TODAY,
    make_course,
    make_enrolment,
    make_programme,
)


@pytest.fixture
def foundation(session):
    make_programme(session, "foundation", {"kind": "course", "code": "PA-01"})
    return make_course(session, "PA-01")


def award_to(session, person, course):
    make_enrolment(session, person, course, completed_at=TODAY)
    session.commit()
    with transaction():
        (award,) = awards.award_what_is_earned(person.id)
    return award


def certificate_of(person):
    (certificate,) = queries.list_certificates(person.id)
    return certificate


def test_whoever_meets_everything_is_awarded_once(session, cast, foundation):
    award = award_to(session, cast.lena, foundation)
    with transaction():
        again = awards.award_what_is_earned(cast.lena.id)

    assert again == []
    certificate = certificate_of(cast.lena)
    assert certificate.award.id == award.id
    assert certificate.claims.holder == "Lena Ortiz"
    assert certificate.claims.criteria == (
        "Completed the course PA-01, “What a PMO is” on 22 November 2026.",
    )
    assert (certificate.period.starts_on, certificate.period.ends_on) == (
        date(2026, 11, 22),
        date(2029, 11, 21),
    )
    line = session.scalars(
        select(AuditEntry).where(AuditEntry.action == "certification.awarded")
    ).one()
    assert (line.by, line.details["to"]) == (None, str(cast.lena.id))


def test_who_misses_something_gets_nothing(session, cast, foundation):
    make_enrolment(session, cast.lena, foundation)
    with transaction():
        assert awards.award_what_is_earned(cast.lena.id) == []
        assert awards.award_what_is_earned(cast.max.id) == []


def test_a_programme_that_asks_for_nothing_is_awarded_to_nobody(session, cast):
    make_programme(session, "empty")
    with transaction():
        assert awards.award_what_is_earned(cast.lena.id) == []


def test_an_inner_programme_is_awarded_with_the_outer_one(session, cast, foundation):
    make_programme(session, "support", {"kind": "programme", "key": "foundation"}, position=2)
    make_enrolment(session, cast.lena, foundation, completed_at=TODAY)
    with transaction():
        given = awards.award_what_is_earned(cast.lena.id)

    assert {one.programme_key for one in given} == {"foundation", "support"}


def test_two_at_the_same_moment_award_once(app, session, cast, foundation):
    make_enrolment(session, cast.lena, foundation, completed_at=TODAY)
    session.commit()
    person_id, start = cast.lena.id, threading.Barrier(4)

    def race():
        with app.app_context():
            start.wait()
            with transaction():
                awards.award_what_is_earned(person_id)

    racers = [threading.Thread(target=race) for _ in range(4)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()

    assert session.scalar(select(func.count()).select_from(Award)) == 1
    assert session.scalar(select(func.count()).select_from(Period)) == 1


def test_the_database_refuses_a_second_award(session, cast, foundation):
    award = award_to(session, cast.lena, foundation)
    session.add(
        Award(
            code="0" * 26,
            person_id=cast.lena.id,
            edition_id=award.edition_id,
            programme_key="foundation",
            holder="Lena Ortiz",
            status_place=7,
        )
    )
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()


def test_a_revoked_certificate_does_not_come_back_by_itself(session, cast, foundation):
    award = award_to(session, cast.lena, foundation)
    with transaction():
        awards.revoke(award, by=cast.ada, reason="The test was taken by somebody else.")
        assert awards.award_what_is_earned(cast.lena.id) == []

    assert certificate_of(cast.lena).award.revoked_because.startswith("The test")


def test_nobody_revokes_their_own_and_nobody_revokes_twice(session, cast, foundation):
    award = award_to(session, cast.lena, foundation)
    with pytest.raises(ForbiddenError), transaction():
        awards.revoke(award, by=cast.lena, reason="I do not want it.")
    with transaction():
        awards.revoke(award, by=cast.ada, reason="A mistake.")
    with pytest.raises(ConflictError), transaction():
        awards.revoke(award, by=cast.ada, reason="Again.")


def test_a_renewal_needs_its_time_and_what_it_asks_for(session, cast, foundation):
    award_to(session, cast.lena, foundation)
    with pytest.raises(awards.NotEarnedError, match="from 25 May 2029"), transaction():
        awards.renew(certificate_of(cast.lena))
    later = datetime(2029, 6, 1, tzinfo=UTC)
    with clock.set_to(later), pytest.raises(awards.NotEarnedError), transaction():
        awards.renew(certificate_of(cast.lena))

    assert len(queries.list_periods(certificate_of(cast.lena).award.id)) == 1


def test_a_renewal_appends_a_period_and_signs_anew(session, cast, foundation, monkeypatch):
    award = award_to(session, cast.lena, foundation)
    newer = make_course(session, "PA-03", title="Standards", number=2)
    newer.minutes = 600
    make_enrolment(session, cast.lena, newer, completed_at=TODAY + timedelta(days=900))
    session.commit()
    monkeypatch.setattr("pmo_academy.certification.queries.renewals._products", lambda *_: 1)
    with clock.set_to(datetime(2029, 6, 1, tzinfo=UTC)), transaction():
        before = certificate_of(cast.lena)
        awards.renew(before)
        awards.renew(before)  # the same page sent twice

    first, second = queries.list_periods(award.id)
    assert (first.ends_on, second.starts_on, second.ends_on) == (
        date(2029, 11, 21),
        date(2029, 11, 22),
        date(2032, 11, 21),
    )
    assert second.badge["validUntil"] == "2032-11-21T23:59:59Z"
    assert first.badge != second.badge


def test_a_certificate_that_was_renewed_early_holds_today(session, cast, foundation, monkeypatch):
    award_to(session, cast.lena, foundation)
    earned = Renewal(hours_asked=10, hours=10, products_asked=1, products=1)
    monkeypatch.setattr(awards.renewals, "get_renewal", lambda _: earned)
    with clock.set_to(datetime(2029, 6, 1, tzinfo=UTC)), transaction():
        awards.renew(certificate_of(cast.lena))

    badge = certificate_of(cast.lena).period.badge
    assert (badge["validFrom"], badge["validUntil"]) == (
        "2029-06-01T00:00:00Z",
        "2032-11-21T23:59:59Z",
    )


def test_what_earned_one_renewal_does_not_earn_the_next(session, cast, foundation, monkeypatch):
    award_to(session, cast.lena, foundation)
    newer = make_course(session, "PA-03", title="Standards")
    newer.minutes = 720
    make_enrolment(session, cast.lena, newer, completed_at=datetime(2029, 12, 1, tzinfo=UTC))
    session.commit()
    monkeypatch.setattr("pmo_academy.certification.queries.renewals._products", lambda *_: 1)
    with clock.set_to(datetime(2029, 12, 20, tzinfo=UTC)), transaction():  # within the grace
        assert get_renewal(certificate_of(cast.lena)).hours == 12
        awards.renew(certificate_of(cast.lena))
    after = make_course(session, "PA-04", title="Coaching")
    make_enrolment(session, cast.lena, after, completed_at=datetime(2029, 12, 21, tzinfo=UTC))
    session.commit()

    assert get_renewal(certificate_of(cast.lena)).hours == 2


def test_who_had_earned_it_before_anybody_looked_is_awarded_by_the_command(
    app, session, cast, foundation
):
    make_enrolment(session, cast.lena, foundation, completed_at=TODAY)
    make_enrolment(session, cast.max, foundation)
    session.commit()
    with transaction():
        assert awards.award_to_everybody() == 1
        assert awards.award_to_everybody() == 0


def test_what_led_to_the_award_does_not_count_for_its_renewal(session, cast, foundation):
    award_to(session, cast.lena, foundation)

    found = get_renewal(certificate_of(cast.lena))
    assert (found.hours, found.products, found.hours_asked) == (0, 0, 10)


def test_a_new_secret_or_a_rotation_brings_a_new_key(app, session, cast, foundation):
    award_to(session, cast.lena, foundation)
    settings = app.config["SETTINGS"]
    first = queries.find_current_key().name
    app.config["SETTINGS"] = replace(settings, secret_key="another secret, long enough for a key")
    try:
        with transaction():
            second = awards.ensure_key().name
    finally:
        app.config["SETTINGS"] = settings
    with transaction():
        third = awards.rotate_key().name

    assert len({first, second, third}) == 3
    assert [key.is_current for key in queries.list_keys()] == [False, False, True]


def test_the_private_half_is_not_in_the_database(session, cast, foundation):
    award_to(session, cast.lena, foundation)
    key = session.scalars(select(SigningKey)).one()

    assert "PRIVATE" not in key.sealed_pem
    assert "PUBLIC" in key.public_pem
