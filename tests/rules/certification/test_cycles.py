"""Renewal windows follow one another from the day of earning."""

import itertools
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pmo_academy.certification.rules.cycles import (
    Window,
    anniversary,
    first_window,
    following_window,
    present_window,
    years_of,
)

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 12, 31))


def test_a_leap_day_falls_back_to_the_last_day_of_february():
    assert anniversary(date(2024, 2, 29), years=3) == date(2027, 2, 28)
    assert anniversary(date(2024, 2, 29), years=4) == date(2028, 2, 29)


def test_the_first_window_ends_on_the_anniversary():
    window = first_window(date(2024, 2, 4), years=3)

    assert window == Window(starts_on=date(2024, 2, 4), ends_on=date(2027, 2, 4))
    assert window.covers(date(2024, 2, 4))
    assert window.covers(date(2027, 2, 4))
    assert not window.covers(date(2027, 2, 5))


def test_the_following_window_begins_on_the_next_day():
    window = following_window(date(2027, 2, 4), years=3)

    assert window == Window(starts_on=date(2027, 2, 5), ends_on=date(2030, 2, 4))


@given(earned_on=DAYS, years=st.integers(1, 5), later=st.integers(0, 12_000))
def test_the_present_window_covers_today_and_is_one_of_the_sequence(earned_on, years, later):
    today = earned_on + timedelta(days=later)

    found = present_window(earned_on, years=years, today=today)

    assert found.covers(today)
    window = first_window(earned_on, years=years)
    while window.ends_on < found.ends_on - timedelta(days=1):
        window = following_window(window.ends_on, years=years)
    # Counting on from a leap day may move the seam by that one day.
    assert abs((window.ends_on - found.ends_on).days) <= 1


@given(earned_on=DAYS, years=st.integers(1, 5), later=st.integers(0, 5_000))
def test_the_years_of_a_window_cover_it_without_gap_or_overlap(earned_on, years, later):
    window = present_window(earned_on, years=years, today=earned_on + timedelta(days=later))

    parts = years_of(window)

    assert len(parts) == years
    assert parts[0].starts_on == window.starts_on
    assert parts[-1].ends_on == window.ends_on
    for one, after in itertools.pairwise(parts):
        assert after.starts_on - one.ends_on == timedelta(days=1)
