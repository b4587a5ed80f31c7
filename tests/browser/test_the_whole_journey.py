"""One team's whole way, in a browser, by everybody who has a part in it.

Set up, ten people answer, evidence, workshop, close, target, plan, assign, second round, change.
"""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from pmo_academy.core import clock
from pmo_academy.core.db import session, transaction
from pmo_academy.people.models import Team
from tests.browser.academy import FRESH_MANAGER, NEW
from tests.cast import make_person
from tests.rules.maturity.example import INPUT, PALM

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

ADA, TEAM = "ada@sample.test", "Retail PMO"
PERSPECTIVES = ("pmo",) * 4 + ("delivery",) * 3 + ("leadership",) * 3
LIFE_CYCLE = "STD-S1"

# The sheets of the worked example, then the first and the last of them once more.
FIRST = [*INPUT["answers"], INPUT["answers"][0], INPUT["answers"][-1]]


def improved(sheet):
    """The same person a round later: most of what the tier Control asks is one statement higher."""
    return {
        item: min(4, choice + 1) if isinstance(choice, int) and "-C" in item else choice
        for item, choice in sheet.items()
    }


@pytest.fixture
def people(academy):
    """Ten people of the team, by address; two of them were there before."""
    with academy.stored(), transaction():
        team = session().query(Team).filter_by(name=TEAM).one()
        added = [make_person(session(), f"Retail Person {n}", member_of=team) for n in range(8)]
        return [NEW, FRESH_MANAGER, *(person.email for person in added)]


@pytest.fixture
def pages(visit):
    """One page for each person."""
    kept = {}

    def page_of(email):
        if email not in kept:
            # Who only answers does so without scripts, which is quicker and as good.
            kept[email] = visit(email, java_script_enabled=email in (ADA, FRESH_MANAGER))
        return kept[email]

    return page_of


def heading(page):
    return page.get_by_role("heading", level=1)


def press(page, name):
    page.get_by_role("button", name=re.compile(f"^{name}")).first.click()


def follow(page, name):
    page.get_by_role("link", name=name).first.click()


def open_round(page, *, title, workshop):
    """Set up a round in four steps; returns its address."""
    page.goto("/assess")
    follow(page, re.compile("Open a round|New round"))
    if page.get_by_label("Team").count():
        page.get_by_label("Team").select_option(label=TEAM)
        press(page, "Continue")
    expect(heading(page)).to_have_text("What is asked")
    page.get_by_label("Title").fill(title)
    press(page, "Continue")

    expect(heading(page)).to_have_text("Who is asked")
    members = page.locator("select[name^='member-']")
    expect(members).to_have_count(len(PERSPECTIVES))
    for place, perspective in enumerate(PERSPECTIVES):
        members.nth(place).select_option(perspective)
    press(page, "Continue")

    expect(heading(page)).to_have_text("When")
    if workshop:
        page.get_by_label("Talk about the answers before").check()
    press(page, "Continue")

    expect(heading(page)).to_have_text("Privacy and preview")
    page.get_by_label("Anonymous: answers are kept without names").check()
    expect(page.get_by_text("What people read before they answer")).to_be_visible()
    page.get_by_role("button", name=re.compile("Open the round|Send invitations")).click()
    expect(heading(page)).to_have_text(title)
    return page.url


def answer(page, title, sheet):
    """Fill all sections of a questionnaire and submit it."""
    page.goto("/assess")
    page.get_by_role("link", name=re.compile(title)).first.click()
    follow(page, re.compile("^(Start|Continue)"))
    for domain in PALM.domains:
        expect(heading(page)).to_have_text(domain.name)
        for number, item in enumerate(domain.items, start=1):
            choice = sheet[item.code] or 0
            page.locator(f"input[name=q{number}][value='{choice}']").check()
        press(page, "Save and continue")
    expect(heading(page)).to_have_text("Check your answers, then submit")
    press(page, "Submit assessment")
    expect(heading(page)).to_have_text("Assessment submitted")


def bring_evidence(page, team_url):
    page.goto(f"{team_url}/evidence/new?item={LIFE_CYCLE}")
    page.get_by_label("Title").fill("Life cycle of projects, edition 4")
    page.get_by_label("A text", exact=True).check()
    page.get_by_label("Text", exact=True).fill("Published on the intranet.")
    page.get_by_label("Date of the evidence").fill(clock.today().isoformat())
    press(page, "Send for review")


def accept_evidence(page, team_url):
    page.goto(f"{team_url}/evidence")
    follow(page, "Waiting for review (1)")
    follow(page, re.compile("Life cycle of projects, edition 4"))
    press(page, "Accept")
    expect(page.get_by_text("Accepted. It counts")).to_be_visible()


def hold_workshop(lead, seats, round_url):
    """End answering, let five people vote once more on what the level hangs on, and close."""
    lead.goto(round_url)
    press(lead, "End answering and review")
    follow(lead, "Review the answers")
    press(lead, "Start the workshop")
    press(lead, "Open the next question")
    for seat in seats:
        seat.goto("/assess")
        follow(seat, re.compile("workshop", re.IGNORECASE))
        seat.locator("#vote input[type=radio]").nth(2).check()
        press(seat, "Send my vote")
        expect(seat.get_by_role("button", name="Change my vote")).to_be_visible()
    press(lead, "Show the votes")
    lead.get_by_label("Why this statement is true").fill("Leads are authorised in most projects.")
    press(lead, "Record the agreement")
    expect(lead.get_by_text("Agreed: 2")).to_be_visible()
    press(lead, "Finish the workshop")
    follow(lead, "Close the round")
    press(lead, "Close now")


def plan_ahead(page, team_url):
    """Set a target and make the plan for it: courses assigned, tasks given."""
    page.goto(f"{team_url}/target?rung=6")
    page.get_by_label("By").fill((clock.today() + timedelta(days=300)).isoformat())
    press(page, "Set the target")
    page.goto(f"{team_url}/plan?hours=12")
    follow(page, "Make this the plan")
    press(page, "Make this the plan")
    expect(heading(page)).to_contain_text("Plan")


def test_a_team_finds_out_where_it_stands_and_moves(academy, pages, people):
    lead, manager = pages(ADA), pages(FRESH_MANAGER)
    with academy.stored():
        team_url = f"/team/{session().query(Team).filter_by(name=TEAM).one().id}"

    round_url = open_round(lead, title="First look", workshop=True)
    for email, sheet in zip(people, FIRST, strict=True):
        answer(pages(email), "First look", sheet)

    bring_evidence(manager, team_url)
    accept_evidence(lead, team_url)
    hold_workshop(lead, [pages(email) for email in people[:5]], round_url)
    manager.goto(team_url)
    first_level = manager.locator(".level__name").first.inner_text()
    assert first_level.startswith("Control")
    plan_ahead(manager, team_url)

    second_url = open_round(lead, title="Second look", workshop=False)
    for email, sheet in zip(people, FIRST, strict=True):
        answer(pages(email), "Second look", improved(sheet))
    lead.goto(second_url)
    follow(lead, re.compile("^Close"))
    press(lead, "Close now")

    manager.goto(team_url)
    expect(manager.locator(".level__name").first).not_to_have_text(first_level)
    expect(manager.get_by_text("That is more than chance").first).to_be_visible()
    follow(manager, "What the plan was for, and what moved")
    expect(manager.get_by_text("more than chance").first).to_be_visible()
    expect(manager.get_by_text(re.compile("[Rr]eached")).first).to_be_visible()
