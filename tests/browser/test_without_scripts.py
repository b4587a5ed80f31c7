"""The core tasks in a browser that runs no scripts: plain forms, plain links."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from pmo_academy.certification.models import Claim
from pmo_academy.core import clock
from pmo_academy.core.db import session
from pmo_academy.demo.people import PASSWORD
from pmo_academy.exams.rules.questions import AskedQuestion, QuestionType
from pmo_academy.learning.models import Assignment, Enrolment, Lesson, LessonDone
from pmo_academy.maturity.models import Answer, Response
from tests.browser import places
from tests.browser.hands import CHOICE, Pointer, answer

pytestmark = pytest.mark.browser

LENA, MAX, AISHA = "lena@sample.test", "max@sample.test", "aishabello@sample.test"


@pytest.fixture
def open_page(visit):
    """Open a browser without scripts, as a person."""
    return lambda email="": visit(email, java_script_enabled=False)


@pytest.fixture
def values(academy):
    with academy.stored():
        return places.find()


def heading(page):
    return page.get_by_role("heading", level=1)


def test_sign_in_and_out(open_page):
    page = open_page()
    page.goto("/certifications")
    page.get_by_label("Email").fill(LENA)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(heading(page)).to_have_text("Certifications")

    page.locator("summary[aria-label^='Your menu'], summary").first.click()
    page.get_by_role("button", name="Sign out").click()

    expect(heading(page)).to_have_text("Sign in")


def test_a_lesson_with_its_check(open_page, academy):
    page = open_page(AISHA)
    page.goto("/")
    page.get_by_role("link", name="Continue").first.click()
    title = heading(page).inner_text()
    with academy.stored():
        lesson = session().scalars(select(Lesson).where(Lesson.title == title)).one()
        check = AskedQuestion(type=QuestionType(lesson.check_type), document=lesson.check)

    answer(Pointer(), page.locator("#check"), check)
    page.get_by_role("button", name="Check my answer").click()
    expect(page.get_by_text("Right.", exact=True)).to_be_visible()
    page.get_by_role("button", name="Next").click()

    expect(heading(page)).not_to_have_text(title)
    with academy.stored():
        own = select(Enrolment.id).where(Enrolment.person_id == places.person(AISHA).id)
        done = select(LessonDone.lesson_id).where(LessonDone.enrolment_id.in_(own))
        assert lesson.id in session().scalars(done).all()


def test_a_quiz_on_one_page(open_page, academy, values):
    page = open_page(LENA)
    page.goto(f"/quiz/{values['open_quiz']}")
    page.get_by_role("button", name="Start quiz").click()
    expect(heading(page)).to_have_text("Types and styles")
    with academy.stored():
        questions = [(r.position, r.asked) for r in places.last_attempt(LENA).responses]

    for position, question in questions[1:]:
        answer(Pointer(), page.locator(f"#question-{position}"), question)
    page.get_by_role("button", name="Submit answers").click()
    expect(page.get_by_text("1 question is not answered")).to_be_visible()
    page.get_by_role("link", name="Question 1").click()
    answer(Pointer(), page.locator("#question-1"), questions[0][1])
    page.get_by_role("button", name="Submit answers").click()

    expect(heading(page)).to_have_text("Passed")
    with academy.stored():
        assert places.last_attempt(LENA).right_count == len(questions)


def test_a_section_and_the_whole_questionnaire(open_page, academy, values):
    page = open_page(LENA)
    page.goto(f"/assess/{values['round']}")
    page.get_by_role("link", name="Continue: ").click()
    for group in page.locator("fieldset.question").all():
        group.locator(CHOICE).nth(2).check()
    group.locator("summary").click()
    group.get_by_label("Comment").fill("Without scripts")
    page.get_by_role("button", name="Save and come back later").click()
    expect(page.get_by_text("6 of 10").first).to_be_visible()
    with academy.stored():
        draft = select(Answer).join(Response, Response.id == Answer.response_id)
        comment = draft.where(Answer.comment == "Without scripts")
        assert session().scalars(comment).one().choice == "2"

    page.get_by_role("link", name="Check your answers and submit").click()
    page.get_by_role("button", name="Submit assessment").click()

    expect(heading(page)).to_have_text("Assessment submitted")
    with academy.stored():
        assert places.sheet_with("Without scripts").person_id is None


def test_a_claim(open_page, academy, values):
    page = open_page(LENA)
    page.goto(f"/certifications/credentials/{values['pmp']}/claims/new")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("There is a problem")).to_be_visible()

    page.get_by_label("What you did").fill("Talk on gates")
    page.get_by_label("First day").fill(clock.today().isoformat())
    page.get_by_label("Last day").fill(clock.today().isoformat())
    page.get_by_label("Business Acumen").fill("0.75")
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_role("row").filter(has_text="Talk on gates")).to_contain_text("0.75")
    with academy.stored():
        claim = session().scalars(select(Claim).where(Claim.title == "Talk on gates")).one()
        assert claim.business_acumen == 3


def test_a_course_is_assigned(open_page, academy, values):
    page = open_page(MAX)
    page.goto(f"/team/{values['payments']}")
    page.get_by_role("link", name="Assign learning").first.click()
    page.get_by_role("button", name="Assign").click()

    expect(page.get_by_role("status").filter(has_text="Assigned")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Assign"))
    with academy.stored():
        given = select(func.count()).where(Assignment.course_code == "PA-04")
        assert session().scalar(given) >= 9
