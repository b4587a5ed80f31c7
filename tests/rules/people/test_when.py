"""The clock on the wall, over both changes of the clock."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_academy.people.rules.when import end_of_quiet, moment_of, wall_clock

BERLIN, NEW_YORK, LORD_HOWE = "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"
EVENING, MORNING = time(20), time(7)
ZONES = st.sampled_from(
    [BERLIN, NEW_YORK, LORD_HOWE, "UTC", "Asia/Kathmandu", "Pacific/Kiritimati", "America/St_Johns"]
)
MOMENTS = st.integers(1_704_000_000, 1_830_000_000).map(lambda s: datetime.fromtimestamp(s, UTC))
# Times at which a clock is never changed, so that each is shown once a day.
BY_DAY, AT_NIGHT = st.times(time(5), time(15)), st.times(time(16), time(22))


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "zone", "moment"),
    [
        (date(2026, 3, 28), BERLIN, utc(2026, 3, 28, 7)),  # the day before summer time
        (date(2026, 3, 29), BERLIN, utc(2026, 3, 29, 6)),
        (date(2026, 10, 24), BERLIN, utc(2026, 10, 24, 6)),  # the day before it ends
        (date(2026, 10, 25), BERLIN, utc(2026, 10, 25, 7)),
        (date(2026, 3, 7), NEW_YORK, utc(2026, 3, 7, 13)),
        (date(2026, 3, 8), NEW_YORK, utc(2026, 3, 8, 12)),
        (date(2026, 11, 1), NEW_YORK, utc(2026, 11, 1, 13)),
    ],
)
def test_eight_in_the_morning_on_both_sides_of_each_change(day, zone, moment):
    assert moment_of(day, time(8), zone) == moment


def test_a_time_that_the_clock_skips_means_as_much_later():
    assert wall_clock(moment_of(date(2026, 3, 29), time(2, 30), BERLIN), BERLIN).time() == time(
        3, 30
    )


def test_a_time_that_the_clock_shows_twice_means_the_first():
    assert moment_of(date(2026, 10, 25), time(2, 30), BERLIN) == utc(2026, 10, 25, 0, 30)


@pytest.mark.parametrize(
    ("moment", "ends_at"),
    [
        (utc(2026, 11, 27, 18, 59), None),
        (utc(2026, 11, 27, 19), utc(2026, 11, 28, 6)),
        (utc(2026, 11, 28, 5, 59), utc(2026, 11, 28, 6)),
        (utc(2026, 11, 28, 6), None),
        (utc(2026, 3, 28, 22), utc(2026, 3, 29, 5)),  # a night of ten hours
        (utc(2026, 10, 24, 21), utc(2026, 10, 25, 6)),  # a night of twelve hours
    ],
)
def test_quiet_hours_end_when_the_clock_shows_their_end(moment, ends_at):
    assert end_of_quiet(moment, BERLIN, start=EVENING, end=MORNING) == ends_at


def test_quiet_hours_within_a_day():
    assert end_of_quiet(utc(2026, 5, 4, 13), "UTC", start=time(12), end=time(14)) == utc(
        2026, 5, 4, 14
    )
    assert end_of_quiet(utc(2026, 5, 4, 15), "UTC", start=time(12), end=time(14)) is None


def test_the_same_time_twice_means_no_quiet_hours():
    assert end_of_quiet(utc(2026, 5, 4, 13), "UTC", start=time(13), end=time(13)) is None


def test_quiet_that_ends_in_the_hour_that_comes_twice_ends_once():
    first, second = utc(2026, 10, 25, 0, 10), utc(2026, 10, 25, 1, 10)  # both 02:10 on the wall

    assert end_of_quiet(first, BERLIN, start=EVENING, end=time(2, 30)) == utc(2026, 10, 25, 0, 30)
    assert end_of_quiet(second, BERLIN, start=EVENING, end=time(2, 30)) is None


@given(MOMENTS, ZONES, AT_NIGHT, BY_DAY)
def test_who_waits_for_the_end_waits_once_and_less_than_a_day(moment, zone, start, end):
    ends_at = end_of_quiet(moment, zone, start=start, end=end)

    if ends_at is not None:
        assert moment < ends_at <= moment + timedelta(hours=25)
        assert end_of_quiet(ends_at, zone, start=start, end=end) is None
        assert wall_clock(ends_at, zone).time() == end
