"""Where something stands in the agenda."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_academy.agenda.rules.grouping import Part, part_of

FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("due_on", "part"),
    [
        (None, Part.WITHOUT_A_DAY),
        (date(2026, 11, 26), Part.OVERDUE),
        (FRIDAY, Part.THIS_WEEK),
        (date(2026, 11, 29), Part.THIS_WEEK),
        (date(2026, 11, 30), Part.LATER),
    ],
)
def test_the_week_goes_to_its_sunday(due_on, part):
    assert part_of(due_on, today=FRIDAY) is part


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 30))
def test_this_week_is_the_week_of_the_calendar(today, days):
    due_on = today + timedelta(days=days)
    same_week = due_on.isocalendar()[:2] == today.isocalendar()[:2]

    assert (part_of(due_on, today=today) is Part.THIS_WEEK) is same_week
