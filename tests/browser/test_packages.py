"""Packages of other products in a real browser: played, left, taken up again, and kept at bay."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from pmo_academy.app import create_app
from pmo_academy.authoring import service as authoring
from pmo_academy.config import Settings
from pmo_academy.core.db import db, transaction
from pmo_academy.core.db import session as present_session
from pmo_academy.learning import service
from pmo_academy.learning.models import LessonDone, PackageState
from tests.browser.hands import sign_in
from tests.cast import make_cast
from tests.support.browser import axe_violations, listen_for_trouble
from tests.support.content import write_content
from tests.support.packages import content_with, scorm_12, scorm_2004
from tests.support.server import free_port, in_a_thread

pytestmark = pytest.mark.browser


class Academy:
    """An academy at 127.0.0.1 whose packages run at localhost."""

    def __init__(self, app, address, browser):
        self.app, self.address, self.browser = app, address, browser
        self.trouble = []

    def load(self, folder, **packages):
        with self.app.app_context(), transaction():
            report = authoring.load(write_content(folder, content_with(**packages)))
            assert not [one for one in report.editions if one.outcome == "refused"]

    def page(self, who="lena", *, listens=True, **options):
        with self.app.app_context():
            person = present_session().merge(self.people[who])
            context = self.browser.new_context(base_url=self.address, locale="en-GB", **options)
            sign_in(self.app, context, person, self.address)
            page = context.new_page()
            if listens:
                listen_for_trouble(page, self.trouble)
            return page

    def stored(self, table):
        with self.app.app_context():
            return present_session().query(table).all()


@pytest.fixture
def academy(browser, tmp_path):
    port = free_port()
    app = create_app(
        Settings(
            database_url=f"sqlite:///{tmp_path}/academy.sqlite3",
            secret_key="only for tests, and long enough for a key",
            data_dir=tmp_path,
            base_url=f"http://127.0.0.1:{port}",
            testing=True,
        )
    )
    with app.app_context():
        db.create_all()
        people = make_cast(present_session())
        present_session().commit()
        names = {name: getattr(people, name) for name in ("lena", "ada", "max")}
    with in_a_thread(app, port) as address:
        made = Academy(app, address, browser)
        made.people = names
        yield made
    with app.app_context():
        db.engine.dispose()
    assert not made.trouble, made.trouble


@pytest.fixture
def enrolled(academy, tmp_path):
    """Load these packages as the lessons alpha and beta, with Lena in the course."""

    def load(**packages):
        academy.load(tmp_path / "content", **packages)
        with academy.app.app_context(), transaction():
            service.enrol(present_session().merge(academy.people["lena"]), "PA-01")

    return load


SAMPLES = Path(__file__).resolve().parents[1] / "files" / "scorm"


def package_in(page):
    return page.frame_locator("iframe.package__frame").frame_locator("#package")


@pytest.mark.parametrize(
    ("package", "half_way", "second_start"),
    [
        (
            scorm_12(),
            "In progress. It goes on at “3”.",
            "resume|seen 3|Learner|00:02:00|1",
        ),
        (
            scorm_2004(),
            "In progress, 40 %. It goes on at “3”.",
            "resume|seen 3|Learner|PT0H2M0S|1",
        ),
    ],
)
def test_a_package_is_left_half_way_taken_up_and_done(
    academy, enrolled, package, half_way, second_start
):
    enrolled(alpha=package)
    page = academy.page()
    page.goto("/learn/PA-01/alpha")
    inside = package_in(page)
    expect(inside.locator("#where")).to_have_text("Slide 1")
    expect(inside.locator("#log")).to_contain_text("ab-initio||Learner")
    inside.get_by_role("button", name="Next slide").click()
    inside.get_by_role("button", name="Next slide").click()
    expect(page.get_by_role("status").filter(has_text="In progress")).to_have_text(half_way)
    page.context.close()

    page = academy.page()
    page.goto("/learn/PA-01/alpha")
    inside = package_in(page)
    expect(inside.locator("#where")).to_have_text("Slide 3")
    expect(inside.locator("#log")).to_have_text(second_start)
    assert not academy.stored(LessonDone)
    inside.get_by_role("button", name="End").click()
    expect(page.get_by_role("status").filter(has_text="Done")).to_contain_text("reports 80 %.")
    assert len(academy.stored(LessonDone)) == 1
    assert academy.stored(PackageState)[0].sitting == 2
    page.reload()
    expect(page.locator(".player__page header")).to_contain_text("Done")


@pytest.mark.parametrize("name", ["escape-routes-1.2", "escape-routes-2004"])
def test_packages_that_other_products_wrote_are_played(academy, enrolled, name):
    enrolled(alpha=(SAMPLES / f"{name}.zip").read_bytes())
    page = academy.page()
    page.goto("/learn/PA-01/alpha")
    inside = package_in(page)
    inside.get_by_role("button", name="Next").click()
    expect(inside.locator("#where")).to_have_text("Page 2 of 3")
    expect(page.locator("[data-package-state]")).to_contain_text("It goes on at “2”.")

    page.reload()
    expect(package_in(page).locator("#where")).to_have_text("Page 2 of 3")
    package_in(page).get_by_role("button", name="Finish").click()
    expect(page.locator("[data-package-state]")).to_contain_text("The package reports 90 %.")
    assert len(academy.stored(LessonDone)) == 1


def test_two_tabs_the_later_one_counts(academy, enrolled):
    enrolled(alpha=scorm_12())
    first = academy.page()
    first.goto("/learn/PA-01/alpha")
    expect(package_in(first).locator("#where")).to_have_text("Slide 1")
    second = first.context.new_page()
    second.goto("/learn/PA-01/alpha")
    package_in(second).get_by_role("button", name="Next slide").click()
    expect(second.locator("[data-package-state]")).to_contain_text("It goes on at “2”.")
    package_in(first).get_by_role("button", name="End").click()

    expect(first.locator("[data-package-state]")).to_contain_text("opened once more elsewhere")
    assert not academy.stored(LessonDone)


def test_what_was_not_committed_is_sent_when_the_tab_closes(academy, enrolled):
    """The package sets a value and says nothing more; the page is left at once."""
    enrolled(alpha=scorm_2004())
    page = academy.page()
    page.goto("/learn/PA-01/alpha")
    package_in(page).get_by_role("button", name="Next slide").click()
    page.goto("/learn/PA-01")
    page.goto("/learn/PA-01/alpha")

    expect(package_in(page).locator("#where")).to_have_text("Slide 2")


def test_without_scripts_the_page_says_that_it_needs_them(academy, enrolled):
    enrolled(alpha=scorm_12())
    page = academy.page(java_script_enabled=False)
    page.goto("/learn/PA-01/alpha")

    expect(page.get_by_text("needs JavaScript; it is the only kind that does")).to_be_visible()


def test_a_narrow_page_shows_the_package_and_a_larger_one_of_its_own(academy, enrolled):
    enrolled(alpha=scorm_12())
    page = academy.page(viewport={"width": 320, "height": 700})
    page.goto("/learn/PA-01/alpha")
    expect(package_in(page).locator("#where")).to_have_text("Slide 1")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert not axe_violations(page)
    page.get_by_role("link", name="Open larger").click()
    expect(package_in(page).locator("#where")).to_have_text("Slide 1")
    expect(page.get_by_role("heading", level=1)).to_have_text("Fire safety")
    assert not axe_violations(page)


def test_authors_read_what_the_package_called(academy, enrolled):
    enrolled(alpha=scorm_12())
    with academy.app.app_context(), transaction():
        service.enrol(present_session().merge(academy.people["ada"]), "PA-01")
    page = academy.page("ada", viewport={"width": 320, "height": 700})
    page.goto("/learn/PA-01/alpha")
    package_in(page).get_by_role("button", name="Next slide").click()
    expect(page.locator("[data-package-state]")).to_contain_text("It goes on at “2”.")
    page.get_by_role("link", name="What the package called (for authors)").click()

    calls = page.get_by_role("region", name="Start 1").get_by_role("row")
    expect(calls.filter(has_text="cmi.core.lesson_location").last).to_contain_text("2")
    assert not axe_violations(page)
