"""A manager reads how far the team is, on a phone without scripts, and takes the file along."""

import csv
from datetime import date

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
MAX = "max@sample.test"


@pytest.fixture
def context(browser, academy):
    made = browser.new_context(
        base_url=academy.address,
        viewport={"width": 320, "height": 640},
        java_script_enabled=False,
        locale="en-GB",
    )
    academy.sign_in(made, MAX)
    yield made
    made.close()


def test_people_courses_funnel_and_the_file_agree(context):
    phone = context.new_page()
    phone.goto("/team")
    phone.get_by_role("link", name="People", exact=True).press("Enter")
    courses = phone.get_by_role("table", name="Courses by person")
    lena = courses.get_by_role("row", name="Lena Ortiz")
    expect(lena).to_contain_text("Done")

    with phone.expect_download() as coming:
        phone.get_by_role("link", name="Download all people and courses").press("Enter")
    rows = csv.DictReader(coming.value.path().read_text("utf-8").splitlines())
    mine = {row["Course"]: row for row in rows if row["Name"] == "Lena Ortiz"}
    day = date.fromisoformat(mine["PA-04"]["Due"])
    due_on = f"{day.day} {day:%B %Y}"
    expect(lena).to_contain_text(f"due {due_on}")
    assert mine["PA-01"]["State"] == "Done"
    assert f"{mine['PA-01']['Freshness']} %" in lena.inner_text()

    phone.get_by_role("link", name="Lena Ortiz").first.press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Lena Ortiz")
    expect(phone.get_by_text(f"due on {due_on}")).to_be_visible()


def test_a_whole_track_is_given_to_the_team(context):
    phone = context.new_page()
    phone.goto("/team")
    phone.get_by_role("link", name="Assigned learning").press("Enter")
    phone.get_by_role("link", name="Assign a whole track").press("Enter")
    phone.get_by_label("Track").select_option(label="PMO Academy Foundation")
    phone.get_by_label("Everybody in the team").check()
    phone.get_by_role("button", name="Assign track").press("Enter")

    expect(phone.get_by_text("courses of people are new")).to_be_visible()
    expect(phone.get_by_role("table")).to_contain_text("What a PMO is - and what it is not")
