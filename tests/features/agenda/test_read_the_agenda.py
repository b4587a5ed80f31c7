"""The agenda lists everything that waits for its reader, by urgency and in words."""

from datetime import UTC, datetime

import pytest

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
