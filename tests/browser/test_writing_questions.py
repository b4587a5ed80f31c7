"""A PMO lead writes a bank of twenty questions of six types, without scripts and with them."""

import pytest
from playwright.sync_api import expect

from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.core.db import transaction
from pmo_academy.people.models import Person
from pmo_academy.studio import queries
from pmo_academy.studio.service import drafts
from tests.browser.hands import Keyboard
from tests.support.browser import axe_violations
from tests.support.eleven import ELEVEN

pytestmark = pytest.mark.browser

BANK = "courses/PA-01/questions/one-word.yaml"
PICTURE = "courses/PA-01/media/chart.png"
ADDRESS = "/studio/courses/PA-01/questions/one-word"
TYPES = ("single", "multiple", "true-false", "numeric", "ordering", "short-text")
TOPICS = ("definitions", "unit-and-position", "scopes", "reasons", "charter")
OURS = ELEVEN.replace("module: first", "module: one-word")
for word, topic in zip(("one", "two", "three", "four", "five"), TOPICS, strict=True):
    OURS = OURS.replace(f"topic: {word}\n", f"topic: {topic}\n")


@pytest.fixture
def begin(academy):
    """Begin a draft of the course with these questions in the bank of its first module."""

    def begin(text):
        with academy.stored() as session, transaction():
            ada = session.query(Person).filter(Person.email == "ada@sample.test").one()
            draft = drafts.begin(Kind.COURSE, "PA-01", by=ada.id)
            tram = queries.find_file(draft, "courses/PA-01/media/tram-company.png")
            files = {BANK: text.encode(), PICTURE: tram}
            drafts.save(draft, files, what="Begun", by=ada.id)

    return begin


def _fill_rows(page, name, texts, *, right=()):
    for at, text in enumerate(texts):
        if not page.locator(f"#{name}-{at}-text").count():
            page.get_by_role("button", name="Add", exact=False).first.click()
        page.locator(f"#{name}-{at}-text").fill(text)
    for at in right:
        page.locator(f"#{name}-{at}-right").check()


def _single(page, number):
    texts = [f"Option {at} of question {number}" for at in range(5)]
    _fill_rows(page, "options", texts, right=[number % 5])


def _multiple(page, number):
    texts = [f"Option {at} of question {number}" for at in range(4)]
    _fill_rows(page, "options", texts, right=[0, 3])


def _true_false(page, number):
    page.get_by_label("False", exact=True).first.check()


def _numeric(page, number):
    page.locator("#answer").fill(f"{number}.5")
    page.locator("#unit").fill("days")


def _ordering(page, number):
    _fill_rows(page, "steps", [f"Step {at} of {number}" for at in range(3)])


def _short_text(page, number):
    page.locator("#accepted").fill(f"word {number}\nanother {number}")


WRITE = dict(
    zip(TYPES, (_single, _multiple, _true_false, _numeric, _ordering, _short_text), strict=True)
)


@pytest.mark.timeout(400)
@pytest.mark.parametrize("has_scripts", [False, True])
def test_twenty_questions_of_six_types_are_written(visit, begin, academy, has_scripts):
    begin("module: one-word\nquestions: []\n")
    page = visit("ada@sample.test", java_script_enabled=has_scripts)
    for number in range(20):
        type_ = TYPES[number % 6]
        page.goto(f"{ADDRESS}/new?type={type_}")
        page.locator("#stem").fill(f"What is asked in question {number} of this bank?")
        WRITE[type_](page, number)
        page.locator("#topic").select_option(TOPICS[number % 5])
        page.get_by_role("button", name="Save question").click()
        expect(page.get_by_text("Saved.", exact=True)).to_be_visible()

    page.goto(ADDRESS)
    expect(page.get_by_role("row")).to_have_count(21)
    expect(page.get_by_role("table").get_by_text("to be mended")).to_have_count(0)
    with academy.stored():
        draft = queries.get_draft(Kind.COURSE, "PA-01")
        assert queries.find_file(draft, BANK).count(b"- key: q") == 20
    if has_scripts:
        assert not axe_violations(page)
    page.get_by_role("link", name="Try the quiz out").click()
    expect(page.get_by_text("Question 5 of 5")).to_be_visible()
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_text("0 of 5 right; 4 are needed.")).to_be_visible()


def test_the_preview_follows_what_is_typed_and_is_answered_by_keyboard(visit, begin):
    begin(OURS)
    page = visit("ada@sample.test")
    keyboard = Keyboard(page)
    page.goto(f"{ADDRESS}/e01")

    keyboard.press("button", "Add an option")
    expect(page.locator("#options-3-text")).to_be_focused()
    page.keyboard.type("Somebody from the works")
    side = page.locator("#question-side")
    expect(side.get_by_text("Somebody from the works")).to_be_visible()
    expect(side.get_by_text("say why this is right or wrong")).to_be_visible()
    keyboard.choose(side.get_by_label("The sponsor"))
    keyboard.press("button", "Check this answer")
    expect(side.get_by_text("She answers for the outcome.")).to_be_visible()
    assert not axe_violations(page)


def test_a_press_on_the_picture_sets_the_point(visit, begin):
    begin(OURS)
    page = visit("ada@sample.test")
    page.goto(f"{ADDRESS}/e10")
    page.locator("#spots-2-x").focus()
    box = page.locator("img.placing").bounding_box()
    page.locator("img.placing").click(position={"x": box["width"] / 2, "y": box["height"] / 4})

    expect(page.locator("#spots-2-x")).to_have_value("50")
    expect(page.locator("#spots-2-y")).to_have_value("25")


@pytest.mark.parametrize("width", [320, 768])
def test_every_page_of_a_bank_fits_a_narrow_screen(visit, begin, width):
    begin(OURS)
    page = visit("ada@sample.test", viewport={"width": width, "height": 800})
    places = [f"/e{number:02}" for number in range(1, 12)]
    for place in (*places, "", "/try-out", "/import", "/export", "/new?type=case"):
        page.goto(f"{ADDRESS}{place}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, place
        assert not axe_violations(page), place
