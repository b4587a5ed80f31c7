"""Whole journeys with the keyboard alone: what a person sees, and what is stored afterwards."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from pmo_academy.certification.models import Claim
from pmo_academy.core import clock
from pmo_academy.core.db import session, transaction
from pmo_academy.demo.people import PASSWORD
from pmo_academy.exams.models import Attempt
from pmo_academy.exams.rules.questions import AskedQuestion, QuestionType
from pmo_academy.learning.models import Assignment, Enrolment, Lesson, LessonDone
from pmo_academy.maturity.models import Invitation
from pmo_academy.people.models import SignedInSession
from tests.browser import places
from tests.browser.hands import CHOICE, Keyboard, answer

pytestmark = pytest.mark.browser

LENA, MAX, AISHA = "lena@sample.test", "max@sample.test", "aishabello@sample.test"


@pytest.fixture
def values(academy):
    with academy.stored():
        return places.find()


def heading(page):
    return page.get_by_role("heading", level=1)


def test_sign_in(visit, academy):
    page = visit()
    keys = Keyboard(page)
    page.goto("/certifications")
    expect(heading(page)).to_have_text("Sign in")

    keys.write(page.get_by_label("Email"), LENA)
    keys.write(page.get_by_label("Password", exact=True), "not this one")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Email and password do not fit.")
    keys.write(page.get_by_label("Password", exact=True), PASSWORD)
    page.keyboard.press("Enter")

    expect(heading(page)).to_have_text("Certifications")
    with academy.stored():
        (signed_in,) = session().scalars(select(SignedInSession))
        assert signed_in.person_id == places.person(LENA).id


def test_the_skip_link_leads_past_the_navigation(visit):
    page = visit(LENA)
    page.goto("/learn")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    expect(page.get_by_role("link", name="My learning")).to_be_focused()


def test_continue_a_lesson(visit, academy):
    page = visit(AISHA)
    keys = Keyboard(page)
    page.goto("/")
    keys.press("link", "Continue")
    expect(page.get_by_text(re.compile(r"Lesson \d+ of \d+"))).to_be_visible()
    title = heading(page).inner_text()
    with academy.stored():
        lesson = session().scalars(select(Lesson).where(Lesson.title == title)).one()
        check = AskedQuestion(type=QuestionType(lesson.check_type), document=lesson.check)

    answer(keys, page.locator("#check"), check)
    keys.press("button", "Check my answer")
    expect(page.get_by_text("Right.", exact=True)).to_be_visible()
    expect(page.locator("#check [tabindex='-1']")).to_be_focused()
    keys.press("button", "Next")

    expect(heading(page)).not_to_have_text(title)
    with academy.stored():
        own = select(Enrolment.id).where(Enrolment.person_id == places.person(AISHA).id)
        done = select(LessonDone.lesson_id).where(LessonDone.enrolment_id.in_(own))
        assert lesson.id in session().scalars(done).all()


OF = len(QuestionType)


def test_take_a_quiz_with_every_type_of_question(visit, academy, values):
    with academy.stored(), transaction():
        places.ask_one_of_each_type(values["open_quiz"])
    page = visit(LENA)
    keys = Keyboard(page)
    page.goto("/")
    keys.press("link", "Continue")
    keys.press("button", "Start quiz")
    expect(page.get_by_role("heading", name=f"Question 1 of {OF}")).to_be_visible()
    with academy.stored():
        attempt = places.last_attempt(LENA)
        questions = {response.position: response.asked for response in attempt.responses}
    assert {question.type for question in questions.values()} == set(QuestionType)

    for position, question in questions.items():
        expect(page.get_by_role("heading", name=f"Question {position} of {OF}")).to_be_visible()
        answer(keys, page.locator(f"#question-{position}"), question)
        keys.press("button", "Save and next" if position < OF else "Save and check answers")
    expect(page.get_by_text("Every question is answered.")).to_be_visible()
    keys.press("button", "Submit answers")

    expect(heading(page)).to_have_text("Passed")
    expect(page.get_by_text(f"{OF} of {OF} right, 100 %.")).to_be_visible()
    with academy.stored():
        attempt = session().get_one(Attempt, attempt.id)
        assert (attempt.right_count, attempt.has_passed) == (OF, True)


def test_fill_and_submit_a_questionnaire(visit, academy, values):
    page = visit(LENA)
    keys = Keyboard(page)
    page.goto(f"/assess/{values['round']}")
    expect(page.get_by_role("progressbar")).to_have_text("5 of 10")
    keys.press("link", "Continue: ")

    for number in range(6, 11):
        expect(page.get_by_text(f"Section {number} of 10")).to_be_visible()
        for place, group in enumerate(page.locator("fieldset.question").all()):
            keys.choose(group.locator(CHOICE).nth(place % 6))
            if (number, place) == (6, 0):
                keys.open("Add comment or evidence", within=group)
                keys.write(group.get_by_label("Comment"), "Seen in the register of projects")
        keys.press("button", "Save and continue")
    expect(heading(page)).to_have_text("Check your answers, then submit")
    expect(page.get_by_text("0 questions are unanswered")).to_be_visible()
    expect(page.get_by_text("Seen in the register of projects")).to_be_visible()
    keys.press("button", "Submit assessment")

    expect(heading(page)).to_have_text("Assessment submitted")
    expect(page.get_by_text("Thank you. Your answers have arrived.")).to_be_visible()
    with academy.stored():
        sheet = places.sheet_with("Seen in the register of projects")
        assert (sheet.round_id, sheet.person_id) == (values["round"], None)
        assert len(sheet.document["answers"]) == 60
        took_part = select(Invitation.took_part_on).where(
            Invitation.round_id == values["round"], Invitation.person_id == places.person(LENA).id
        )
        assert session().scalar(took_part) == clock.today()


def test_read_the_level_and_assign_what_helps(visit, academy, values):
    page = visit(MAX)
    keys = Keyboard(page)
    page.goto("/")
    keys.press("link", "Team")
    expect(page.get_by_text("Payments PMO is at Control, basic.")).to_be_visible()
    why = page.get_by_role("table", name=re.compile("The climb, tier by tier"))
    expect(why).to_be_hidden()
    keys.open("Why this level?")
    expect(why).to_be_visible()
    keys.press("link", "Assign learning")

    expect(heading(page)).to_contain_text("Coaching and authorising project managers")
    for box in page.get_by_role("checkbox").all():
        if box.is_checked():
            keys.choose(box)
    keys.choose(page.get_by_label("Aisha Bello"))
    expect(page.locator("input:checked")).to_have_count(1)
    keys.press("button", "Assign")

    expect(page.get_by_role("status").filter(has_text="Assigned")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="Aisha Bello")).to_be_visible()
    with academy.stored():
        given = session().scalars(
            select(Assignment).where(
                Assignment.course_code == "PA-04",
                Assignment.person_id == places.person(AISHA).id,
            )
        )
        (assignment,) = given
        assert assignment.due_on > clock.today()


def test_log_a_claim(visit, academy, values):
    page = visit(LENA)
    keys = Keyboard(page)
    page.goto("/certifications")
    keys.press("link", "Log PDUs")
    # Typed alike whether the browser puts the day or the month first.
    day = date(clock.today().year - 1, 5, 5)

    keys.write(page.get_by_label("What you did"), "Talk on gates")
    keys.pick(page.get_by_label("Category"), "Giving back")
    keys.write(page.get_by_label("First day"), f"{day:%d%m%Y}")
    keys.write(page.get_by_label("Last day"), f"{day:%d%m%Y}")
    keys.write(page.get_by_label("Ways of Working"), "1.5")
    keys.press("button", "Save")

    expect(page.get_by_role("row").filter(has_text="Talk on gates")).to_contain_text("1.5")
    with academy.stored():
        claim = session().scalars(select(Claim).where(Claim.title == "Talk on gates")).one()
        assert (claim.category, claim.ways_of_working) == ("giving-back", 6)
        assert (claim.started_on, claim.ended_on) == (day, day)
