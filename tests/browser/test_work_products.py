"""A work product in a real browser: handed in, returned by a mentor, handed in anew, accepted."""

import pytest
from playwright.sync_api import expect

from pmo_academy.learning import queries, service
from pmo_academy.learning.rules.reviewing import LINES
from tests import factories
from tests.browser.hands import sign_in

pytestmark = pytest.mark.browser

RUBRIC = dict.fromkeys(LINES, "A criterion.")


@pytest.fixture
def course(session, cast):
    """A course whose lessons Lena has read; only its work product is missing."""
    factories.make_course(
        session,
        modules=(factories.module("only", practice=False),),
        completes_with=["lessons", "work-product"],
        work_product={"title": "A charter", "html": "<p>Make it.</p>", "rubric": RUBRIC},
    )
    enrolment = factories.enrolled(session, cast.lena)
    taken = queries.get_course("PA-51", for_person=cast.lena)
    for step in taken.lessons:
        service.finish_lesson(enrolment, queries.get_lesson(taken, step.key))
    session.commit()


@pytest.mark.usefixtures("course")
@pytest.mark.parametrize("has_scripts", [True, False])
def test_from_handing_in_to_acceptance(app, browser, live_server, cast, has_scripts):
    def page_of(person):
        context = browser.new_context(
            base_url=live_server,
            java_script_enabled=has_scripts,
            viewport={"width": 320, "height": 800},
        )
        sign_in(app, context, person, live_server)
        return context.new_page()

    author, mentor = page_of(cast.lena), page_of(cast.max)
    author.goto("/learn/PA-51")
    author.get_by_role("link", name="A charter").click()
    hand_in(author, "https://files.example.test/charter")
    expect(author.get_by_text("Waits for Max Weber.")).to_be_visible()

    mentor.goto("/")
    mentor.get_by_role("link", name="Judge 1 work product of").click()
    judge(mentor, met=3, reason="Nobody has commented on it yet.")
    expect(mentor.get_by_text("Returned with your reasons.")).to_be_visible()

    author.goto("/me/agenda")
    author.get_by_role("link", name="Mend your work product of").last.click()
    expect(author.get_by_text("Nobody has commented on it yet.")).to_be_visible()
    hand_in(author, "https://files.example.test/charter-2")

    mentor.goto("/me/reviews")
    judge(mentor, met=4)
    expect(mentor.get_by_text("Accepted. Lena Ortiz is told.")).to_be_visible()

    author.goto("/learn/PA-51")
    expect(author.get_by_text("Completed").first).to_be_visible()


def hand_in(page, link):
    page.get_by_label("Link", exact=True).fill(link)
    page.get_by_role("button", name="Hand in").press("Enter")
    expect(page.get_by_text("Handed in. You will find the answer here")).to_be_visible()


def judge(page, *, met, reason=""):
    page.get_by_role("link", name="A charter").first.click()
    for at in range(len(LINES)):
        words = "Met" if at < met else "Not yet"
        page.get_by_label(words, exact=True).nth(at).check()
    page.get_by_label("What is missing?").last.fill(reason)
    page.get_by_role("button", name="Send your judgement").press("Enter")
