"""Somebody who writes questions finds the one that misleads, and why."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from pmo_academy.exams.models import Quiz
from tests.browser.hands import sign_in
from tests.features.exams.taking import a_class, bank, keys_of, publish

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
