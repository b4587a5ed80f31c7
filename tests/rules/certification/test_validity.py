"""How long certificates hold and when they can be renewed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_academy.certification.rules.cycles import Window
from pmo_academy.certification.rules.validity import (
    GRACE,
    Renewal,
    Validity,
    first_period,
    may_renew_from,
    next_period,
    validity,
)

LAST = date(2029, 11, 30)


def test_a_first_period_ends_the_day_before_its_anniversary():
    assert first_period(date(2026, 12, 1), years=3) == Window(
        starts_on=date(2026, 12, 1), ends_on=LAST
    )


def test_of_a_29_february_no_day_is_lost():
    assert first_period(date(2028, 2, 29), years=3).ends_on == date(2031, 2, 28)
    assert first_period(date(2028, 2, 29), years=4).ends_on == date(2032, 2, 28)


@pytest.mark.parametrize("today", [date(2029, 6, 4), LAST, date(2030, 2, 28)])
def test_renewing_early_or_within_the_grace_moves_no_date(today):
    assert next_period(LAST, years=3, today=today) == Window(
        starts_on=date(2029, 12, 1), ends_on=date(2032, 11, 30)
    )


def test_after_the_grace_a_gap_stays():
    late = LAST + GRACE + timedelta(days=1)

    assert next_period(LAST, years=3, today=late).starts_on == late


@pytest.mark.parametrize(
    ("today", "is_revoked", "wanted"),
    [
        (LAST, False, Validity.VALID),
        (LAST + timedelta(days=1), False, Validity.GRACE),
        (LAST + GRACE, False, Validity.GRACE),
        (LAST + GRACE + timedelta(days=1), False, Validity.EXPIRED),
        (LAST, True, Validity.REVOKED),
    ],
)
def test_what_a_certificate_is_on_a_day(today, is_revoked, wanted):
    assert validity(LAST, is_revoked=is_revoked, today=today) is wanted


def test_it_can_be_renewed_half_a_year_before():
    assert may_renew_from(LAST) == date(2029, 6, 3)


@pytest.mark.parametrize(
    ("hours", "products", "is_earned"), [(10, 1, True), (9.5, 1, False), (10, 0, False)]
)
def test_a_renewal_needs_both_learning_and_a_work_product(hours, products, is_earned):
    found = Renewal(hours_asked=10, hours=hours, products_asked=1, products=products)

    assert found.is_earned is is_earned


@given(st.dates(date(2020, 1, 1), date(2060, 1, 1)), st.integers(1, 5))
def test_periods_follow_each_other_without_gap_or_overlap(day, years):
    first = first_period(day, years=years)
    second = next_period(first.ends_on, years=years, today=first.ends_on)

    assert second.starts_on - first.ends_on == timedelta(days=1)
    assert first.starts_on <= first.ends_on < second.starts_on <= second.ends_on
