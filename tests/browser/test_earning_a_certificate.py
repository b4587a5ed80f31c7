"""From nothing to a certificate that a stranger checks, and that shows when it is taken back."""

import json

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from pmo_academy.certification import programme_tests
from pmo_academy.certification.service import awards
from pmo_academy.core.db import transaction
from pmo_academy.exams.models import Attempt, QuestionType
from tests import factories
from tests.browser.hands import Pointer, answer, sign_in
from tests.features.certification.factories import make_programme
from tests.features.exams.test_take_a_course_test import ASKED, content

pytestmark = pytest.mark.browser

CODE = "PA-51"
REASON = "Somebody else took the test."


@pytest.fixture
def programme(session, monkeypatch):
    """A programme of one small course and a test of eight questions."""
    real = factories.CourseContent
    test = content(minutes_limit=None)
    monkeypatch.setattr(factories, "CourseContent", lambda **parts: real(**parts, test=test))
    only = factories.module(
        "only", types=[QuestionType.SINGLE, QuestionType.MATCHING], lessons=1, practice=False
    )
    factories.make_course(session, CODE, completes_with=ASKED, modules=(only,))
    make_programme(
        session,
        "foundation",
        {"kind": "course", "code": CODE},
        {"kind": "test", "questions": 8, "pass_percent": 70},
    )
    with transaction():
        awards.ensure_key()
        programme_tests.refresh()


@pytest.fixture
def open_browser(app, browser, live_server):
    def opened(person=None, *, has_scripts):
        context = browser.new_context(
            base_url=live_server,
            java_script_enabled=has_scripts,
            viewport={"width": 320, "height": 800},
        )
        if person:
            sign_in(app, context, person, live_server)
        return context.new_page()

    return opened


def take(page, session, *, start):
    """Take what the page offers: answer each question, hand in, and see that it is passed."""
    page.get_by_role("button", name=start).click()
    page.wait_for_url("**/attempt/*")
    place = page.url.split("?")[0]
    session.expire_all()
    attempt = session.scalars(select(Attempt).where(Attempt.submitted_at.is_(None))).one()
    asked = {response.position: response.asked for response in attempt.responses}
    session.commit()  # holds no lock while the browser goes on
    is_paged = page.get_by_role("button", name="Save and next").count()
    for number, question in asked.items():
        if is_paged:
            page.goto(f"{place}?question={number}")
        answer(Pointer(), page.locator(f"#question-{number}"), question)
        if is_paged and number < len(asked):
            page.get_by_role("button", name="Save and next").click()
            page.wait_for_url(f"**question={number + 1}")
    if is_paged:
        page.get_by_role("button", name="Save and check answers").click()
        page.wait_for_url("**/check")
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_role("heading", name="Passed")).to_be_visible()


def earn(lena, session):
    """Take the course, its test and the test of the programme."""
    lena.goto("/certifications")
    lena.get_by_role("link", name="Foundation").click()
    lena.get_by_role("link", name="Status reports people read").click()
    lena.get_by_role("button", name="Start course").first.click()
    lena.goto(f"/learn/{CODE}/only-1")
    lena.get_by_role("button", name="Next").first.click()
    take(lena, session, start="Start quiz")
    lena.get_by_role("link", name="Next: Course test").click()
    take(lena, session, start="Start test")
    lena.goto("/certifications/programmes/foundation")
    lena.get_by_role("button", name="Open the test").click()
    take(lena, session, start="Start test")


def carry_away(lena):
    """Open the certificate and save its paper and its badge; returns its address."""
    lena.get_by_role("link", name="Back to Foundation").click()
    lena.get_by_role("link", name="Open the certificate").click()
    expect(lena.get_by_role("heading", name="Show it")).to_be_visible()
    for link, ending in (("Download PDF", ".pdf"), ("Badge as picture", ".svg")):
        with lena.expect_download() as download:
            lena.get_by_role("link", name=link).click()
        assert download.value.suggested_filename.endswith(ending)
        assert download.value.path().stat().st_size > 2000
    return lena.url


def check(stranger, code):
    """Find a certificate by its code and look at what verifiers read."""
    stranger.goto("/certificates")
    stranger.get_by_label("Code").fill(code.upper())
    stranger.get_by_role("button", name="Check").click()
    expect(stranger.get_by_text("It was checked just now and holds until")).to_be_visible()
    expect(stranger.get_by_text("Passed a test of 8 questions")).to_be_visible()
    stranger.get_by_text("For wallets and verifiers").click()
    with stranger.expect_response("**/badge") as answered:
        stranger.get_by_role("link", name="Credential with Data Integrity").click()
    assert json.loads(answered.value.text())["proof"]["cryptosuite"] == "eddsa-rdfc-2022"


@pytest.mark.parametrize("has_scripts", [True, False])
def test_from_nothing_to_a_certificate_and_its_end(
    open_browser, session, cast, programme, has_scripts
):
    lena = open_browser(cast.lena, has_scripts=has_scripts)
    earn(lena, session)
    address = carry_away(lena)
    stranger = open_browser(has_scripts=has_scripts)
    check(stranger, address.rsplit("/", 1)[1])

    lead = open_browser(cast.ada, has_scripts=has_scripts)
    lead.goto("/certifications")
    lead.get_by_role("link", name="Your people").click()
    lead.get_by_role("link", name="Revoke Foundation of Lena Ortiz").click()
    lead.get_by_label("Reason").fill(REASON)
    lead.get_by_role("button", name="Revoke certificate").click()
    expect(lead.get_by_text("Revoked.")).to_be_visible()
    stranger.goto(address)
    expect(stranger.get_by_text(f"Reason: {REASON}")).to_be_visible()
    expect(stranger.get_by_role("link", name="Download PDF")).to_have_count(0)


@pytest.mark.parametrize("has_scripts", [True, False])
def test_a_case_is_presented_judged_and_passed(open_browser, session, cast, has_scripts):
    make_programme(session, "leader", {"kind": "panel"})
    session.commit()
    lena = open_browser(cast.lena, has_scripts=has_scripts)
    lena.goto("/certifications/programmes/leader")
    lena.get_by_role("link", name="Case interview or panel").click()
    lena.get_by_label("Title of your case").fill("One freeze")
    lena.get_by_label("Your case", exact=True).fill(
        "Three projects wanted the same four people. " * 6
    )
    lena.get_by_role("button", name="Hand in").click()
    expect(lena.get_by_text("Waits for reviewers")).to_be_visible()

    appoint(open_browser(cast.ada, has_scripts=has_scripts))
    lena.reload()
    expect(lena.get_by_text("With its reviewers")).to_be_visible()
    for person in (cast.max, cast.olga):
        reviewer = open_browser(person, has_scripts=has_scripts)
        reviewer.goto("/certifications/cases")
        reviewer.get_by_role("link", name="One freeze").click()
        reviewer.get_by_label("For it").check()
        reviewer.get_by_label("Reasons").fill("The two options show what each of them gives up.")
        reviewer.get_by_role("button", name="Give opinion").click()
    expect(reviewer.get_by_text("Both of you are for it.")).to_be_visible()
    lena.goto("/certifications")
    lena.get_by_role("link", name="Leader").first.click()
    expect(lena.get_by_text("It was checked just now")).to_be_visible()


def appoint(lead):
    """Ask Max and Olga to judge the case."""
    lead.goto("/certifications/cases")
    lead.get_by_role("link", name="One freeze").click()
    lead.get_by_label("First reviewer").select_option(label="Max Weber")
    lead.get_by_label("Second reviewer").select_option(label="Olga Novak")
    lead.get_by_role("button", name="Ask both").click()
    expect(lead.get_by_text("Both have been asked.")).to_be_visible()
