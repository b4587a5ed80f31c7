"""One question of a workshop, live: who leads and two who vote, each in a browser of their own."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from pmo_academy.core.db import transaction
from pmo_academy.maturity.models import Mode, Round, Workshop, WorkshopTopic
from pmo_academy.maturity.service import workshop as service
from pmo_academy.people.models import Person

pytestmark = pytest.mark.browser

LIVE = 10_000  # milliseconds: three rounds of asking


@pytest.fixture
def workshop(academy):
    """The workshop of the sample organisation with nothing open; its names stand beside votes."""
    with academy.stored() as session, transaction():
        one = session.scalars(select(Round).join(Workshop, Workshop.round_id == Round.id)).one()
        ada = session.scalars(select(Person).where(Person.email == "ada@sample.test")).one()
        service.skip(one, seen=session.scalar(select(Workshop.version)), by=ada)
        one.mode = Mode.NAMED
        for topic in session.scalars(select(WorkshopTopic).where(WorkshopTopic.place == 2)):
            session.delete(topic)
        return one.id


def vote(page, point, *, reason=""):
    page.get_by_role("radio").nth(point).check(timeout=LIVE)
    page.get_by_label("Your reason").fill(reason)
    page.get_by_role("button", name="my vote").click()
    expect(page.get_by_text("Your vote is in", exact=True)).to_be_visible()


def test_a_question_goes_its_way_on_three_screens_at_once(visit, workshop):
    ada, olga, samir = (visit(f"{name}@sample.test") for name in ("ada", "olga", "samirhaddad"))
    for page in (olga, samir):
        page.goto(f"/assess/{workshop}/workshop")
        expect(page.get_by_text("The next question appears here")).to_be_visible()
    ada.goto(f"/assess/rounds/{workshop}/workshop")
    ada.get_by_role("button", name="Open the next question").click()

    vote(olga, 3)
    expect(ada.locator("#voted")).to_have_text("1 of 7 people have voted.", timeout=LIVE)
    vote(samir, 0, reason="Not in my projects")
    ada.get_by_role("button", name="Show the votes").click(timeout=LIVE)

    expect(ada.get_by_text("Not agreed yet")).to_be_visible()
    for page in (olga, samir):
        expect(page.get_by_text("Not in my projects")).to_be_visible(timeout=LIVE)
        expect(page.get_by_text("The workshop has moved on.")).to_be_visible()
    ada.get_by_role("button", name="Vote again").click()
    for page in (olga, samir):
        expect(page.get_by_text("Vote 2 of at most 3")).to_be_visible(timeout=LIVE)
        vote(page, 2)
    ada.get_by_role("button", name="Show the votes").click(timeout=LIVE)
    ada.get_by_label("Why this statement is true").fill("Both looked at the same list")
    ada.get_by_role("button", name="Record the agreement").click()

    expect(ada.get_by_text("Both looked at the same list")).to_be_visible()
    expect(olga.get_by_text("The next question appears here")).to_be_visible(timeout=LIVE)


def test_what_is_being_typed_outlives_what_others_do(visit, academy, workshop):
    ada, olga = visit("ada@sample.test"), visit("olga@sample.test")
    ada.goto(f"/assess/rounds/{workshop}/workshop")
    ada.get_by_role("button", name="Open the next question").click()
    olga.goto(f"/assess/{workshop}/workshop")
    olga.get_by_role("radio").nth(1).check()
    reason = olga.get_by_label("Your reason")
    reason.fill("Half a sentence")

    with academy.stored() as session, transaction():
        session.scalars(select(Workshop)).one().version += 1

    expect(olga.get_by_text("The workshop has moved on.")).to_be_attached(timeout=LIVE)
    expect(reason).to_have_value("Half a sentence")
    expect(reason).to_be_focused()
    expect(olga.get_by_role("radio").nth(1)).to_be_checked()


def test_without_scripts_a_link_shows_how_it_stands(visit, workshop):
    ada = visit("ada@sample.test", java_script_enabled=False)
    olga = visit("olga@sample.test", java_script_enabled=False)
    olga.goto(f"/assess/{workshop}/workshop")
    ada.goto(f"/assess/rounds/{workshop}/workshop")
    ada.get_by_role("button", name="Open the next question").click()

    olga.get_by_role("link", name="Refresh").click()
    olga.get_by_role("radio").nth(2).check()
    olga.get_by_role("button", name="Send my vote").click()
    ada.get_by_role("link", name="Refresh").click()

    expect(ada.get_by_text("1 of 7 people have voted.")).to_be_visible()
    expect(ada.get_by_text("1 more vote is needed")).to_be_visible()
