"""The agenda lists everything that waits for its reader, by urgency and in words."""

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from pmo_academy.core import clock
from tests.features.maturity.factories import make_round
from tests.features.reports.factories import assign, make_catalogue

WEDNESDAY = datetime(2026, 11, 25, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _on_a_wednesday():
    with clock.set_to(WEDNESDAY):
        yield


def given_courses(session, cast, **days):
    make_catalogue(session)
    for code, when in days.items():
        assign(
            session, cast.lena, code.replace("_", "-"), team=cast.payments, by=cast.max, days=when
        )


def test_what_is_due_stands_in_parts(visitor, session, cast):
    given_courses(session, cast, PA_04=-2, PA_08=4, PA_01=5)

    page = visitor.get("/me/agenda", as_=cast.lena)

    assert [tag.get_text() for tag in page.soup.select("main h2")] == [
        "Overdue",
        "This week",
        "Later",
    ]
    assert "1 overdue, 1 due this week." in page.words()
    assert "2 days overdue" in page.words("section[aria-labelledby=overdue]")
    assert "PMO types" in page.words("section[aria-labelledby=this-week]")


def test_a_questionnaire_stands_there_too(visitor, cast):
    make_round(cast, [(cast.lena, "pmo")])

    page = visitor.get("/me/agenda", as_=cast.lena)

    assert "Answer the maturity assessment of Payments PMO" in page.words()
    assert "Nothing is due this week; 1 thing waits." in page.words()


def test_who_has_nothing_to_do_is_told_so(visitor, session, cast):
    given_courses(session, cast, PA_04=-2)

    words = visitor.get("/me/agenda", as_=cast.max).words()

    assert "Nothing waits for you." in words
    assert "Coaching" not in words


def test_only_who_is_signed_in_has_an_agenda(visitor, cast):
    assert "/sign-in" in visitor.get("/me/agenda", expect=302).location


def test_one_thing_goes_into_a_calendar(visitor, session, cast):
    given_courses(session, cast, PA_04=3, PA_08=9)
    page = visitor.get("/me/agenda", as_=cast.lena)
    link = page.soup.select("a[href*='agenda/event']")[0]
    assert "Add to calendar" in link.get_text()

    file = visitor.client(cast.lena).get(link["href"])

    (event,) = Calendar.from_ical(file.text).walk("VEVENT")
    assert event["summary"] == "Start Coaching and authorising project managers"
    assert event["dtstart"].dt == clock.today() + timedelta(days=3)
    assert file.mimetype == "text/calendar"
    assert "attachment" in file.headers["Content-Disposition"]
    visitor.get(link["href"], as_=cast.max, expect=404)


@pytest.mark.parametrize("task", ["", "course-PA-99"])
def test_what_is_not_in_the_agenda_has_no_file(visitor, session, cast, task):
    given_courses(session, cast, PA_04=3)
    visitor.get(f"/me/agenda/event?task={task}", as_=cast.lena, expect=404)
