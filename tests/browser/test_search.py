"""Finding with the keyboard alone, in English and in Chinese."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.hands import sign_in

pytestmark = pytest.mark.browser


def test_the_slash_opens_the_search_and_a_hit_is_a_key_away(app, page, live_server, session, cast):
    factories.make_course(session)
    factories.make_course(session, "PA-52", title="项目治理入门")
    sign_in(app, page.context, cast.lena, live_server)
    page.goto("/")
    page.wait_for_load_state("networkidle")

    page.keyboard.press("/")
    page.wait_for_url("**/search")
    page.get_by_role("searchbox").focus()
    page.keyboard.type("status repo")
    page.keyboard.press("Enter")

    expect(page.get_by_role("status").first).to_contain_text("for “status repo”")
    expect(page.locator("mark").first).to_have_text("Status")
    page.get_by_role("searchbox").fill("治理")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="项目治理入门").press("Enter")
    page.wait_for_url("**/learn/PA-52")
