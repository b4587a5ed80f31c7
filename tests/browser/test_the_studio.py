"""A PMO lead who never saw a file writes a course, publishes, corrects it, takes it along."""

import re

import pytest
from click.testing import CliRunner
from flask_migrate import upgrade
from playwright.sync_api import expect

from pmo_academy.app import create_app
from pmo_academy.authoring.commands import content
from pmo_academy.config import Settings
from pmo_academy.core.archives import open_zip
from pmo_academy.core.db import MIGRATIONS, db, transaction
from pmo_academy.people.models import Person
from tests.support.browser import axe_violations

pytestmark = pytest.mark.browser

CODE = "OWN-01"
ADDRESS = f"/studio/courses/{CODE}"
MODULES = ("Preparing the board", "Leading the board")
LESSONS = (
    ("Who sits at the table", "What the board decides", "Papers that can be read"),
    ("The first quarter of an hour", "When nobody agrees", "What was decided"),
)
TEXT = (
    "A board that meets without papers talks about the weather.\n\n## How it is done\n\n"
    "Send two pages three days before.\n\n::: tip Short\nTwo pages, never three.\n:::\n"
)
# Twenty questions of six types, as another product wrote them.
GIFT = "\n\n".join(
    [
        f"::Single {n}::What comes first in {n}? {{=The paper {n} ~The talk {n} ~The vote {n}}}"
        for n in range(1, 6)
    ]
    + [f"::Yes or no {n}::A board of {n} needs a chair. {{T}}" for n in range(1, 5)]
    + [f"::Number {n}::How many days before is paper {n} sent? {{#{n}:0.5}}" for n in range(1, 4)]
    + [f"::Word {n}::Who leads board {n}? {{=chair {n} =chairwoman {n}}}" for n in range(1, 4)]
    + [
        f"::Pairs {n}::What belongs together in {n}? {{=Chair -> leads {n} =Clerk -> writes {n} "
        f"=Member -> decides {n}}}"
        for n in range(1, 4)
    ]
    + [
        f"::Several {n}::Which two come in time {n}? {{~%50%Papers {n} ~%50%Agenda {n} "
        f"~%-50%Coffee {n} ~%-50%Minutes {n}}}"
        for n in range(1, 3)
    ]
)


def write_lesson(page, title):
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.get_by_label("Text", exact=False).first.fill(TEXT)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()


def write_outline(page):
    """Two modules with three lessons each, from the small template."""
    page.goto("/studio")
    page.get_by_role("link", name="New course").click()
    page.get_by_label("Title").fill("Leading a project board")
    page.get_by_label("Code").fill(CODE)
    page.get_by_label("What can people do afterwards?").fill("You can lead a board.")
    page.get_by_role("button", name="Begin the course").click()
    page.goto(f"{ADDRESS}/modules/module-1")
    page.get_by_label("Title").fill(MODULES[0])
    page.get_by_role("button", name="Save", exact=True).click()
    page.goto(ADDRESS)
    page.get_by_text("Add a module", exact=True).click()
    page.get_by_label("Title of the module").fill(MODULES[1])
    page.get_by_role("button", name="Add module").click()
    for module, titles in zip(MODULES, LESSONS, strict=True):
        for title in titles:
            add_lesson(page, module, title)
    page.goto(ADDRESS)
    row = page.locator("#lesson-lesson-1")
    row.get_by_text("More", exact=False).first.click()
    row.get_by_role("button", name="Remove").click()


def add_lesson(page, module, title):
    page.goto(ADDRESS)
    page.get_by_text(f"Add a lesson to “{module}”").click()
    box = page.locator("details[open]")
    box.get_by_label("Title of the lesson").fill(title)
    box.get_by_role("button", name="Add lesson").click()
    write_lesson(page, title)


def bring_questions(page, module_key):
    page.goto(f"{ADDRESS}/questions/{module_key}/import")
    file = {"name": "board.gift", "mimeType": "text/plain", "buffer": GIFT.encode()}
    page.get_by_label("File with questions").set_input_files(file)
    page.get_by_role("button", name="Look into the file").click()
    expect(page.get_by_text("Nothing is added yet.", exact=False)).to_be_visible()
    # Those that nearly repeat another one are not chosen by themselves.
    for box in page.get_by_role("table").get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name=re.compile("Add")).last.click()
    page.goto(f"{ADDRESS}/questions/{module_key}")
    expect(page.get_by_role("row")).to_have_count(21)


def write_questions(page):
    """A bank of twenty for the first module, brought; five for the second, copied from it."""
    bring_questions(page, "module-1")
    for box in page.get_by_role("table").get_by_role("checkbox").all()[:5]:
        box.check()
    page.get_by_text("Change the chosen questions").click()
    page.get_by_label("Copy to").select_option(label="Leading the board")
    page.get_by_role("button", name="Copy", exact=True).click()


def have_it_reviewed(ada, max_):
    ada.goto(f"{ADDRESS}/checks")
    expect(ada.get_by_text("Nothing keeps this course from being published.")).to_be_visible()
    ada.goto(f"{ADDRESS}/publish")
    ada.get_by_label("What should they look at?").fill("Is the tone right?")
    ada.get_by_role("button", name="Ask for a review").click()
    max_.goto("/studio")
    max_.get_by_role("link", name="Look at it").click()
    max_.get_by_label("Approve exactly this").check()
    max_.get_by_role("button", name="Decide").click()


def publish(page, number, *, reach="New learners only"):
    page.goto(f"{ADDRESS}/publish")
    page.get_by_label(reach).first.check()
    page.get_by_role("button", name=f"Publish edition {number}").click()


def correct_the_key(page):
    page.goto("/studio")
    page.goto(f"{ADDRESS}/publish")
    page.get_by_role("button", name="Begin the next edition").click()
    page.goto(f"{ADDRESS}/questions/module-1/single-1")
    page.locator("#options-1-right").check()
    page.get_by_role("button", name="Save question").click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()


@pytest.mark.timeout(300)
def test_a_course_from_nothing_to_another_academy(visit, academy, tmp_path):
    with academy.stored() as session, transaction():
        session.query(Person).filter(Person.email == "max@sample.test").one().is_pmo_lead = True
    ada = visit("ada@sample.test", java_script_enabled=False)
    write_outline(ada)
    write_questions(ada)
    have_it_reviewed(ada, visit("max@sample.test", java_script_enabled=False))
    publish(ada, 1)

    lena = visit("lena@sample.test", java_script_enabled=False)
    lena.goto(f"/learn/{CODE}")
    lena.get_by_role("button", name="Start course").click()
    expect(lena.get_by_role("heading", level=1)).to_have_text(LESSONS[0][0])
    expect(lena.get_by_text("Two pages, never three.", exact=True)).to_be_visible()

    correct_the_key(ada)
    ada.goto(f"{ADDRESS}/publish")
    main = ada.get_by_role("main")
    expect(main.get_by_text("The right answer", exact=False).first).to_be_visible()
    expect(main.get_by_text("1 person", exact=False).first).to_be_visible()
    publish(ada, 2, reach="All: people in progress move to it")
    lena.goto(f"/learn/{CODE}")
    expect(lena.get_by_text("Continue", exact=False).first).to_be_visible()

    taken = ada.request.get(f"{ADDRESS}/files.zip").body()
    assert load_and_export(tmp_path, open_zip(taken)) == open_zip(taken)


def load_and_export(folder, files):
    """Load files into an empty installation and give what it exports."""
    for name, body in files.items():
        place = folder / "in" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(body)
    (folder / "data").mkdir()
    app = create_app(
        Settings(
            database_url=f"sqlite:///{folder}/data/empty.sqlite3",
            secret_key="only for tests, and long enough for a key",
            data_dir=folder / "data",
            base_url="http://localhost",
            content_dir=folder / "in",
        )
    )
    with app.app_context():
        upgrade(directory=str(MIGRATIONS))
        db.engine.dispose()
    for words in (["load", str(folder / "in")], ["export", str(folder / "out")]):
        done = CliRunner().invoke(content, words, obj=lambda: app)
        assert done.exit_code == 0, done.output
    out = folder / "out"
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file()
    }


def test_a_text_is_written_beside_its_page_and_kept_as_one_writes(visit):
    page = visit("ada@sample.test")
    page.goto("/studio/courses/PA-01/texts/lessons/office-and-person")
    area = page.locator("textarea[name=body]")
    area.press("Control+Home")
    page.keyboard.type("The first words of all. ")

    expect(page.locator("#seen").get_by_text("The first words of all.")).to_be_visible()
    expect(page.get_by_role("status").get_by_text(re.compile("Saved \\d"))).to_be_visible()
    page.get_by_role("button", name="Tip").click()
    expect(page.locator("#seen .callout")).to_be_visible()
    assert not axe_violations(page)
    page.reload()
    expect(area).to_have_value(re.compile("The first words of all"))


def test_a_lesson_is_dragged_and_the_same_is_done_by_keys(visit):
    page = visit("ada@sample.test")
    page.goto("/studio/courses/PA-01")
    lessons = page.locator("#module-one-word .tree__row")
    handle = lessons.nth(0).locator("[data-handle]")
    expect(handle).to_be_visible()
    handle.drag_to(lessons.nth(2), target_position={"x": 40, "y": 40})
    expect(page.get_by_text("The lesson is number", exact=False)).to_be_visible()
    first = page.locator("#module-one-word .tree__row").nth(0)
    expect(first).not_to_contain_text("The office and the person")

    up = page.locator("#lesson-office-and-person").get_by_role("button", name="Up")
    up.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The lesson is number 2", exact=False)).to_be_visible()
    page.get_by_role("button", name="Undo").first.press("Enter")
    expect(page.get_by_text("Undone.")).to_be_visible()
