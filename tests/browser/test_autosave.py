"""Answers are saved in order, nothing says "Saved" too early, and trouble is told and overcome."""

import json
import re
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

SAVED = "**/ui/saved"
CHOICE = "Anyone may be told to lead"
OTHER = "Reputation decides"


class Server:
    """Stands in for the saving address and remembers what it was sent."""

    def __init__(self, page):
        self.received = []
        self.script = []
        page.route(SAVED, self.answer)

    def answer(self, route):
        """Give the next scripted answer, or say that it is saved."""
        body = parse_qs(route.request.post_data, keep_blank_values=True)
        step = self.script.pop(0) if self.script else 200
        if step == "lost":
            route.abort("connectionreset")
            return
        self.received.append(body)
        number = len(self.received)
        answer = {
            "saved_at": "14:32",
            "message": f"Saved 14:{number:02}",
            "seen": f"state-{number}",
        }
        if step != 200:
            answer = {"message": "Your sheet was changed in another tab."}
        route.fulfill(status=step, content_type="application/json", body=json.dumps(answer))


@pytest.fixture
def server(page):
    """The questionnaire is open and its saving address answers as the test says."""
    server = Server(page)
    page.goto("/ui/section")
    page.wait_for_function("document.querySelector('script[type=module]')")
    page.wait_for_load_state("networkidle")
    return server


def state(page):
    return page.locator("[data-save-state]")


def test_a_choice_is_saved_with_the_state_that_was_seen(page, server):
    page.get_by_label(CHOICE).check()
    expect(state(page)).to_have_text("Saved 14:01")
    page.get_by_label(OTHER).check()
    expect(state(page)).to_have_text("Saved 14:02")

    first, second = server.received
    assert (first["AUT-C1"], first["seen"]) == (["0"], ["first"])
    assert (second["AUT-C2"], second["seen"]) == (["1"], ["state-1"])
    assert first["csrf_token"]
    assert "AUT-C2" not in first


def test_typing_is_saved_after_a_pause_and_only_then_said_to_be(page, server):
    page.locator("summary", has_text="Add comment").first.click()
    page.get_by_label("Comment").first.type("Because it is so")

    expect(state(page)).to_have_text("Saving…")
    expect(state(page)).to_have_text("Saved 14:01")

    assert server.received[0]["AUT-C1-comment"] == ["Because it is so"]


def test_what_is_lost_on_the_way_is_sent_again_in_order(page, server):
    server.script = ["lost", 503]

    page.get_by_label(CHOICE).check()
    page.get_by_label(OTHER).check()
    expect(state(page)).to_have_text("Not saved – retrying")
    expect(state(page)).to_have_text("Saved 14:03", timeout=15000)

    assert [("AUT-C1" in body, "AUT-C2" in body) for body in server.received] == [
        (True, False),
        (True, False),
        (False, True),
    ]


def test_a_change_in_another_tab_stops_saving_and_offers_to_reload(page, server):
    server.script = [409]

    page.get_by_label(CHOICE).check()

    expect(state(page)).to_contain_text("Your sheet was changed in another tab.")
    expect(state(page).get_by_role("link", name="Reload")).to_be_visible()
    page.get_by_label(OTHER).check()
    page.wait_for_timeout(200)
    assert len(server.received) == 1


def test_an_ended_session_is_told_and_saving_goes_on_after_sign_in(page, server):
    server.script = [401, 401]
    page.route("**/ui/section", lambda route: route.fulfill(body="<h1>Sign in</h1>"))

    page.get_by_label(CHOICE).check()
    expect(state(page)).to_contain_text("Your session has ended.")
    expect(state(page).get_by_role("link", name="Sign in")).to_have_attribute("target", "_blank")
    page.unroute("**/ui/section")

    expect(state(page)).to_have_text(re.compile("Saved"), timeout=15000)


def test_save_and_continue_waits_for_what_is_under_way(page, server):
    page.evaluate("document.querySelector('form').action = '/ui/home'")
    page.locator("summary", has_text="Add comment").first.click()
    page.get_by_label("Comment").first.fill("Not yet saved")

    with page.expect_request(
        lambda request: request.method == "POST" and "/ui/home" in request.url
    ):
        page.get_by_role("button", name="Save and continue").click()

    assert server.received[0]["AUT-C1-comment"] == ["Not yet saved"]
