"""Somebody who writes questions finds the one that misleads, and why."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from pmo_academy.exams.models import Quiz
from tests import factories
from tests.browser.hands import Keyboard, sign_in
from tests.features.exams.taking import a_class, bank, correct_key, keys_of, publish, take

pytestmark = pytest.mark.browser


def test_the_question_that_misleads_stands_on_top(app, page, live_server, session, cast):
    publish(session, bank())
    quiz = session.scalars(select(Quiz).where(Quiz.key == "PA-51/first")).one()
    a_class(session, quiz)
    misleading = keys_of(session, quiz)[0]
    sign_in(app, page.context, cast.ada, live_server)

    page.goto("/learn")
    page.get_by_role("link", name="How questions work").click()
    page.get_by_role("link", name="Module first").click()
    row = page.get_by_role("row").nth(1)

    expect(row).to_contain_text(misleading)
    expect(row).to_contain_text("Retire")
    row.get_by_role("link").click()
    expect(page.get_by_text("Take it out, then look at key and wording.")).to_be_visible()
    expect(page.get_by_role("table")).to_contain_text("12")


def test_a_corrected_key_is_regraded_by_keyboard_and_the_learner_reads_why(
    app, page, live_server, session, cast
):
    publish(session, bank())
    quiz = session.scalars(select(Quiz).where(Quiz.key == "PA-51/first")).one()
    factories.enrolled(session, cast.lena)
    take(session, cast.lena, quiz, wrong={"q1", "q2"})
    session.commit()
    correct_key(session)
    keyboard = Keyboard(page)
    sign_in(app, page.context, cast.ada, live_server)

    page.goto("/studio/questions/PA-51/first")
    expect(page.get_by_text("Its key was corrected")).to_be_visible()
    keyboard.press("link", "q1")
    keyboard.press("link", "See who moves, and regrade")
    expect(page.get_by_text("1 answer more counts, 1 person passes by it.").first).to_be_visible()
    expect(page.get_by_text(cast.lena.name).first).to_be_visible()
    keyboard.choose(page.get_by_label("By the corrected key"))
    keyboard.to(page.get_by_label("What was wrong?"))
    page.keyboard.type("Option 3 was right all along.")
    keyboard.press("button", "Regrade")
    expect(page.get_by_text("Regraded: 1 answers count that did not")).to_be_visible()

    page.context.clear_cookies()
    sign_in(app, page.context, cast.lena, live_server)
    page.goto(f"/quiz/{quiz.id}/attempt/1/result")
    expect(page.get_by_role("heading", level=1)).to_have_text("Passed")
    page.locator("summary", has_text="Question 1").click()
    expect(page.get_by_text("Why: Option 3 was right all along.")).to_be_visible()
