"""When a question comes back: FSRS-6 by whole days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_academy.retention.rules.scheduling import (
    LONGEST_DAYS,
    Memory,
    Phase,
    Rating,
    predicted,
    rating_of,
    recall,
    review,
)

DAY = date(2026, 11, 27)
ratings = st.sampled_from(Rating)
histories = st.lists(st.tuples(ratings, st.integers(0, 400)), min_size=1, max_size=12)


def after(history, start=DAY):
    """What is known after these ratings, each so many days after the one before."""
    memory, day = Memory(due_on=start), start
    for rating, days in history:
        day += timedelta(days=days)
        memory = review(memory, rating, today=day)
    return memory, day


@pytest.mark.parametrize(
    ("rating", "days"),
    [(Rating.AGAIN, 1), (Rating.HARD, 1), (Rating.GOOD, 2), (Rating.EASY, 8)],
)
def test_the_first_interval_is_the_published_stability_in_whole_days(rating, days):
    memory = review(Memory(due_on=DAY), rating, today=DAY)

    assert memory.due_on == DAY + timedelta(days=days)
    assert memory.phase is Phase.REVIEW
    assert memory.stability == pytest.approx(
        {"again": 0.212, "hard": 1.2931, "good": 2.3065, "easy": 8.2956}[rating]
    )


@given(histories)
def test_it_comes_back_after_at_least_a_day_and_within_a_year(history):
    memory, day = after(history)

    assert timedelta(days=1) <= memory.due_on - day <= timedelta(days=LONGEST_DAYS)
    assert memory.stability > 0
    assert 1 <= memory.difficulty <= 10
    assert memory.reviewed_on == day


@given(histories)
def test_the_same_answers_lead_to_the_same_day(history):
    assert after(history) == after(history)


@given(histories, st.integers(0, 60))
def test_the_better_it_was_known_the_later_it_comes_back(history, days):
    memory, day = after(history)
    today = day + timedelta(days=days)
    dues = [review(memory, rating, today=today).due_on for rating in Rating]

    assert dues == sorted(dues)


@given(histories, st.integers(0, 800))
def test_what_is_not_practised_fades(history, days):
    memory, day = after(history)
    now = recall(memory.stability, day, today=day + timedelta(days=days))
    later = recall(memory.stability, day, today=day + timedelta(days=days + 2))

    assert 0 < later < now < 1


def test_nine_of_ten_are_known_after_as_many_days_as_it_is_stable():
    assert recall(30.0, DAY, today=DAY + timedelta(days=30)) == pytest.approx(0.9)


def test_on_its_day_a_review_says_what_will_be_known_tomorrow():
    tomorrow = recall(0.212, DAY, today=DAY + timedelta(days=1))

    assert recall(0.212, DAY, today=DAY) == tomorrow < 0.8


def test_before_the_first_time_nothing_is_predicted():
    memory = Memory(due_on=DAY)
    assert predicted(memory, today=DAY) is None

    known = review(memory, Rating.GOOD, today=DAY)
    tomorrow = DAY + timedelta(days=1)
    assert predicted(known, today=tomorrow) == recall(known.stability, DAY, today=tomorrow)


@pytest.mark.parametrize(
    ("is_right", "felt", "rating"),
    [
        (False, "easy", Rating.AGAIN),
        (True, "hard", Rating.HARD),
        (True, "good", Rating.GOOD),
        (True, "easy", Rating.EASY),
        (True, "nonsense", Rating.GOOD),
    ],
)
def test_a_wrong_answer_is_again_whatever_was_felt(is_right, felt, rating):
    assert rating_of(is_right=is_right, felt=felt) is rating
