from statistics import stdev

import pytest

from pmo_academy.maturity.rules.careless import (
    Flag,
    PageTime,
    careless_flags,
    longest_run,
    may_exclude,
)
from tests.rules.maturity.example import INPUT, ITEMS, PALM, all_answer


def pages(*seconds):
    return [PageTime(seconds=each, items=6) for each in seconds]


@pytest.mark.parametrize("sheet", INPUT["answers"])
def test_nobody_in_the_worked_example_was_careless(sheet):
    assert careless_flags(PALM, sheet) == frozenset()


def test_the_longest_run_and_the_own_spread():
    answers = [2, 2, 2, 3, 3, 1, 1, 1, 1, 4]

    assert longest_run(answers) == 4
    assert stdev(answers) == pytest.approx(1.054093, abs=1e-6)


def test_skipped_items_are_no_run():
    assert longest_run([None, None, 1, None, 1]) == 1
    assert longest_run([]) == 0


def test_the_same_answer_everywhere_is_long_and_flat():
    assert careless_flags(PALM, all_answer(3)) == {Flag.LONG, Flag.FLAT}


def test_twenty_in_a_row_are_long_and_nineteen_are_not():
    rest = [0, 4] * 21
    twenty = dict(zip(ITEMS, [3] * 20 + rest, strict=False))
    nineteen = dict(zip(ITEMS, [3] * 19 + rest, strict=False))

    assert careless_flags(PALM, twenty) == {Flag.LONG}
    assert careless_flags(PALM, nineteen) == frozenset()


def test_few_answers_are_not_called_flat():
    few = dict.fromkeys(ITEMS[:19], 3)

    assert careless_flags(PALM, few) == frozenset()


@pytest.mark.parametrize(
    ("seconds", "is_fast"),
    [((11.9, 40), True), ((12, 40), False), ((11, 40, 40), False), ((), False)],
)
def test_half_of_the_pages_in_under_two_seconds_an_item_is_fast(seconds, is_fast):
    sheet = INPUT["answers"][0]

    assert (Flag.FAST in careless_flags(PALM, sheet, pages=pages(*seconds))) is is_fast


def test_strategy_far_above_support_in_three_domains_is_inverted():
    def sheet(*domains):
        upside_down = {
            code: 4 if "-T" in code else 1
            for code in ITEMS
            if code[:3] in domains and "-C" not in code
        }
        return {**INPUT["answers"][0], **upside_down}

    assert Flag.INVERTED in careless_flags(PALM, sheet("MND", "STD", "DEV"))
    assert Flag.INVERTED not in careless_flags(PALM, sheet("MND", "STD"))


def test_domains_without_answers_are_not_inverted():
    assert careless_flags(PALM, {}) == frozenset()


@pytest.mark.parametrize(
    ("flags", "may"),
    [
        ({Flag.FAST, Flag.FLAT}, True),
        ({Flag.LONG, Flag.FLAT}, True),
        ({Flag.FLAT, Flag.INVERTED}, False),
        ({Flag.FAST}, False),
        (set(), False),
    ],
)
def test_two_signs_of_which_one_is_speed_or_a_long_run_allow_exclusion(flags, may):
    assert may_exclude(flags) is may
