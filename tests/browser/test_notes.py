"""Notes and bookmarks in a real browser: kept in the lesson, found again, deleted and put back."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.hands import sign_in

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("has_scripts", [True, False])
def test_a_note_is_kept_found_and_put_back(app, browser, live_server, session, cast, has_scripts):
    factories.make_course(session)
    factories.enrolled(session, cast.lena)
    context = browser.new_context(
        base_url=live_server,
        java_script_enabled=has_scripts,
        viewport={"width": 320, "height": 800},
    )
    sign_in(app, context, cast.lena, live_server)
    page = context.new_page()

    page.goto("/learn/PA-51/first-1")
    page.get_by_role("button", name="Bookmark this lesson").press("Enter")
    expect(page.get_by_role("button", name="Take the bookmark away")).to_be_visible()
    page.locator("#write-note summary").press("Enter")
    page.get_by_label("Paragraph").select_option(label="More of it.")
    page.get_by_label("Your note", exact=True).fill("Ask Piotr about the deputy.")
    page.get_by_role("button", name="Keep note").press("Enter")
    expect(page.get_by_role("complementary", name="Your note")).to_contain_text("Ask Piotr")

    page.goto("/search?q=piotr")
    page.get_by_role("link", name="Lesson first-1").last.press("Enter")
    expect(page.get_by_text("Ask Piotr about the deputy.")).to_be_visible()

    page.goto("/me/notes")
    page.locator("article summary").press("Enter")
    page.get_by_role("button", name="Delete").press("Enter")
    expect(page.get_by_text("Ask Piotr")).to_have_count(0)
    page.get_by_role("button", name="Put it back").press("Enter")
    expect(page.get_by_text("Ask Piotr about the deputy.").first).to_be_visible()
