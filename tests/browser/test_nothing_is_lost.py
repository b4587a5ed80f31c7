"""Sessions that end, second tabs and double clicks: what was acknowledged stays, once."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from pmo_academy.certification.models import Claim
from pmo_academy.core import clock
from pmo_academy.core.db import session
from pmo_academy.demo.people import PASSWORD
from pmo_academy.exams.models import Attempt
from pmo_academy.maturity.models import Answer, Invitation, Response
from tests.browser import places
from tests.browser.hands import CHOICE

pytestmark = pytest.mark.browser

LENA = "lena@sample.test"
SAVED = re.compile(r"^Saved \d\d:\d\d UTC$")


@pytest.fixture
def values(academy):
    with academy.stored():
        return places.find()


@pytest.fixture
def section(values):
    return f"/assess/{values['round']}/mul"


def state(page):
    return page.locator("[data-save-state]")


def option(page, question, place):
    """One option of a question: of the questionnaire's section or of the quiz."""
    return page.locator("fieldset.question").nth(question).locator(CHOICE).nth(place)


def sign_in(page):
    page.get_by_label("Email").fill(LENA)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def press_twice(page, name):
    """Click twice, as some people do; then let the request arrive once more, as networks do."""
    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.get_by_role("button", name=name).dblclick()
    request = sent.value
    # The second click ends the navigation of the first; waiting for that one would fail.
    expect(page).not_to_have_url(request.headers["referer"])
    page.wait_for_load_state()
    kind = {"Content-Type": request.headers["content-type"]}
    again = page.context.request.post(request.url, data=request.post_data_buffer, headers=kind)
    assert again.ok


def begin_quiz(page, values):
    page.goto(f"/quiz/{values['open_quiz']}")
    page.get_by_role("button", name="Start quiz").click()
    page.wait_for_url("**/attempt/1")


def choices(academy, values):
    """Lena's draft in the section: how often each choice was given."""
    with academy.stored():
        drafts = select(Response.id).where(
            Response.round_id == values["round"], Response.person_id == places.person(LENA).id
        )
        given = select(Answer).where(
            Answer.response_id.in_(drafts), Answer.item.startswith("MUL"), Answer.choice != ""
        )
        return sorted(answer.choice for answer in session().scalars(given))


@pytest.fixture
def quiz_choice(academy, values):
    """A quiz of Lena whose first question has options to choose from."""

    def find():
        with academy.stored():
            responses = places.last_attempt(LENA).responses
            return next(r.position for r in responses if "options" in r.question.document)

    return find


def test_a_session_ends_within_a_section_and_saving_goes_on(visit, academy, section, values):
    page = visit(LENA)
    page.goto(section)
    option(page, 0, 3).check()
    expect(state(page)).to_have_text(SAVED)
    academy.end_sessions()

    option(page, 1, 2).check()
    expect(state(page)).to_contain_text("Your session has ended.")
    assert choices(academy, values) == ["3"]
    with page.expect_popup() as opened:
        state(page).get_by_role("link", name="Sign in").click()
    sign_in(opened.value)

    expect(state(page)).to_have_text(SAVED, timeout=20000)
    page.reload()
    expect(option(page, 0, 3)).to_be_checked()
    expect(option(page, 1, 2)).to_be_checked()
    assert choices(academy, values) == ["2", "3"]


@pytest.mark.parametrize("scripts", [True, False])
def test_a_session_ends_before_save_and_continue(visit, academy, section, scripts):
    page = visit(LENA, java_script_enabled=scripts)
    page.goto(section)
    option(page, 0, 3).check()
    if scripts:
        expect(state(page)).to_have_text(SAVED)
    else:
        page.get_by_role("button", name="Save and come back later").click()
        page.goto(section)
    academy.end_sessions()

    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_text("Your session had ended, so this was not sent.")).to_be_visible()
    sign_in(page)

    expect(page).to_have_url(re.compile("/mul$"))
    expect(option(page, 0, 3)).to_be_checked()


def test_a_session_ends_within_a_quiz(visit, academy, values, quiz_choice):
    page = visit(LENA)
    begin_quiz(page, values)
    question = page.locator(f"#question-{quiz_choice()}")
    question.locator(CHOICE).first.check()
    expect(state(page)).to_have_text(SAVED)
    academy.end_sessions()

    page.reload()
    expect(page.get_by_text("Your session has ended. Sign in to go on")).to_be_visible()
    sign_in(page)

    expect(page).to_have_url(re.compile("/attempt/1$"))
    expect(question.locator(CHOICE).first).to_be_checked()


def test_an_older_tab_does_not_overwrite_a_section(visit, academy, section, values):
    """The tab without scripts sends its whole page, with the state it was opened in."""
    newer, older = visit(LENA), visit(LENA, java_script_enabled=False)
    older.goto(section)
    newer.goto(section)
    option(newer, 0, 3).check()
    expect(state(newer)).to_have_text(SAVED)

    option(older, 0, 1).check()
    older.get_by_role("button", name="Save and continue").click()

    expect(older.get_by_text("You changed this in another tab.").first).to_be_visible()
    assert choices(academy, values) == ["3"]


def test_an_older_tab_does_not_overwrite_a_quiz(visit, academy, values, quiz_choice):
    newer, older = visit(LENA), visit(LENA, java_script_enabled=False)
    begin_quiz(newer, values)
    older.goto(newer.url)
    place = f"#question-{quiz_choice()}"
    newer.locator(place).locator(CHOICE).first.check()
    expect(state(newer)).to_have_text(SAVED)

    older.locator(place).locator(CHOICE).last.check()
    older.get_by_role("button", name="Save for later").click()

    expect(older.get_by_text("This quiz is open in another tab.")).to_be_visible()
    newer.reload()
    expect(newer.locator(place).locator(CHOICE).first).to_be_checked()


@pytest.mark.parametrize("scripts", [True, False])
def test_two_clicks_hand_a_questionnaire_in_once(visit, academy, values, scripts):
    page = visit(LENA, java_script_enabled=scripts)
    page.goto(f"/assess/{values['round']}/check")
    press_twice(page, "Submit assessment")

    expect(page.get_by_role("heading", level=1)).to_have_text("Assessment submitted")
    with academy.stored():
        in_round = Response.round_id == values["round"]
        sheets = select(func.count()).where(in_round, Response.submitted_on.is_not(None))
        took_part = select(func.count()).where(
            Invitation.round_id == values["round"], Invitation.took_part_on.is_not(None)
        )
        assert session().scalar(sheets) == session().scalar(took_part) == 4


@pytest.mark.parametrize("scripts", [True, False])
def test_two_clicks_hand_a_quiz_in_once(visit, academy, values, scripts):
    page = visit(LENA, java_script_enabled=scripts)
    begin_quiz(page, values)
    page.goto(f"{page.url}/check")
    press_twice(page, "Submit answers")

    expect(page.get_by_role("heading", level=1)).to_have_text("Not passed yet")
    with academy.stored():
        own = select(Attempt).where(
            Attempt.person_id == places.person(LENA).id, Attempt.quiz_id == values["open_quiz"]
        )
        (attempt,) = session().scalars(own)
        assert attempt.right_count == 0


@pytest.mark.parametrize("scripts", [True, False])
def test_two_clicks_log_one_claim(visit, academy, values, scripts):
    page = visit(LENA, java_script_enabled=scripts)
    page.goto(f"/certifications/credentials/{values['pmp']}/claims/new")
    page.get_by_label("What you did").fill("Talk on gates")
    for label in ("First day", "Last day"):
        page.get_by_label(label).fill(clock.today().isoformat())
    page.get_by_label("Power Skills").fill("1")
    press_twice(page, "Save")

    expect(page.get_by_role("row").filter(has_text="Talk on gates")).to_have_count(1)
    with academy.stored():
        claims = select(func.count()).where(Claim.title == "Talk on gates")
        assert session().scalar(claims) == 1
