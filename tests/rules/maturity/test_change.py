from math import inf

import pytest

from pmo_academy.maturity.rules.change import (
    Change,
    Estimate,
    Population,
    Verdict,
    change,
    reliable_change,
)
from pmo_academy.maturity.rules.resampling import standard_errors
from pmo_academy.maturity.rules.scoring import score
from tests.rules.maturity.example import PALM, ROUND, SECOND_ROUND


def estimate(answers, tier):
    return Estimate(
        value=score(PALM, answers).tiers[tier], error=standard_errors(PALM, answers)[tier]
    )


def test_the_second_round_of_the_example_improved():
    found = change(estimate(ROUND, "C"), estimate(SECOND_ROUND, "C"))

    assert found.difference == pytest.approx(10.227273, abs=1e-6)
    assert found.z == pytest.approx(2.712517, abs=1e-6)
    assert found.verdict is Verdict.IMPROVED


def test_the_way_back_is_a_decline():
    found = change(estimate(SECOND_ROUND, "C"), estimate(ROUND, "C"))

    assert found.verdict is Verdict.DECLINED


@pytest.mark.parametrize(
    ("points", "error", "verdict"),
    [
        (4.99, 0.1, Verdict.NO_RELIABLE_CHANGE),
        (5, 0.1, Verdict.IMPROVED),
        (-5, 0.1, Verdict.DECLINED),
        (19.5, 10, Verdict.NO_RELIABLE_CHANGE),
        (19.6, 10, Verdict.IMPROVED),
    ],
)
def test_a_change_must_be_large_and_beyond_noise(points, error, verdict):
    after = Estimate(value=50 + points, error=error)

    assert change(Estimate(value=50, error=0), after).verdict is verdict


def test_without_any_spread_a_difference_is_certain():
    before, after = Estimate(value=50, error=0), Estimate(value=75, error=0)

    assert change(before, after) == Change(difference=25, z=inf, verdict=Verdict.IMPROVED)
    assert change(after, before) == Change(difference=-25, z=-inf, verdict=Verdict.DECLINED)
    assert change(before, before) == Change(difference=0, z=0, verdict=Verdict.NO_RELIABLE_CHANGE)


@pytest.mark.parametrize(
    "unknown", [Estimate(value=None, error=None), Estimate(value=50, error=None)]
)
def test_what_is_unknown_has_not_changed(unknown):
    assert change(unknown, Estimate(value=60, error=1)) is None
    assert change(Estimate(value=60, error=1), unknown) is None


def test_a_change_compared_with_other_pmos():
    found = reliable_change(47.5 - 32.5, Population(pmos=30, spread=7.5, reliability=0.80))

    assert found.measurement_error == pytest.approx(3.3541, abs=1e-4)
    assert found.difference_error == pytest.approx(4.7434, abs=1e-4)
    assert found.index == pytest.approx(3.1623, abs=1e-4)
    assert found.least == pytest.approx(9.2971, abs=2e-4)
    assert found.is_reliable


def test_the_least_reliable_change_is_reliable_and_less_is_not():
    among = Population(pmos=30, spread=7.5, reliability=0.80)
    least = reliable_change(15, among).least

    assert reliable_change(-least, among).is_reliable
    assert not reliable_change(least - 0.01, among).is_reliable


def test_a_comparison_needs_thirty_pmos_and_some_noise():
    assert reliable_change(15, Population(pmos=29, spread=7.5, reliability=0.80)) is None
    assert reliable_change(15, Population(pmos=30, spread=7.5, reliability=1)) is None
    assert reliable_change(15, Population(pmos=30, spread=0, reliability=0.5)) is None


def test_a_change_carries_its_comparison():
    before, after = Estimate(value=32.5, error=1), Estimate(value=47.5, error=1)

    assert change(before, after).reliable is None
    compared = change(before, after, population=Population(pmos=40, spread=7.5, reliability=0.8))
    assert compared.reliable.index == pytest.approx(3.1623, abs=1e-4)
