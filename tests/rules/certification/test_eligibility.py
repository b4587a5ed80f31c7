"""What is needed before an exam: months without double counting, hours, schooling, windows."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_academy.certification.rules.eligibility import (
    Ask,
    AskState,
    Experience,
    Measure,
    Record,
    Schooling,
    hold,
    months_of,
)

TODAY = date(2026, 12, 1)
LED = frozenset({Measure.PROJECT, Measure.LEADING, Measure.BUSINESS})
PMP = (
    Ask(words="Leading", measure=Measure.LEADING, amount=36, schooling=Schooling.DEGREE),
    Ask(words="Leading", measure=Measure.LEADING, amount=60, schooling=Schooling.SECONDARY),
    Ask(words="Leading", measure=Measure.LEADING, amount=24, schooling=Schooling.ACCREDITED),
    Ask(words="Window", measure=Measure.WINDOW, amount=10),
    Ask(words="Education", measure=Measure.HOURS, amount=35),
)


def worked(first, last, counts_as=LED):
    return Experience(started_on=first, ended_on=last, counts_as=counts_as)


def months(*experiences, measure=Measure.LEADING, since=None):
    return months_of(experiences, measure, since=since, today=TODAY)


def test_projects_at_the_same_time_count_once():
    first = worked(date(2024, 1, 1), date(2024, 12, 31))
    inside = worked(date(2024, 3, 1), date(2024, 6, 30))
    over = worked(date(2024, 10, 1), date(2025, 6, 30))

    assert months(first) == 12
    assert months(first, inside) == 12
    assert months(inside, over, first) == 17  # 547 days are 17.97 months


def test_what_goes_on_counts_until_today_and_not_beyond():
    assert months(worked(date(2025, 12, 1), None)) == 12
    assert months(worked(date(2025, 12, 1), date(2030, 1, 1))) == 12


def test_only_the_kind_that_is_asked_for_counts():
    took_part = worked(date(2020, 1, 1), date(2024, 12, 31), frozenset({Measure.PROJECT}))

    assert months(took_part) == 0
    assert months(took_part, measure=Measure.PROJECT) == 60


def test_what_lies_before_the_window_does_not_count():
    old = worked(date(2010, 1, 1), date(2018, 12, 1))

    assert months(old, since=date(2016, 12, 1)) == 24
    assert months(old, since=date(2020, 1, 1)) == 0


@pytest.mark.parametrize(
    ("schooling", "amount"),
    [(Schooling.SECONDARY, 60), (Schooling.DEGREE, 36), (Schooling.ACCREDITED, 24)],
)
def test_schooling_decides_which_figure_holds(schooling, amount):
    answers = hold(PMP, Record(schooling=schooling), today=TODAY)

    assert [one.ask.amount for one in answers] == [amount, 35]
    assert answers[0].lacking == amount


def test_a_higher_schooling_takes_the_next_lower_figure_where_it_has_none():
    asks = (Ask(words="Agile", measure=Measure.AGILE, amount=24, schooling=Schooling.SECONDARY),)

    for schooling in Schooling:
        assert len(hold(asks, Record(schooling=schooling), today=TODAY)) == 1


def test_a_figure_for_a_higher_schooling_holds_for_nobody_below():
    asks = (Ask(words="Agile", measure=Measure.AGILE, amount=24, schooling=Schooling.DEGREE),)

    assert hold(asks, Record(schooling=Schooling.SECONDARY), today=TODAY) == ()


def test_without_schooling_nobody_can_say_what_is_missing():
    answers = hold(PMP, Record(schooling=None, hours=Decimal(35)), today=TODAY)

    assert [one.state for one in answers] == [AskState.UNKNOWN] * 3 + [AskState.MET]


def test_enough_for_every_schooling_is_enough_without_saying_which():
    record = Record(schooling=None, experiences=(worked(date(2018, 1, 1), None),))

    assert [one.state for one in hold(PMP, record, today=TODAY)][:3] == [AskState.MET] * 3


def test_the_window_of_the_body_and_that_of_an_ask_hold():
    asks = (
        Ask(words="Business", measure=Measure.BUSINESS, amount=96, within_years=15),
        Ask(words="Leading", measure=Measure.LEADING, amount=36),
        Ask(words="Window", measure=Measure.WINDOW, amount=8),
    )
    record = Record(
        schooling=Schooling.DEGREE, experiences=(worked(date(2008, 1, 1), date(2019, 12, 1)),)
    )

    business, leading = hold(asks, record, today=TODAY)

    assert (business.there, business.state) == (96, AskState.MET)
    assert (leading.there, leading.lacking) == (12, 24)


def test_an_unknown_figure_stays_unknown():
    asks = (Ask(words="Education", measure=Measure.HOURS, amount=None),)

    (answer,) = hold(asks, Record(schooling=None, hours=Decimal("7.5")), today=TODAY)

    assert (answer.state, answer.there, answer.lacking) == (AskState.UNKNOWN, Decimal("7.5"), 0)


def test_what_is_missing_of_hours_is_not_rounded():
    asks = (Ask(words="Education", measure=Measure.HOURS, amount=35),)

    (answer,) = hold(asks, Record(schooling=None, hours=Decimal("32.5")), today=TODAY)

    assert (answer.there, answer.lacking) == (Decimal("32.5"), Decimal("2.5"))


def test_what_has_no_measure_is_only_told():
    (answer,) = hold(
        (Ask(words="A certificate", measure=None, amount=1),), Record(schooling=None), today=TODAY
    )

    assert answer.state is AskState.TOLD


days = st.dates(date(2015, 1, 1), TODAY)


@given(st.lists(st.tuples(days, days), max_size=8), st.randoms(use_true_random=False))
def test_months_depend_neither_on_order_nor_on_cuts(pairs, random):
    stretches = [worked(min(pair), max(pair)) for pair in pairs]
    covered = {
        one.started_on + timedelta(days=day)
        for one in stretches
        for day in range((one.ended_on - one.started_on).days + 1)
    }
    shuffled = list(stretches)
    random.shuffle(shuffled)

    assert months(*stretches) == months(*shuffled) == int(len(covered) / (Decimal("365.25") / 12))
