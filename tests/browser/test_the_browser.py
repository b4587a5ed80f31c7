"""The rig itself: a real browser, and axe that finds what is wrong."""

import pytest

from tests.support.browser import axe_violations

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang="en"><title>A page</title>
<main><h1>A page</h1>{}<button type="button" style="width:44px;height:44px"
onclick="this.textContent='Done'">Do</button></main>"""


def test_a_click_does_something(browser):
    page = browser.new_page()
    page.set_content(PAGE.format(""))

    page.get_by_role("button").click()

    assert page.get_by_role("button").inner_text() == "Done"
    page.close()


SMALL = "<button style='width:9px;height:9px;padding:0' aria-label='{}'></button>"


@pytest.mark.parametrize(
    ("extra", "expected"),
    [
        ("", []),
        ("<img src='data:,'>", ["image-alt"]),
        ("<p style='color:#aaa;background:#fff'>Pale</p>", ["color-contrast"]),
        (SMALL.format("One") + SMALL.format("Two"), ["target-size", "target-size"]),
    ],
)
def test_axe_reports_what_is_wrong_and_nothing_else(browser, extra, expected):
    page = browser.new_page()
    page.set_content(PAGE.format(extra))

    found = [line.partition(":")[0] for line in axe_violations(page)]

    assert found == expected
    page.close()


def test_the_application_answers_in_the_browser(page):
    response = page.goto("/healthz")

    assert response.ok
