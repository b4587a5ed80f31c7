import random
from dataclasses import replace

import numpy as np
import pytest

from pmo_academy.maturity.rules.resampling import (
    Bootstrap,
    Support,
    bootstrap,
    drawn_times,
    interval,
    standard_errors,
)
from pmo_academy.maturity.rules.scoring import score
from tests.rules.maturity.example import PALM, ROUND, SECOND_ROUND, all_answer, round_of

DRAWN = bootstrap(PALM, ROUND, seed=2024)


def near(expected):
    return pytest.approx(expected, abs=1e-6)


def test_the_worked_example_has_its_intervals():
    assert DRAWN.tiers["S"] == near((65.812676, 75.553532))
    assert DRAWN.tiers["C"] == near((56.118101, 66.193435))
    assert DRAWN.tiers["T"] == near((33.825834, 42.143415))
    assert DRAWN.composite == near((54.626938, 63.864370))


def test_the_worked_example_has_its_support():
    assert DRAWN.rungs == {4: 1979, 7: 16, 0: 3, 5: 2}
    assert DRAWN.support == 0.9985
    assert DRAWN.wording is Support.FIRM


def test_draws_are_those_of_the_standard_generator():
    standard = random.Random(42)  # noqa: S311 (repeatable, not secret)
    calls = [standard.choices(range(8), k=8) for _ in range(2000)]

    times = drawn_times(42, people=8, replicates=2000)

    assert times.tolist() == [[call.count(person) for person in range(8)] for call in calls]


def test_the_bootstrap_of_a_mean():
    times = drawn_times(42, people=8, replicates=2000)

    means = times @ np.array([2, 3, 3, 1, 4, 2, 3, 2]) / 8

    assert interval(means) == (1.875, 3.125)
    assert means[:5].tolist() == [2.25, 2.625, 2.875, 2.625, 3.125]


def test_the_exact_bootstrap_of_a_mean():
    means = [(a + b + c) / 3 for a in (1, 2, 3) for b in (1, 2, 3) for c in (1, 2, 3)]

    _values, counts = np.unique(np.round(means, 9), return_counts=True)
    assert counts.tolist() == [1, 3, 6, 7, 6, 3, 1]
    assert interval(np.array(means)) == near((1.216667, 2.783333))


def test_intervals_interpolate_linearly():
    low, high = interval(np.array([1.0, 2.0, 3.0, 4.0]))

    assert (low, high) == near((1.075, 3.925))
    shares = [0.25, 0.5, 0.75, 0.025]
    assert np.quantile([1, 2, 3, 4], shares).tolist() == near([1.75, 2.5, 3.25, 1.075])


def test_replicates_without_a_score_do_not_vote():
    assert interval(np.array([1.0, np.nan, 1.0])) == (1, 1)
    assert interval(np.array([np.nan])) is None


def test_no_interval_below_five_respondents():
    assert bootstrap(PALM, round_of(*[all_answer(3)] * 4), seed=1) is None


def test_an_unknown_tier_has_no_interval():
    sheet = {code: "D" if "-T" in code else 3 for code in all_answer(3)}

    drawn = bootstrap(PALM, round_of(*[sheet] * 5), seed=1, replicates=10)

    assert drawn.tiers["T"] is None
    assert drawn.tiers["S"] == (75, 75)
    assert drawn.composite is None
    assert drawn.rungs == {5: 10}


def test_a_consensus_value_holds_in_every_draw():
    agreed = replace(ROUND, consensus={"AUT-C1": 0})

    assert max(bootstrap(PALM, agreed, seed=1, replicates=50).rungs) == 2


@pytest.mark.parametrize(
    ("support", "wording"),
    [
        (0.90, Support.FIRM),
        (0.899, Support.LIKELY),
        (0.60, Support.LIKELY),
        (0.599, Support.PROVISIONAL),
    ],
)
def test_support_in_one_word(support, wording):
    drawn = Bootstrap(seed=1, replicates=1000, tiers={}, composite=None, rungs={}, support=support)

    assert drawn.wording is wording


def test_the_worked_example_has_its_standard_errors():
    assert standard_errors(PALM, ROUND) == near({"S": 2.678780, "C": 2.772775, "T": 2.164548})
    assert standard_errors(PALM, SECOND_ROUND)["C"] == near(2.554923)


def test_standard_errors_are_those_of_leaving_out_one_respondent():
    scores = [
        score(PALM, replace(ROUND, responses=ROUND.responses[:at] + ROUND.responses[at + 1 :]))
        for at in range(8)
    ]
    support = np.array([one.tiers["S"] for one in scores])

    expected = np.sqrt(7 / 8 * ((support - support.mean()) ** 2).sum())

    assert standard_errors(PALM, ROUND)["S"] == pytest.approx(expected)


def test_one_respondent_has_no_standard_error():
    assert standard_errors(PALM, round_of(all_answer(3))) == {"S": None, "C": None, "T": None}
    assert standard_errors(PALM, round_of()) == {"S": None, "C": None, "T": None}


def test_a_tier_that_needs_everybody_has_no_standard_error():
    sheet = {code: "D" if "-T" in code else 3 for code in all_answer(3)}
    rounds = round_of(*[all_answer(3)] * 3, *[sheet] * 3)

    assert standard_errors(PALM, rounds) == {"S": 0, "C": 0, "T": None}
