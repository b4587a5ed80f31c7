"""A questionnaire in a real browser: nothing answered is lost, and two tabs never fight."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from pmo_academy.core.db import transaction
from pmo_academy.maturity.models import Answer
from pmo_academy.people import sessions
from tests.features.maturity.factories import make_round
from tests.rules.maturity.example import PALM
from tests.support.browser import axe_violations

pytestmark = pytest.mark.browser

ANCHORS = PALM.item_by_code["MND-S1"].anchors


@pytest.fixture
def section(app, session, cast, page, live_server):
    """The address of a section that Lena, who is signed in, may answer."""
    one = make_round(cast, [(cast.lena, "pmo")])
    session.commit()
    client = app.test_client()
    with transaction():
        token = sessions.begin(cast.lena)
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
        cookie["_fresh"] = True
    value = client.get_cookie("session").value
    page.context.add_cookies([{"name": "session", "value": value, "url": live_server}])
    return f"/assess/{one.id}/mnd"


def saved(page):
    expect(page.locator("[data-save-state]")).to_have_text(re.compile("Saved .* UTC"))


def test_an_answer_is_there_after_the_tab_was_killed(page, section, session):
    page.goto(section)
    page.get_by_label(ANCHORS[2]).check()
    saved(page)
    page.locator("fieldset").first.get_by_text("Add comment or evidence").click()
    page.locator("#c1").fill("Signed in May")
    page.locator("#c1").blur()
    saved(page)

    context = page.context
    page.close()
    again = context.new_page()
    again.goto(section)

    expect(again.get_by_label(ANCHORS[2])).to_be_checked()
    expect(again.locator("#c1")).to_have_value("Signed in May")
    session.rollback()
    (answer,) = session.scalars(select(Answer))
    assert (answer.choice, answer.comment) == ("2", "Signed in May")


def test_a_second_tab_is_told_what_stands_in_the_first(page, section):
    page.goto(section)
    other = page.context.new_page()
    other.goto(section)
    page.get_by_label(ANCHORS[2]).check()
    saved(page)

    other.get_by_label(ANCHORS[4]).check()

    state = other.locator("[data-save-state]")
    expect(state).to_contain_text(ANCHORS[2])
    expect(state).to_contain_text(ANCHORS[4])
    state.get_by_role("link").click()
    expect(other.get_by_label(ANCHORS[2])).to_be_checked()


def test_open_questions_can_be_left_with_the_keyboard_alone(page, section):
    page.goto(section)
    page.get_by_label(ANCHORS[1]).press("Space")
    saved(page)
    page.get_by_role("button", name="Save and continue").press("Enter")

    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.get_by_text("You left 5 questions open")).to_be_visible()
    assert axe_violations(page) == []
    page.get_by_role("button", name="Continue without").press("Enter")
    expect(page).to_have_url(re.compile("/std$"))


def test_answers_are_submitted_and_the_receipt_is_shown(page, section, session, cast):
    page.goto(section)
    page.get_by_label(ANCHORS[3]).check()
    saved(page)
    page.goto(section.replace("/mnd", "/check"))

    page.get_by_role("button", name="Submit assessment").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Assessment submitted")
    page.go_back()
    expect(page).to_have_url(re.compile("/done$"))
