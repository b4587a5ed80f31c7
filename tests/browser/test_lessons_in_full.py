"""A lesson with everything: by keyboard, at 320 px, without scripts, and on paper."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
LENA = "lena@sample.test"


@pytest.fixture
def context(browser, academy):
    """Lena's phone, which runs no scripts; she is in every course."""
    made = browser.new_context(
        base_url=academy.address,
        viewport={"width": 320, "height": 640},
        java_script_enabled=False,
        locale="en-GB",
    )
    academy.sign_in(made, LENA)
    yield made
    made.close()


@pytest.fixture
def phone(context):
    return context.new_page()


def test_a_term_is_explained_by_keyboard_without_scripts(phone):
    phone.goto("/learn/PA-08/swing-items-and-consensus")
    term = phone.get_by_role("button", name="anchors")
    text = phone.locator(".term__text").first
    expect(text).to_be_hidden()

    term.focus()
    phone.keyboard.press("Enter")

    expect(text).to_be_visible()
    expect(text).to_contain_text("what must be seen")
    phone.keyboard.press("Escape")
    expect(text).to_be_hidden()


def test_a_diagram_fits_a_phone(phone):
    phone.goto("/learn/PA-08/swing-items-and-consensus")

    expect(phone.get_by_role("figure", name="One item in the workshop")).to_be_visible()
    for box in phone.locator(".diagram__box").all():
        place = box.bounding_box()
        assert place["x"] >= 0
        assert place["x"] + place["width"] <= 320


def test_paper_shows_all_lessons_and_no_navigation(phone):
    phone.emulate_media(media="print")
    phone.goto("/learn/PA-08/print")

    expect(phone.locator(".paper-lesson")).to_have_count(8)
    expect(phone.locator("nav[aria-label='Way back']")).to_be_hidden()
    expect(phone.get_by_role("link", name="Three tiers").first).to_be_visible()


def test_a_lesson_on_paper_has_text_alone(phone):
    phone.emulate_media(media="print")
    phone.goto("/learn/PA-08/three-tiers")

    expect(phone.get_by_role("figure", name="Each tier stands")).to_be_visible()
    for part in (".topbar", ".navigation", ".player__bar", ".check", ".player__outline"):
        assert not any(one.is_visible() for one in phone.locator(part).all())
