"""A record of improvement reaches over months without a gap."""

from datetime import date

import pytest

from pmo_academy.certification.rules.records import months_covered


@pytest.mark.parametrize(
    ("days", "months"),
    [
        ([], 0),
        ([date(2026, 1, 15)], 0),
        ([date(2026, 1, 15), date(2026, 4, 14)], 2),
        ([date(2026, 1, 15), date(2026, 4, 15)], 3),
        ([date(2026, 1, 1), date(2026, 12, 31)], 0),  # nothing in between: two beginnings
        ([date(2026, month, 1) for month in (1, 4, 7, 10)] + [date(2027, 1, 1)], 12),
        ([date(2027, 1, 1), *(date(2026, month, 1) for month in (10, 1, 7, 4))], 12),
        ([date(2026, 1, 1), date(2026, 4, 30), date(2026, 8, 29)], 7),
        ([date(2026, 1, 1), date(2026, 5, 1)], 0),
        ([date(2025, 8, 31), date(2025, 11, 30), date(2026, 2, 28)], 6),
        ([date(2025, 1, 1), date(2025, 3, 1), date(2026, 1, 1), date(2026, 2, 1)], 2),
    ],
)
def test_the_longest_stretch_without_a_gap_counts(days, months):
    assert months_covered(days) == months
