"""Somebody says which mails they want, has a private calendar, and can end mails by one link."""

from datetime import date, time, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select

from pmo_academy.agenda.models import CalendarLink
from pmo_academy.agenda.service import unsubscribing
from pmo_academy.agenda.views import private
from pmo_academy.core import clock
from pmo_academy.people.models import Preference
from pmo_academy.people.preferences import MailKind, preference_of, wants
from tests.features.reports.factories import assign, make_catalogue


@pytest.fixture(autouse=True)
def _begin_counting_anew():
    private.guesses.forget()


def save(visitor, cast, expect=303, **changed):
    form = visitor.get("/me/preferences", as_=cast.lena).form("/me/preferences") | changed
    hidden = ("csrf_token", "submission_key")
    form = {name: value for name, value in form.items() if value is not None and name not in hidden}
    return visitor.post("/me/preferences", form, as_=cast.lena, expect=expect)


def make_link(visitor, cast):
    visitor.post("/me/calendar-link", as_=cast.lena)
    page = visitor.get("/me/preferences", as_=cast.lena)
    return page.one("#calendar-link")["value"].removeprefix("http://localhost")


def test_what_is_chosen_is_kept(visitor, session, cast):
    save(visitor, cast, time_zone="Asia/Tokyo", mails_digest=None, quiet_from="21:30")

    kept = session.get(Preference, cast.lena.id)
    assert (kept.time_zone, kept.mails_digest, kept.mails_expiry) == ("Asia/Tokyo", False, True)
    assert (kept.quiet_from, kept.quiet_until) == (time(21, 30), time(7))
    assert session.get(Preference, cast.max.id) is None


def test_a_time_zone_that_does_not_exist_is_refused(visitor, session, cast):
    save(visitor, cast, time_zone="Europe/Nowhere", expect=422)

    assert session.get(Preference, cast.lena.id) is None


def test_single_letter_shortcuts_can_be_switched_off(visitor, cast):
    assert "data-shortcuts" not in visitor.get("/help", as_=cast.lena).one("body").attrs

    save(visitor, cast, uses_shortcuts=None)

    assert visitor.get("/help", as_=cast.lena).one("body")["data-shortcuts"] == "off"


def test_the_day_is_that_of_the_readers_clock(visitor, session, cast):
    with clock.set_to(clock.now().replace(hour=23, minute=30)):
        make_catalogue(session)
        assign(session, cast.lena, "PA-04", team=cast.payments, by=cast.max, days=0)
        session.commit()
        save(visitor, cast, time_zone="Pacific/Kiritimati")

        assert "1 day overdue" in visitor.get("/me/agenda", as_=cast.lena).words()


def test_the_calendar_holds_what_has_a_day(visitor, session, cast):
    make_catalogue(session)
    assign(session, cast.lena, "PA-04", team=cast.payments, by=cast.max, days=3)
    session.commit()
    link = make_link(visitor, cast)

    first, again = visitor.get(link), visitor.get(link)

    (event,) = Calendar.from_ical(first.text).walk("VEVENT")
    (same,) = Calendar.from_ical(again.text).walk("VEVENT")
    assert event["summary"] == "Start Coaching and authorising project managers"
    assert event["dtstart"].dt == clock.today() + timedelta(days=3)
    assert type(event["dtstart"].dt) is date
    assert event["uid"] == same["uid"] == "course-PA-04@localhost"
    assert "Max" not in first.text
    assert first.response.mimetype == "text/calendar"
    assert "private" in first.response.headers["Cache-Control"]


def test_the_link_is_kept_as_a_digest_and_shown_once(visitor, session, cast):
    link = make_link(visitor, cast)

    token = link.split("/")[-1].removesuffix(".ics")
    kept = session.scalars(select(CalendarLink.token_digest)).one()
    assert token not in kept
    assert token not in visitor.get("/me/preferences", as_=cast.lena).text


def test_an_old_link_and_one_switched_off_work_no_longer(visitor, cast):
    old = make_link(visitor, cast)
    new = make_link(visitor, cast)
    visitor.get(old, expect=404)
    visitor.get(new)

    visitor.post("/me/calendar-link/removal", as_=cast.lena)

    visitor.get(new, expect=404)


def test_who_has_left_has_no_calendar(visitor, session, cast):
    link = make_link(visitor, cast)
    cast.lena.deactivated_at = clock.now()
    session.commit()

    visitor.get(link, expect=404)


def test_guessing_links_is_throttled(visitor, cast):
    link = make_link(visitor, cast)
    for number in range(40):
        visitor.get(f"/calendar/guess-{number}.ics", expect=404)

    visitor.get("/calendar/guess.ics", expect=429)
    visitor.get("/unsubscribe/digest.guess", expect=429)
    visitor.get(link)


def test_one_post_without_sign_in_or_token_unsubscribes(app, session, cast):
    path = unsubscribing.path_for(cast.lena.id, MailKind.DIGEST)

    response = app.test_client().post(path, data={"List-Unsubscribe": "One-Click"})

    assert response.status_code == 200
    session.expire_all()
    kept = preference_of(cast.lena.id)
    assert not wants(kept, MailKind.DIGEST)
    assert all(wants(kept, kind) for kind in MailKind if kind is not MailKind.DIGEST)


def test_opening_the_link_changes_nothing(visitor, session, cast):
    page = visitor.get(unsubscribing.path_for(cast.lena.id, MailKind.EXPIRY))

    assert "Get no more of these mails?" in page.words()
    assert session.get(Preference, cast.lena.id) is None


@pytest.mark.parametrize("wrong", ["x", "digest.x.y", "expiry", "digest.{other}.{seal}"])
def test_a_link_that_was_changed_does_nothing(visitor, session, cast, wrong):
    seal = unsubscribing.token_for(cast.lena.id, MailKind.DIGEST).split(".")[2]
    token = wrong.format(other=cast.max.id.hex, seal=seal)

    visitor.get(f"/unsubscribe/{token}", expect=404)
    visitor.post(f"/unsubscribe/{token}", expect=404)

    assert session.get(Preference, cast.max.id) is None
