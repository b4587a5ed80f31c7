"""Our own course as a SCORM 1.2 package, played where any package of another product is played."""

import pytest
from playwright.sync_api import expect

from pmo_academy.learning.models import LessonDone, PackageState
from pmo_academy.studio.exchange.scorm_export import export_course
from tests.browser.test_packages import (  # noqa: F401 - the fixtures stand there
    academy,
    enrolled,
    package_in,
)
from tests.features.studio.test_scorm_export import source_of
from tests.support.content import small_content

pytestmark = pytest.mark.browser


@pytest.fixture
def package(academy):  # noqa: F811
    with academy.app.test_request_context():
        return export_course(source_of(small_content())).content


def test_an_exported_course_is_learned_left_and_passed(academy, enrolled, package):  # noqa: F811
    enrolled(beta=package)
    page = academy.page()
    page.goto("/learn/PA-01/beta")
    inside = package_in(page)
    expect(inside.get_by_role("heading", name="The lesson alpha")).to_be_visible()
    inside.get_by_role("radio", name="True").check()
    inside.get_by_role("button", name="Check my answer").click()
    expect(inside.locator("[data-verdict]:visible")).to_have_text("Right.")
    expect(inside.locator("#lesson-alpha").get_by_text("Right, this is it.")).to_be_visible()
    inside.get_by_role("button", name="Next").click()
    expect(inside.get_by_role("heading", name="The lesson beta")).to_be_visible()
    state = page.locator("[data-package-state]")
    expect(state).to_contain_text("It goes on at “lesson-beta”.")

    page.reload()
    take_the_rest(package_in(page))
    expect(state).to_have_text("Done: the package says “passed”. The package reports 100 %.")
    assert len(academy.stored(LessonDone)) == 1
    assert academy.stored(PackageState)[0].report["status"] == "passed"


def take_the_rest(inside):
    """Go on from the second lesson, fail the quiz, then pass it."""
    expect(inside.get_by_role("heading", name="The lesson beta")).to_be_visible()
    expect(inside.locator("[data-progress]")).to_have_text("1 of 5 done")
    for name in ("The lesson gamma", "The practice", "Quiz: First"):
        inside.get_by_role("button", name="Next").click()
        expect(inside.get_by_role("heading", name=name, exact=True)).to_be_visible()
    inside.get_by_role("button", name="Hand in").click()
    expect(inside.locator("[data-verdict]:visible")).to_have_text("Not passed, with 0 %")

    inside.get_by_role("button", name="Try it once more").click()
    assert inside.locator("[data-question]:visible").count() == 5
    inside.locator("body").evaluate(ANSWER_ALL)
    inside.get_by_role("button", name="Hand in").click()
    expect(inside.locator("[data-verdict]:visible")).to_have_text("Passed with 100 %")


# With the key that stands in the package, as its loss report says.
ANSWER_ALL = """() => {
  for (const question of document.querySelectorAll("[data-question]:not([hidden])")) {
    const each = (of, act) => question.querySelectorAll(of).forEach(act);
    each("[data-right]", (one) => (one.checked = true));
    each("[data-answer]", (one) => (one.value = one.dataset.answer));
    each("[data-number]", (one) => (one.value = one.dataset.number));
    each("[data-accepted]", (one) => (one.value = JSON.parse(one.dataset.accepted)[0] + " "));
  }
}"""
