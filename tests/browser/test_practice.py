"""Practice in a real browser: what was missed in a quiz comes back, and is answered by keys."""

import pytest
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import expect
from sqlalchemy import select

from pmo_academy.core.db import transaction
from pmo_academy.exams.models import QuestionType, Quiz
from pmo_academy.learning.models import Module
from pmo_academy.people import sessions
from pmo_academy.retention.models import Review
from tests import factories

pytestmark = pytest.mark.browser


@pytest.fixture
def sign_in(app, page, live_server):
    """Lets the page be somebody's."""

    def sign_in(person):
        with transaction():
            token = sessions.begin(person)
        signer = SecureCookieSessionInterface().get_signing_serializer(app)
        cookie = signer.dumps({"_user_id": token, "_fresh": True})
        page.context.clear_cookies()
        page.context.add_cookies([{"name": "session", "value": cookie, "url": live_server}])

    return sign_in


@pytest.fixture
def quiz(session, cast):
    """A quiz of three questions with one right answer each; Lena is in its course."""
    module = factories.module("first", types=(QuestionType.SINGLE,) * 3)
    factories.make_course(session, modules=(module,))
    factories.enrolled(session, cast.lena)
    return session.scalars(select(Quiz).join(Module)).one()


@pytest.fixture
def missed(page, sign_in, quiz, cast):
    """Lena has just failed the quiz."""
    sign_in(cast.lena)
    page.goto(f"/quiz/{quiz.id}")
    page.get_by_role("button", name="Start quiz").click()
    for number in (1, 2, 3):
        page.get_by_label(f"Option 0 of q{number}").check()
    page.get_by_role("button", name="Submit answers").click()
    expect(page.get_by_role("heading", name="Not passed yet")).to_be_visible()


@pytest.mark.usefixtures("missed")
def test_what_was_missed_is_practised_by_keys(page, sign_in, cast, session):
    page.goto("/")
    page.get_by_role("link", name="Practise for 2 min").click()
    page.get_by_role("button", name="Start practising").press("Enter")
    for is_right, key in ((False, "1"), (True, "2"), (True, "4")):
        expect(page.get_by_text("EXPLAINED")).to_have_count(0)
        option = page.get_by_label("Option 1 of" if is_right else "Option 3 of")
        option.press("Space")
        option.press("Enter")
        expect(page.get_by_text("EXPLAINED")).to_be_visible()
        page.wait_for_load_state("networkidle")
        page.keyboard.press(key)

    expect(page.get_by_role("heading", name="Done for today")).to_be_visible()
    ratings = sorted(session.scalars(select(Review.rating)))
    assert ratings == ["again", "easy", "hard"]
    expect(page.get_by_text("2 of 3 right.")).to_be_visible()
    expect(page.get_by_text("comes back tomorrow")).to_have_count(2)
    expect(page.get_by_text("comes back in 8 days")).to_be_visible()

    sign_in(cast.max)
    page.goto(f"/team/{cast.payments.id}/people")
    expect(page.get_by_text("Not known yet")).to_be_visible()
    for word in ("Option", "Stem of", "EXPLAINED"):
        expect(page.get_by_text(word)).to_have_count(0)
