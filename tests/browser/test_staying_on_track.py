"""Lena reads what is due, ends her digest and takes her days into a calendar."""

from datetime import date
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from icalendar import Calendar
from playwright.sync_api import expect
from sqlalchemy import select

from pmo_academy.learning.models import Assignment, CourseEdition
from pmo_academy.people.models import Person, Preference

pytestmark = pytest.mark.browser

LENA = "lena@sample.test"


def test_from_the_agenda_to_a_calendar_program(visit, academy):
    page = visit(LENA)
    page.goto("/")
    page.get_by_role("region", name="To do").get_by_role("link", name="All").or_(
        page.get_by_role("link", name="Your agenda").last
    ).first.click()
    page.wait_for_url("**/me/agenda")
    expect(page.get_by_role("heading", name="Your agenda")).to_be_visible()

    page.goto("/me/preferences")
    page.get_by_label("Weekly digest").uncheck()
    page.get_by_role("button", name="Save preferences").click()
    expect(page.get_by_text("Your preferences are saved.")).to_be_visible()
    expect(page.get_by_label("Weekly digest")).not_to_be_checked()

    page.get_by_role("button", name="Make a calendar link").click()
    link = page.get_by_label("Your calendar link").input_value()

    with urlopen(academy.address + urlsplit(link).path) as answer:  # noqa: S310
        calendar = Calendar.from_ical(answer.read())
    days = {str(event["summary"]): event["dtstart"].dt for event in calendar.walk("VEVENT")}
    with academy.stored() as session:
        lena = session.scalars(select(Person).where(Person.email == LENA)).one()
        assert session.get(Preference, lena.id).mails_digest is False
        given = session.execute(
            select(CourseEdition.title, Assignment.due_on)
            .join(CourseEdition, CourseEdition.code == Assignment.course_code)
            .where(Assignment.person_id == lena.id, CourseEdition.is_latest)
        ).all()
    assert given
    for title, due_on in given:
        assert any(title in words and day == due_on for words, day in days.items()), title
    assert all(type(day) is date for day in days.values())
