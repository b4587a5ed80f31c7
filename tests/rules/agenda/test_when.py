"""One digest in each week of the calendar, on Monday at eight, whatever the clocks do."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_academy.agenda.rules.when import Week, week_due, week_of

BERLIN = "Europe/Berlin"
ZONES = st.sampled_from(sorted(available_timezones()))
STARTS = st.integers(1_704_000_000, 1_830_000_000).map(lambda s: datetime.fromtimestamp(s, UTC))


@pytest.mark.parametrize(
    ("moment", "week"),
    [
        (datetime(2026, 3, 30, 5, 59, tzinfo=UTC), None),  # the first Monday of summer time
        (datetime(2026, 3, 30, 6, tzinfo=UTC), Week(year=2026, number=14)),
        (datetime(2026, 10, 26, 6, 59, tzinfo=UTC), None),  # the first Monday after it
        (datetime(2026, 10, 26, 7, tzinfo=UTC), Week(year=2026, number=44)),
        (datetime(2026, 10, 27, 22, 59, tzinfo=UTC), Week(year=2026, number=44)),
        (datetime(2026, 10, 27, 23, tzinfo=UTC), None),  # Wednesday has begun
        (datetime(2026, 12, 28, 7, tzinfo=UTC), Week(year=2026, number=53)),
        (datetime(2027, 1, 4, 7, tzinfo=UTC), Week(year=2027, number=1)),
    ],
)
def test_monday_at_eight_on_both_sides_of_each_change(moment, week):
    assert week_due(moment, BERLIN) == week


def test_the_first_days_of_a_year_may_belong_to_the_last_week_of_the_one_before():
    assert week_of(date(2027, 1, 1)) == Week(year=2026, number=53)
    assert week_of(date(2027, 1, 1)).monday == date(2026, 12, 28)


@given(STARTS, ZONES, st.integers(1, 3600))
def test_each_week_has_exactly_one_digest_at_eight_on_monday(start, zone, second):
    """A look every hour, for five weeks; a week is written down once, as the table does."""
    looks = [start + timedelta(hours=hour, seconds=second) for hour in range(24 * 7 * 5)]
    written: dict[Week, datetime] = {}
    for look in looks:
        week = week_due(look, zone)
        if week is not None and week not in written:
            written[week] = look.astimezone(ZoneInfo(zone))

    whole = list(written.values())[1:]
    assert len(written) in (5, 6)
    for shown in whole:
        assert shown.isoweekday() == 1
        assert shown.replace(tzinfo=None) - shown.replace(
            tzinfo=None, hour=8, minute=0, second=0
        ) < timedelta(hours=2)
    assert max(Counter(week_of(shown.date()) for shown in written.values()).values()) == 1
