"""Which questions make up today's five minutes, and how fresh a course is."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_academy.retention.rules import sessions
from pmo_academy.retention.rules.freshness import Freshness, freshness

DAY = date(2026, 11, 27)


@dataclass(frozen=True, kw_only=True)
class Card:
    due_on: date = DAY
    begun_on: date | None = None
    reviewed_on: date | None = None
    skipped_on: date | None = None
    is_answered: bool = False


def before(days):
    return DAY - timedelta(days=days)


def known(due_on=DAY, **fields):
    return Card(due_on=due_on, begun_on=before(9), reviewed_on=before(3), **fields)


def choose(*cards):
    return sessions.choose(cards, today=DAY)


def test_known_ones_come_before_new_ones_the_longest_due_first():
    new, late, soon = Card(), known(before(5)), known(before(1))
    assert choose(new, soon, late) == [late, soon, new]


def test_what_is_not_due_or_skipped_today_is_left_out():
    assert choose(known(DAY + timedelta(days=1)), known(skipped_on=DAY)) == []
    assert len(choose(known(skipped_on=before(1)))) == 1


def test_what_was_answered_is_read_first():
    reading = Card(is_answered=True)
    assert choose(known(), reading)[0] is reading


def test_at_most_five_new_ones_a_day_counting_those_of_today():
    begun = [Card(begun_on=DAY, reviewed_on=DAY, due_on=DAY + timedelta(days=2))] * 3
    assert len(choose(*[Card()] * 9)) == 5
    assert len(choose(*begun, *[Card()] * 9)) == 2


cards = st.builds(
    Card,
    due_on=st.dates(before(30), DAY + timedelta(days=30)),
    begun_on=st.sampled_from([None, before(4), DAY]),
    reviewed_on=st.sampled_from([None, before(4), DAY]),
    skipped_on=st.sampled_from([None, before(1), DAY]),
    is_answered=st.booleans(),
)


@given(st.lists(cards, max_size=40))
def test_a_day_never_holds_more_than_ten(many):
    done = sessions.done_today(many, today=DAY).done
    assert len(choose(*many)) <= max(10 - done, 0)


def test_the_next_day_is_tomorrow_for_what_is_left_over():
    assert sessions.next_day([], today=DAY) is None
    assert sessions.next_day([known(before(2))], today=DAY) == DAY + timedelta(days=1)
    assert sessions.next_day([known(DAY + timedelta(days=6))], today=DAY) == DAY + timedelta(days=6)


@pytest.mark.parametrize(("count", "minutes"), [(0, 0), (1, 1), (2, 1), (7, 4), (10, 5)])
def test_a_question_takes_half_a_minute(count, minutes):
    assert sessions.minutes(count) == minutes


@pytest.mark.parametrize(
    ("recalls", "level", "percent"),
    [
        ([0.99] * 4, Freshness.UNKNOWN, None),
        ([0.9] * 5, Freshness.FRESH, 90),
        ([0.8999] * 5, Freshness.FADING, 89),
        ([0.7] * 6, Freshness.FADING, 70),
        ([0.6999] * 5, Freshness.FADED, 69),
        ([1.0, 1.0, 1.0, 0.5, 0.5], Freshness.FADING, 80),
    ],
)
def test_freshness_is_the_average_rounded_down(recalls, level, percent):
    found = freshness(recalls)
    assert (found.level, found.percent) == (level, percent)
