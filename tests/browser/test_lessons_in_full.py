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


def test_a_picture_and_a_download_without_scripts(phone):
    phone.goto("/learn/PA-01/work-product")
    with phone.expect_download() as coming:
        phone.get_by_role("link", name="Template").first.press("Enter")

    assert coming.value.suggested_filename == "charter-template.xlsx"


def test_a_video_offers_its_controls_and_its_transcript_without_scripts(phone):
    phone.goto("/learn/PA-08/stated-and-verified")
    video = phone.locator("video")
    expect(video).to_be_visible()
    place = video.bounding_box()
    assert place["x"] >= 0
    assert place["x"] + place["width"] <= 320

    phone.locator("summary", has_text="Transcript").press("Enter")

    expect(phone.locator(".transcript")).to_contain_text("stated beside verified")


def test_a_video_plays_with_captions_when_asked_and_goes_on_where_it_was_left(visit):
    page = visit(LENA)
    page.goto("/learn/PA-08/stated-and-verified")
    video = page.locator("video")
    video.scroll_into_view_if_needed()
    video.evaluate(
        "video => video.readyState >= 1 || new Promise(ready => video.onloadedmetadata = ready)"
    )
    assert video.evaluate("video => video.paused && video.muted === false")
    assert video.evaluate("video => video.duration") == pytest.approx(52, abs=1)

    video.evaluate("video => { video.currentTime = 25; }")
    video.evaluate(
        "video => new Promise(ready => video.seeking ? video.onseeked = ready : ready())"
    )
    video.evaluate("video => video.play().then(() => video.pause())")
    words = "[...video.textTracks[0].activeCues].map(cue => cue.text).join()"
    page.wait_for_function(
        f"() => {{ const video = document.querySelector('video'); return {words}; }}"
    )
    assert "Report both" in video.evaluate(f"video => {words}")
    page.wait_for_function("() => Object.keys(localStorage).some(key => key.startsWith('place:'))")

    page.reload()

    page.wait_for_function("() => document.querySelector('video').currentTime > 24")
