"""Invitations and reminders by mail: to whom, when, once, and without telling who took part."""

from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import select

from pmo_academy.core import clock, jobs
from pmo_academy.core.audit import AuditEntry
from pmo_academy.core.db import transaction
from pmo_academy.core.errors import ConflictError
from pmo_academy.core.jobs import Job
from pmo_academy.maturity import service
from pmo_academy.maturity.models import Invitation, Mode
from pmo_academy.maturity.service import reminders
from pmo_academy.people.models import Preference
from tests.features.maturity.factories import everywhere, hand_in, make_people, make_round
from tests.support.mail import mail_server

LENA, MAX = "lena.ortiz@example.test", "max.weber@example.test"


@pytest.fixture
def server(app):
    with mail_server(app) as running:
        yield running


def noon(days=0):
    day = datetime.combine(clock.today(), time(12), tzinfo=UTC) + timedelta(days=days)
    return clock.set_to(day)


def with_password(*people):
    for person in people:
        person.password_hash = "not empty"


def both(cast):
    with_password(cast.lena, cast.max)
    return [(cast.lena, "pmo"), (cast.max, "delivery")]


def run():
    with transaction():
        reminders.remind_due()
    return jobs.run_due()


def texts(server):
    return [" ".join(mail.get_body("plain").get_content().split()) for mail in server.mails]


def test_people_are_invited_at_once_when_the_round_is_open(cast, session, server):
    with noon():
        one = make_round(cast, both(cast))
        session.commit()
        run()
        run()

    assert server.recipients == [LENA, MAX]
    for text in texts(server):
        assert f"http://localhost/assess/{one.id}" in text
        assert "Max Weber asks how you see Payments PMO" in text
        assert "about 25 minutes" in text
        assert "nobody sees your name beside an answer" in text
    assert {row.mailed_on for row in session.scalars(select(Invitation))} == {clock.today()}


def test_people_are_invited_on_the_first_day(cast, session, server):
    with noon():
        make_round(cast, both(cast), opens_on=clock.today() + timedelta(days=2))
        session.commit()
        run()
        assert server.mails == []
    with noon(2):
        run()

    assert server.recipients == [LENA, MAX]


def test_who_is_invited_later_gets_a_mail_of_their_own(cast, session, server):
    with noon():
        one = make_round(cast, both(cast)[:1])
        session.commit()
        run()
        service.invite(one, {cast.max.id: "delivery"}, by=cast.ada)
        session.commit()
        run()

    assert server.recipients == [LENA, MAX]


def test_reminders_go_to_those_who_have_not_taken_part(cast, session, server):
    with noon():
        one = make_round(cast, both(cast))
        session.commit()
        run()
    server.mails.clear()
    with noon(1):
        hand_in(one, cast.lena, everywhere(2))
        session.commit()
    for days in range(1, 15):
        with noon(days):
            run()
            run()
        if days < 7:
            assert server.mails == []

    assert server.recipients == [MAX, MAX]
    assert "your answers are not in yet" in texts(server)[0]


def test_a_reminder_that_was_missed_goes_out_late_and_once(cast, session, server):
    with noon():
        make_round(cast, both(cast)[:1], reminder_days=(7,))
        session.commit()
        run()
    with noon(9):
        run()
    with noon(10):
        run()

    assert len(server.mails) == 2


def test_a_short_round_does_not_remind_on_its_first_day(cast, session, server):
    with noon():
        make_round(cast, both(cast)[:1], closes_on=clock.today() + timedelta(days=3))
        session.commit()
        run()
        run()

    assert len(server.mails) == 1


def test_a_later_last_day_moves_the_reminders(cast, session, server):
    with noon():
        one = make_round(cast, both(cast)[:1], reminder_days=(1,))
        session.commit()
        run()
        one.closes_on += timedelta(days=10)
        session.commit()
    server.mails.clear()
    for days in (13, 14, 22):
        with noon(days):
            run()
        assert server.mails == []
    with noon(23):
        run()
    assert len(server.mails) == 1


def test_who_has_left_and_whose_round_is_over_gets_nothing(cast, session, server):
    with noon():
        one = make_round(cast, both(cast))
        cast.max.deactivated_at = clock.now()
        session.commit()
        run()
        assert server.recipients == [LENA]
    with noon(7):
        with transaction():
            reminders.remind_due()
        one.ended_at = clock.now()
        session.commit()
        assert jobs.run_due().done == 2

    assert len(server.mails) == 1


def test_the_rows_are_the_same_whoever_has_taken_part(cast, session, server):
    """Nothing stored tells who was written to: neither the jobs nor the invitations."""
    people = make_people(session, 6)
    with noon():
        one = make_round(cast, people)
        session.commit()
        run()
    with noon(7):
        for person, _group in people[:3]:
            hand_in(one, person, everywhere(2))
        session.commit()
        with transaction():
            reminders.remind_due()
        waiting = session.scalars(select(Job).where(Job.done_at.is_(None))).all()
        assert len(waiting) == 6
        jobs.run_due()
        session.expire_all()
        done = session.scalars(select(Job)).all()
        mailed = {row.mailed_on for row in session.scalars(select(Invitation))}
        (line,) = session.scalars(
            select(AuditEntry).where(AuditEntry.action == "maturity.reminded")
        )

        assert mailed == {clock.today()}
    assert {(job.attempts, job.problem, str(job.payload), job.key) for job in done} == {
        (1, "", "{}", None)
    }
    assert line.details == {"count": 6}
    assert line.by is None


def test_a_mail_server_that_is_down_costs_no_mail_and_no_second_one(cast, session, server):
    with noon():
        make_round(cast, both(cast))
        session.commit()
        server.stop()
        assert jobs.run_due().failed == 2
        session.expire_all()
        problems = {job.problem for job in session.scalars(select(Job)) if job.problem}
        assert not any("@" in problem for problem in problems)
        server.start()
        with clock.set_to(clock.now() + timedelta(minutes=2)):
            assert jobs.run_due().done == 2

    assert server.recipients == [LENA, MAX]


def test_without_mail_nothing_is_written_down(cast, session):
    with noon():
        one = make_round(cast, both(cast))
        session.commit()
        run()
    with noon(7):
        run()
        with pytest.raises(ConflictError, match="Mail is not set up"):
            reminders.remind(one, by=cast.max)

    assert {row.mailed_on for row in session.scalars(select(Invitation))} == {None}
    assert session.scalars(select(Job).where(Job.kind == reminders.LETTER)).all() == []


def test_reminding_by_hand_goes_once_a_day(cast, session, server):
    with noon():
        one = make_round(cast, both(cast), mode=Mode.NAMED)
        session.commit()
        run()
        with pytest.raises(ConflictError, match="written to today"):
            reminders.remind(one, by=cast.max)
    with noon(1):
        assert reminders.may_remind(one)
        assert reminders.remind(one, by=cast.max) == 2
        assert not reminders.may_remind(one)
        session.commit()
        jobs.run_due()

    assert len(server.mails) == 4
    assert "kept with your name" in texts(server)[-1]


def test_who_switched_invitations_off_gets_none_but_is_reminded(cast, session, server):
    session.add(Preference(person_id=cast.lena.id, time_zone="UTC", mails_invitation=False))
    with noon():
        make_round(cast, both(cast), reminder_days=(7,))
        session.commit()
        run()
    assert server.recipients == [MAX]

    with noon(7):
        run()

    assert server.recipients == [LENA, MAX, MAX]


def test_who_switched_reminders_off_is_invited_only(cast, session, server):
    session.add(Preference(person_id=cast.lena.id, time_zone="UTC", mails_closing=False))
    with noon():
        make_round(cast, both(cast)[:1], reminder_days=(7,))
        session.commit()
        run()
    with noon(7):
        run()

    assert server.recipients == [LENA]


def test_an_invitation_waits_for_the_end_of_quiet_hours(cast, session, server):
    """At noon in UTC it is one in the morning there."""
    session.add(Preference(person_id=cast.lena.id, time_zone="Pacific/Auckland"))
    with noon():
        make_round(cast, both(cast))
        session.commit()
        run()
        assert server.recipients == [MAX]
        waiting = session.scalars(select(Job).where(Job.done_at.is_(None))).one()
        due_at, attempts = waiting.due_at, waiting.attempts
        session.commit()
    assert attempts == 0

    with clock.set_to(due_at):
        run()

    assert server.recipients == [LENA, MAX]
