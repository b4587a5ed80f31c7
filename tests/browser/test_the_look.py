"""The look in a real browser: axe objects to nothing, nothing is wider than the window."""

import pytest
from playwright.sync_api import expect

from pmo_academy.ui import gallery
from tests.support.browser import axe_violations

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
@pytest.mark.parametrize("name", [*gallery.PAGES, "question-types"])
def test_a_page_of_the_gallery(page, name, width, scheme):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)

    page.goto(f"/ui/{name}")

    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_error_summary_takes_the_focus_and_leads_to_the_field(page):
    page.goto("/ui/forms", wait_until="networkidle")

    summary = page.locator(".error-summary")
    assert summary.evaluate("element => element === document.activeElement")
    summary.get_by_role("link", name="Enter a password.").click()

    assert page.evaluate("document.activeElement.id") == "password"


def test_a_password_can_be_shown_and_is_hidden_again_when_sent(page):
    page.goto("/ui/forms", wait_until="networkidle")
    field = page.locator("#password")

    page.get_by_role("button", name="Show Password").click()

    assert field.get_attribute("type") == "text"
    assert page.get_by_role("button", name="Hide Password").is_visible()


def test_a_dialog_opens_closes_with_escape_and_gives_the_focus_back(page):
    page.goto("/ui/actions", wait_until="networkidle")
    opener = page.get_by_role("link", name="Close the round")

    opener.click()
    assert page.get_by_role("dialog", name="Close this round?").is_visible()
    page.keyboard.press("Escape")

    assert page.get_by_role("dialog").count() == 0
    assert opener.evaluate("element => element === document.activeElement")


def test_a_message_can_be_dismissed(page):
    page.goto("/ui/status", wait_until="networkidle")
    message = page.get_by_text("Your answers are submitted.")

    page.get_by_role("button", name="Dismiss").first.click()

    assert message.count() == 0


def test_a_slash_goes_to_the_search_field_but_not_while_typing(page):
    page.goto("/ui/forms", wait_until="networkidle")

    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("/")

    assert page.locator("#q").input_value() == "/"


def test_ctrl_k_goes_to_the_search_field_too(page):
    page.goto("/ui/forms", wait_until="networkidle")

    page.keyboard.press("Control+k")

    assert page.evaluate("document.activeElement.id") == "q"


def test_a_failed_request_is_told_and_can_be_tried_again(page):
    answers = [503, 422]
    page.route(
        "**/ui/part",
        lambda route: route.fulfill(
            status=answers.pop(0), content_type="text/html", body="<h2>The part</h2>"
        ),
    )
    page.goto("/ui/lists", wait_until="networkidle")
    page.evaluate(
        """() => {
          const place = document.querySelector("main section");
          place.insertAdjacentHTML("beforebegin", '<p id="part"><button hx-get="/ui/part" \
            hx-target="#part">Fetch</button></p>');
          htmx.process(document.getElementById("part"));
        }"""
    )

    page.get_by_role("button", name="Fetch").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was changed.")
    page.get_by_role("button", name="Try again").click()

    expect(page.get_by_role("heading", name="The part")).to_be_focused()
    expect(page.get_by_role("alert")).to_have_count(0)
