"""A question about a lesson in a real browser: asked, answered, read."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.hands import sign_in

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("has_scripts", [True, False])
def test_a_question_is_asked_and_answered(app, browser, live_server, session, cast, has_scripts):
    factories.make_course(session)
    factories.enrolled(session, cast.lena)

    def page_of(person):
        context = browser.new_context(
            base_url=live_server,
            java_script_enabled=has_scripts,
            viewport={"width": 320, "height": 800},
        )
        sign_in(app, context, person, live_server)
        return context.new_page()

    learner, author = page_of(cast.lena), page_of(cast.ada)
    learner.goto("/learn/PA-51/first-1")
    learner.get_by_role("link", name="Questions about this lesson").press("Enter")
    learner.get_by_label("Your question").fill("Who signs the log?")
    learner.get_by_role("button", name="Ask", exact=True).press("Enter")
    expect(learner.get_by_text("Waits for an answer")).to_be_visible()

    author.goto("/me/agenda")
    author.get_by_role("link", name="Answer 1 question about a lesson").last.press("Enter")
    author.get_by_role("link", name="Who signs the log?").press("Enter")
    author.get_by_label("Your answer").fill("The sponsor does.")
    author.get_by_role("button", name="Answer", exact=True).press("Enter")
    expect(author.get_by_text("Lena Ortiz finds it in the agenda.")).to_be_visible()

    learner.goto("/")
    learner.get_by_role("link", name="Read the answer to your question").press("Enter")
    expect(learner.get_by_text("The sponsor does.")).to_be_visible()
