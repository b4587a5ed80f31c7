"""What certification keeps waiting: certificates that end, cases, records and claims of others."""

from datetime import UTC, datetime, timedelta

import pytest

from pmo_academy.agenda import mailing
from pmo_academy.certification.queries.awards import list_certificates
from pmo_academy.certification.service import awards, claims, panels, records
from pmo_academy.core import clock, jobs
from pmo_academy.core.db import transaction
from tests.features.certification.factories import (
    TODAY,
    make_claim,
    make_course,
    make_credential,
    make_enrolment,
    make_programme,
    make_rules,
)
from tests.support.mail import mail_server


@pytest.fixture(autouse=True)
def _today():
    with clock.set_to(TODAY):
        yield


@pytest.fixture
def certificate(session, cast):
    cast.lena.password_hash = "not empty"
    make_programme(session, "foundation", {"kind": "course", "code": "PA-01"})
    make_enrolment(session, cast.lena, make_course(session, "PA-01"), completed_at=TODAY)
    session.commit()
    with transaction():
        awards.award_what_is_earned(cast.lena.id)
    return list_certificates(cast.lena.id)[0]


@pytest.fixture
def case(session, cast):
    make_programme(session, "leader", {"kind": "panel"}, position=4)
    with transaction():
        return panels.present(cast.lena, "leader", title="One freeze", text="x" * 200, link="")


def agenda(visitor, person):
    visitor.clients.clear()
    return visitor.get("/me/agenda", as_=person).words()


@pytest.mark.parametrize("days", [180, 90, 30, 7])
def test_a_certificate_that_ends_is_said_once_at_each_mark(app, certificate, days):
    end = certificate.period.ends_on
    noon = datetime(end.year, end.month, end.day, 12, tzinfo=UTC)
    with mail_server(app) as server:
        for late in range(6):
            with clock.set_to(noon - timedelta(days=days + 1 - late)):
                mailing.plan_due()
                jobs.run_due()
        told = [mail for mail in server.mails if "renew it until" in mail["Subject"]]

    assert len(told) == 1
    text = told[0].get_body("plain").get_content()
    assert f"{days} days are left." in text
    assert f"/certificates/{certificate.award.code}" in text


def test_a_revoked_certificate_is_not_mailed_about(app, cast, certificate):
    with transaction():
        awards.revoke(certificate.award, by=cast.ada, reason="Somebody else took the test.")
    end = certificate.period.ends_on
    with mail_server(app) as server:
        with clock.set_to(datetime(end.year, end.month, end.day, tzinfo=UTC) - timedelta(days=30)):
            mailing.plan_due()
            jobs.run_due()
        assert [one for one in server.mails if "renew it until" in one["Subject"]] == []


@pytest.mark.parametrize(
    ("days", "is_there"), [(-181, False), (-180, True), (90, True), (91, False)]
)
def test_it_waits_from_half_a_year_before_until_its_grace_is_over(
    visitor, cast, certificate, days, is_there
):
    end = certificate.period.ends_on
    noon = datetime(end.year, end.month, end.day, 12, tzinfo=UTC)
    with clock.set_to(noon + timedelta(days=days)):
        assert ("Renew Foundation" in agenda(visitor, cast.lena)) is is_there


def test_a_lead_is_told_of_cases_without_reviewers_and_reviewers_of_theirs(visitor, cast, case):
    assert "Ask reviewers for 1 case" in agenda(visitor, cast.ada)
    with transaction():
        panels.appoint(case, (cast.max.id, cast.olga.id), meets_on=None, by=cast.ada)

    assert "Ask reviewers" not in agenda(visitor, cast.ada)
    for reviewer in (cast.max, cast.olga):
        assert "Judge the case “One freeze”" in agenda(visitor, reviewer)
    assert "One freeze" not in agenda(visitor, cast.lena)
    with transaction():
        panels.give_opinion(case, is_for=True, reasons="It is shown.", by=cast.max)
    assert "One freeze" not in agenda(visitor, cast.max)


def test_managers_are_told_of_entries_of_their_people(visitor, cast):
    with transaction():
        entry = records.add_entry(
            cast.lena, happened_on=TODAY.date(), change="One page.", effect="Read."
        )

    assert "Confirm 1 entry of your people" in agenda(visitor, cast.max)
    for person in (cast.lena, cast.olga, cast.ada):
        assert "Confirm" not in agenda(visitor, person)
    with transaction():
        records.confirm_entry(entry, by=cast.max)
    assert "Confirm" not in agenda(visitor, cast.max)


def test_leads_are_told_of_claims_to_verify(visitor, session, cast):
    _, cycle = make_credential(session, cast.lena, make_rules(session))
    claim = make_claim(session, cycle, link="https://example.test/talk")
    with transaction():
        claims.ask_to_verify(claim, by=cast.lena)

    assert "Verify 1 claim" in agenda(visitor, cast.ada)
    for person in (cast.lena, cast.max):
        assert "Verify" not in agenda(visitor, person)
    with transaction():
        claims.verify(claim, seen=claim.version, by=cast.ada)
    assert "Verify" not in agenda(visitor, cast.ada)


def test_owners_are_told_of_what_was_sent_back(visitor, session, cast):
    _, cycle = make_credential(session, cast.lena, make_rules(session))
    claim = make_claim(session, cycle, link="https://example.test/talk")
    with transaction():
        claims.ask_to_verify(claim, by=cast.lena)
        claims.send_back(claim, seen=claim.version, because="No day.", by=cast.ada)
        entry = records.add_entry(
            cast.lena, happened_on=TODAY.date(), change="One page.", effect="Read."
        )
        records.send_back_entry(entry, because="Not yet.", by=cast.max)

    words = agenda(visitor, cast.lena)
    assert f"See why the claim “{claim.title}” came back" in words
    assert "See why an entry of your record came back" in words
    for person in (cast.max, cast.ada):
        words = agenda(visitor, person)
        assert "came back" not in words
        assert "Confirm 1 entry" not in words
    with transaction():
        claims.ask_to_verify(claim, by=cast.lena)
        records.delete_entry(entry, by=cast.lena)
    assert "came back" not in agenda(visitor, cast.lena)
