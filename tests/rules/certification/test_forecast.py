"""Where a cycle will stand at its end at the present pace."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_academy.certification.rules.cycles import Window
from pmo_academy.certification.rules.forecast import forecast
from pmo_academy.certification.rules.renewal import (
    Activity,
    Category,
    CreditRules,
    Measure,
    Unit,
)

CYCLE = Window(starts_on=date(2024, 2, 4), ends_on=date(2027, 2, 4))
TODAY = date(2026, 2, 4)
RULES = CreditRules(
    unit=Unit.PDU,
    cycle_years=3,
    figures={
        Measure.TOTAL: Decimal(60),
        Measure.EDUCATION: Decimal(35),
        Measure.BUSINESS_ACUMEN: Decimal(8),
        Measure.POWER_SKILLS: None,
        Measure.GIVING_BACK: Decimal(25),
    },
)


def learned(day, *, ways=0, business=0, category=Category.EDUCATION):
    return Activity(
        category=category,
        ended_on=day,
        ways_of_working=Decimal(ways),
        business_acumen=Decimal(business),
    )


def shortfalls(*activities, today=TODAY, rules=RULES):
    found = forecast(rules, activities, cycle=CYCLE, today=today)
    return {one.measure: one.lacking for one in found.shortfalls}


def test_what_was_reached_in_a_year_is_reached_again_in_the_next():
    found = shortfalls(
        learned(date(2025, 1, 1), ways=20), learned(date(2025, 8, 1), ways=15, business=3)
    )

    assert found == {Measure.TOTAL: Decimal(4), Measure.BUSINESS_ACUMEN: Decimal(2)}


def test_less_time_left_makes_less_of_the_same_pace():
    found = shortfalls(learned(date(2026, 6, 1), business=4), today=date(2026, 11, 22))

    # 4 in 365 days are 0.81 in the 74 days left: 8 - 4 - 0.81 = 3.19, in quarters 3.25.
    assert found[Measure.BUSINESS_ACUMEN] == Decimal("3.25")


def test_what_a_maximum_keeps_out_is_no_pace():
    back = [learned(date(2025, 8, 1), ways=60, category=Category.GIVING_BACK)]

    assert shortfalls(*back)[Measure.TOTAL] == Decimal(10)  # 25 count, and 25 more would


def test_nothing_is_short_when_the_pace_is_enough():
    assert shortfalls(learned(date(2025, 8, 1), ways=40, business=10)) == {}


def test_the_pace_is_measured_from_the_beginning_of_a_young_cycle():
    found = forecast(
        RULES, [learned(date(2024, 3, 1), ways=10)], cycle=CYCLE, today=date(2024, 5, 14)
    )

    assert found.since == CYCLE.starts_on


@pytest.mark.parametrize(
    ("rules", "today"),
    [
        (RULES, date(2024, 4, 3)),  # 59 days old
        (RULES, date(2027, 2, 5)),  # over
        (CreditRules(unit=Unit.CPD, cycle_years=3, figures={Measure.YEARLY: Decimal(20)}), TODAY),
    ],
)
def test_there_is_none_where_a_pace_says_nothing(rules, today):
    assert forecast(rules, [], cycle=CYCLE, today=today) is None


@given(
    st.lists(st.tuples(st.dates(date(2024, 2, 4), TODAY), st.integers(0, 160)), max_size=12),
    st.integers(1, 400),
)
def test_more_credit_never_makes_it_worse(done, more):
    activities = [learned(day, ways=Decimal(quarters) / 4) for day, quarters in done]
    extra = learned(TODAY, ways=Decimal(more) / 4)

    before, after = shortfalls(*activities), shortfalls(*activities, extra)

    assert all(after.get(measure, 0) <= lacking for measure, lacking in before.items())
    assert set(after) <= set(before)
    assert all(lacking % Decimal("0.25") == 0 and lacking > 0 for lacking in before.values())
