"""A course test in a real browser: against the clock, on two devices, and out of time."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from pmo_academy.core import clock
from pmo_academy.exams.models import Attempt
from tests import factories
from tests.browser.hands import Keyboard, answer, sign_in
from tests.features.exams.test_take_a_course_test import ASKED, content

pytestmark = pytest.mark.browser

ALL = 20


@pytest.fixture
def quiz_id(session, cast, monkeypatch):
    """The test of a course that Lena is in: 20 questions, 40 minutes, three tries."""
    real = factories.CourseContent
    monkeypatch.setattr(factories, "CourseContent", lambda **parts: real(**parts, test=content()))
    edition = factories.make_course(session, completes_with=ASKED)
    factories.enrolled(session, cast.lena)
    return edition.test_quiz_id


@pytest.fixture
def device(app, browser, live_server, cast):
    """Opens a page of Lena's on a device of its own."""

    def open_page(*, has_scripts):
        context = browser.new_context(
            base_url=live_server,
            java_script_enabled=has_scripts,
            viewport={"width": 320, "height": 800},
        )
        sign_in(app, context, cast.lena, live_server)
        return context.new_page()

    return open_page


def attempt_of(session):
    session.expire_all()
    attempt = session.scalars(select(Attempt)).one()
    asked = {response.position: response.asked for response in attempt.responses}
    session.commit()  # holds no lock while the browser goes on
    return attempt, asked


def answer_page(page, session, number):
    expect(page.locator(f"#question-{number} legend")).to_be_visible()
    _attempt, asked = attempt_of(session)
    answer(Keyboard(page), page.locator(f"#question-{number}"), asked[number])


def answer_three(page, session):
    """Answer the first three questions and flag the second."""
    for number in (1, 2, 3):
        answer_page(page, session, number)
        if number == 2:
            page.get_by_label("Look at this one again before handing in").press("Space")
        page.get_by_role("button", name="Save and next").press("Enter")
    expect(page.get_by_role("heading", name="Question 4 of 20")).to_be_visible()


@pytest.mark.parametrize("has_scripts", [True, False])
def test_a_timed_test_is_taken_on_two_devices(device, session, quiz_id, has_scripts):
    page = device(has_scripts=has_scripts)
    page.goto(f"/quiz/{quiz_id}")
    for words in ("20 questions", "14 of 20 right", "no topic under 50 %", "3 of 3 within 30 days",
                  "40 min from the moment you start", "the clock goes on"):  # fmt: skip
        expect(page.get_by_text(words).first).to_be_visible()
    page.get_by_role("button", name="Start").press("Enter")
    answer_three(page, session)

    other = device(has_scripts=has_scripts)
    other.goto(f"/quiz/{quiz_id}")
    other.get_by_role("button", name="Continue the test").press("Enter")
    expect(other.get_by_role("heading", name="Question 1 of 20")).to_be_visible()
    for number in range(4, ALL + 1):
        other.goto(f"/quiz/{quiz_id}/attempt/1?question={number}")
        if number != 7:
            answer_page(other, session, number)
        last = number == ALL
        name = "Save and check answers" if last else "Save and next"
        other.get_by_role("button", name=name).press("Enter")
        title = "Check your answers" if last else f"Question {number + 1} of 20"
        expect(other.get_by_role("heading", name=title)).to_be_visible()

    other.get_by_role("button", name="Submit").press("Enter")
    expect(other.get_by_role("heading", name="Passed")).to_be_visible()
    expect(other.get_by_text("19 of 20 right")).to_be_visible()
    expect(other.get_by_text("4 of 4").first).to_be_visible()
    expect(other.get_by_text("EXPLAINED").first).to_be_attached()


@pytest.mark.parametrize("has_scripts", [True, False])
def test_when_time_is_up_what_was_saved_is_handed_in(device, session, quiz_id, has_scripts):
    page = device(has_scripts=has_scripts)
    page.goto(f"/quiz/{quiz_id}")
    page.get_by_role("button", name="Start").press("Enter")
    answer_page(page, session, 1)
    page.get_by_role("button", name="Save and next").press("Enter")
    expect(page.get_by_role("heading", name="Question 2 of 20")).to_be_visible()
    attempt, _asked = attempt_of(session)
    attempt.deadline_at = clock.now() - timedelta(seconds=30)
    session.commit()

    answer_page(page, session, 2)
    page.get_by_role("button", name="Save and next").press("Enter")

    expect(page.get_by_text("The time was up.").first).to_be_visible()
    expect(page.get_by_text("1 of 20 right")).to_be_visible()
    assert attempt_of(session)[0].is_timed_out
