"""The weekly digest, by a real mail server: once a week, in waking hours, ended by one post."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select

from pmo_academy.agenda import mailing
from pmo_academy.agenda.models import Digest
from pmo_academy.authoring import service as authoring
from pmo_academy.certification.models import Cycle
from pmo_academy.core import clock, jobs
from pmo_academy.core.db import transaction
from pmo_academy.core.jobs import Job
from pmo_academy.demo import organisation
from pmo_academy.people.models import Preference
from tests.cast import make_person
from tests.features.reports.factories import assign, make_catalogue
from tests.support.mail import mail_server

LENA, MAX = "lena.ortiz@example.test", "max.weber@example.test"
MONDAY = datetime(2026, 11, 30, tzinfo=UTC)


@pytest.fixture
def server(app):
    with mail_server(app) as running:
        yield running


@pytest.fixture
def lena(session, cast):
    """Lena has an account and a course to finish."""
    cast.lena.password_hash = "not empty"
    with at(MONDAY - timedelta(days=3)):
        make_catalogue(session)
        assign(session, cast.lena, "PA-04", team=cast.payments, by=cast.max, days=5)
    session.commit()
    return cast.lena


def at(moment):
    return clock.set_to(moment)


def look(moment):
    """What the thread beside the server does at a moment."""
    with at(moment):
        mailing.plan_due()
        return jobs.run_due()


def text_of(mail):
    return " ".join(mail.get_body("plain").get_content().split())


def prefer(session, person, **wanted):
    session.add(Preference(person_id=person.id, **{"time_zone": "UTC", **wanted}))
    session.commit()


def test_it_comes_on_monday_at_eight_and_says_why(lena, server):
    look(MONDAY + timedelta(hours=7, minutes=59))
    assert server.mails == []

    look(MONDAY + timedelta(hours=8))

    (mail,) = server.mails
    assert mail["To"].addresses[0].addr_spec == LENA
    assert mail["Subject"] == "Your week: 1 thing to do"
    assert (
        "Start Coaching and authorising project managers, because Max Weber assigned it to you. "
        "2 days left."
    ) in text_of(mail)
    assert "http://localhost/me/agenda" in text_of(mail)


def test_both_parts_say_the_same(lena, server):
    look(MONDAY + timedelta(hours=8))

    (mail,) = server.mails
    page = " ".join(mail.get_body("html").get_content().split())
    for line in mail.get_body("plain").get_content().split("\n\n"):
        words = " ".join(line.split()).removeprefix("-- ")
        if words and "http" not in words:
            assert words in page


def test_the_headers_let_a_mail_program_unsubscribe(app, session, lena, server):
    look(MONDAY + timedelta(hours=8))
    (mail,) = server.mails
    raw = dict(mail.raw_items())
    assert raw["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = raw["List-Unsubscribe"].strip()
    assert address.startswith("<http://localhost/unsubscribe/digest.")
    assert address.endswith(">")

    app.test_client().post(address.strip("<>"), data={"List-Unsubscribe": "One-Click"})
    look(MONDAY + timedelta(days=7, hours=8))

    assert len(server.mails) == 1


def test_looking_again_or_restarting_sends_nothing_twice(session, lena, server):
    for hours in range(7, 48):
        look(MONDAY + timedelta(hours=hours))
    with transaction():
        session.execute(delete(Job))
    look(MONDAY + timedelta(hours=20))

    assert len(server.mails) == 1


def test_a_job_that_runs_twice_sends_once(session, lena, server):
    with at(MONDAY + timedelta(hours=8)):
        mailing.plan_due()
        job = session.scalars(select(Job)).one()
        task = jobs.Task(id=job.id, kind=job.kind, payload=job.payload, attempt=1)
        session.commit()
        mailing.deliver_digest(task)
        mailing.deliver_digest(task)

    assert len(server.mails) == 1


def test_a_mail_server_that_was_away_gets_it_later(lena, server):
    server.answers[LENA] = "451 later"
    look(MONDAY + timedelta(hours=8))
    server.answers.clear()

    look(MONDAY + timedelta(hours=9))

    assert server.recipients == [LENA]


def test_the_next_week_brings_the_next(lena, server):
    look(MONDAY + timedelta(hours=8))
    look(MONDAY + timedelta(days=7, hours=8))

    assert len(server.mails) == 2
    assert "5 days overdue" in text_of(server.mails[1])


def test_who_has_nothing_to_do_gets_none(session, cast, lena, server):
    cast.ada.password_hash = "not empty"
    session.commit()

    look(MONDAY + timedelta(hours=8))

    assert server.recipients == [LENA]


def test_who_switched_it_off_or_has_no_account_gets_none(session, cast, lena, server):
    prefer(session, lena, mails_digest=False)

    look(MONDAY + timedelta(hours=8))

    assert server.mails == []
    assert session.scalar(select(func.count()).select_from(Digest)) == 0


def test_eight_is_eight_by_the_readers_clock(session, lena, server):
    prefer(session, lena, time_zone="America/New_York")

    look(MONDAY + timedelta(hours=12, minutes=59))
    assert server.mails == []
    look(MONDAY + timedelta(hours=13))

    assert server.recipients == [LENA]


def test_it_waits_for_the_end_of_quiet_hours(session, lena, server):
    prefer(session, lena, quiet_until=time(9, 30))

    look(MONDAY + timedelta(hours=8))
    assert server.mails == []
    look(MONDAY + timedelta(hours=9, minutes=30))

    assert server.recipients == [LENA]


def test_five_lines_at_most(session, cast, lena, server):
    with at(MONDAY - timedelta(days=3)):
        for number in (1, 2, 3, 5, 6, 7):
            assign(session, lena, f"PA-0{number}", team=cast.payments, by=cast.max, days=5)
    session.commit()

    look(MONDAY + timedelta(hours=8))

    assert text_of(server.mails[0]).count(", because") == 5


@pytest.mark.parametrize(("others", "is_said"), [(2, False), (3, True)])
def test_managers_get_counts_but_not_of_small_teams(session, cast, lena, server, others, is_said):
    cast.max.password_hash = "not empty"
    for number in range(others):
        make_person(session, f"Member {number}", member_of=cast.payments)
    session.commit()

    look(MONDAY + timedelta(days=7, hours=8))

    to_max = [text_of(mail) for mail in server.mails if mail["To"].addresses[0].addr_spec == MAX]
    assert bool(to_max) is is_said
    for text in to_max:
        assert "In your teams: 1 assigned course is overdue. Next:" in text
        assert "Lena" not in text


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 24 * 21), min_size=1, max_size=12))
def test_never_two_in_a_week_whenever_somebody_looks(session, lena, server, hours):
    """Whatever moments the runner looks at, in whatever order."""
    server.mails.clear()
    with transaction():
        session.execute(delete(Digest))
        session.execute(delete(Job))

    for hour in hours:
        look(MONDAY + timedelta(hours=hour))

    weeks = {(MONDAY + timedelta(hours=hour)).isocalendar()[1] for hour in hours}
    assert len(server.mails) <= len(weeks)
    due = {
        (MONDAY + timedelta(hours=hour)).isocalendar()[1]
        for hour in hours
        if hour % 168 in (*range(8, 20), *range(31, 44))
    }
    assert len(server.mails) >= len(due)


@pytest.mark.parametrize("days", [90, 30, 7])
def test_a_certificate_that_ends_is_said_once_at_each_mark(app, session, server, days):
    authoring.load(app.config["SETTINGS"].content_dir)
    organisation.add()
    session.commit()
    ends_on = session.scalars(select(Cycle.ends_on).order_by(Cycle.ends_on.desc())).first()
    noon = datetime(ends_on.year, ends_on.month, ends_on.day, 12, tzinfo=UTC)

    for late in range(6):
        look(noon - timedelta(days=days + 1 - late))

    told = [mail for mail in server.mails if "renew it until" in mail["Subject"]]
    assert len(told) == 1
    assert f"{days} days are left." in text_of(told[0])
    assert "List-Unsubscribe" in told[0]
