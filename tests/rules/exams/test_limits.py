from datetime import UTC, datetime, timedelta

from pmo_academy.exams.rules.limits import (
    Policy,
    Sitting,
    allowance,
    deadline,
    is_over,
    minutes_allowed,
)

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
THREE = Policy(tries=3, per_days=30)


def sat(days, hours=1):
    began = NOW - timedelta(days=days)
    return Sitting(started_at=began, submitted_at=began + timedelta(hours=hours))


def test_without_limits_one_may_always_begin():
    free = allowance(Policy(), [sat(1), sat(0.5)], now=NOW)
    assert (free.left, free.next_at, free.may_start) == (None, None, True)


def test_tries_within_days_come_free_one_after_the_other():
    assert allowance(THREE, [sat(31), sat(3), sat(2)], now=NOW).left == 1
    spent = allowance(THREE, [sat(29), sat(3), sat(2)], now=NOW)
    assert (spent.left, spent.may_start) == (0, False)
    assert spent.next_at == NOW + timedelta(days=1)


def test_a_try_counts_until_its_last_day_is_over():
    assert allowance(Policy(tries=1, per_days=30), [sat(30)], now=NOW).may_start


def test_tries_without_days_are_spent_for_good():
    spent = allowance(Policy(tries=1), [sat(400)], now=NOW)
    assert (spent.left, spent.next_at, spent.may_start) == (0, None, False)


def test_between_two_tries_one_waits_from_the_end_of_the_last():
    waiting = allowance(Policy(wait_hours=24), [sat(0.5)], now=NOW)
    assert waiting.next_at == NOW + timedelta(hours=13)
    assert not waiting.may_start
    assert allowance(Policy(wait_hours=24), [sat(3)], now=NOW).may_start
    begun = Sitting(started_at=NOW, submitted_at=None)
    assert allowance(Policy(wait_hours=24), [begun], now=NOW).may_start


def test_extra_time_moves_the_deadline():
    assert deadline(NOW, minutes_limit=30) == NOW + timedelta(minutes=30)
    assert deadline(NOW, minutes_limit=30, extra_percent=25) == NOW + timedelta(minutes=37.5)
    assert minutes_allowed(30, 25) == 38


def test_time_is_up_at_the_deadline_itself():
    assert not is_over(None, now=NOW)
    assert not is_over(NOW + timedelta(seconds=1), now=NOW)
    assert is_over(NOW, now=NOW)
