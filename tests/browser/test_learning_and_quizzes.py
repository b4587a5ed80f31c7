"""Lessons and quizzes in a real browser: the place, keys, the check, answers saved as chosen."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from pmo_academy.core.db import transaction
from pmo_academy.exams import service as exams
from pmo_academy.exams.models import Quiz
from pmo_academy.learning.models import Enrolment, Module
from tests import factories
from tests.browser.hands import sign_in

pytestmark = pytest.mark.browser

LONG_TEXT = "".join(f"<p>Paragraph {n}. {'Much to say. ' * 60}</p>" for n in range(12))


@pytest.fixture
def learner(app, page, live_server, session, cast):
    """Lena, signed in and in a course whose first lesson is long."""
    module = factories.module("first")
    long = type(module.lessons[0])(**{**vars(module.lessons[0]), "html": LONG_TEXT})
    module = type(module)(**{**vars(module), "lessons": (long, module.lessons[1])})
    factories.make_course(session, modules=(module,))
    factories.enrolled(session, cast.lena)
    sign_in(app, page.context, cast.lena, live_server)
    return cast.lena


def test_reading_goes_on_at_the_same_paragraph(page, learner, session):
    page.goto("/learn/PA-51/first-1")
    page.wait_for_load_state("networkidle")
    with page.expect_response("**/place"):
        page.locator(".prose").get_by_text("Paragraph 7.").evaluate("node => node.scrollIntoView()")

    session.expire_all()
    kept = session.scalars(select(Enrolment)).one().last_paragraph
    assert kept in (6, 7)
    page.reload()
    expect(page.locator(".prose").get_by_text(f"Paragraph {kept}.")).to_be_in_viewport()


def test_keys_lead_on_and_back(page, learner):
    page.goto("/learn/PA-51/first-1")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("n")
    page.wait_for_url("**/first-2")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("p")
    page.wait_for_url("**/first-1")


def test_the_check_is_answered_in_place_and_its_explanation_read(page, learner):
    page.goto("/learn/PA-51/first-2")
    page.wait_for_load_state("networkidle")
    page.get_by_label("Option 1 of first-2").check()
    page.get_by_role("button", name="Check my answer").click()

    expect(page.get_by_text("EXPLAINED first-2")).to_be_visible()
    assert page.url.endswith("/first-2")
    expect(page.locator("#check [tabindex='-1']")).to_be_focused()


def test_an_answer_is_saved_when_chosen_and_kept_over_a_reload(page, learner, session):
    quiz = session.scalars(select(Quiz).join(Module)).one()
    with transaction():
        attempt = exams.start(quiz, learner)
    page.goto(f"/quiz/{quiz.id}/attempt/{attempt.number}")
    page.wait_for_load_state("networkidle")

    page.get_by_label("False").check()
    expect(page.locator("[data-save-state]")).to_have_text(re.compile("^Saved"))
    page.get_by_label(re.compile("^Stem of q4")).fill("12,5")
    with page.expect_response("**/answers"):
        page.get_by_label(re.compile("^Stem of q4")).blur()

    page.reload()
    expect(page.get_by_label("False")).to_be_checked()
    expect(page.get_by_label(re.compile("^Stem of q4"))).to_have_value("12,5")
    page.get_by_role("button", name="Submit answers").click()
    page.wait_for_url("**/check")
    expect(page.get_by_text("3 questions are not answered")).to_be_visible()


def test_the_older_of_two_tabs_is_told(page, learner, session):
    quiz = session.scalars(select(Quiz).join(Module)).one()
    with transaction():
        attempt = exams.start(quiz, learner)
    address = f"/quiz/{quiz.id}/attempt/{attempt.number}"
    older = page
    older.goto(address)
    older.wait_for_load_state("networkidle")
    newer = page.context.new_page()
    newer.goto(address)
    newer.wait_for_load_state("networkidle")
    newer.get_by_label("True").check()
    expect(newer.locator("[data-save-state]")).to_have_text(re.compile("^Saved"))

    older.get_by_label("False").check()

    words = older.locator("[data-save-state]")
    expect(words).to_contain_text("Another tab saved “True”")
    expect(words.get_by_role("link")).to_be_visible()
