import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pmo_academy.maturity.rules.agreement import (
    agreement,
    domain_agreement,
    item_agreement,
    ordinal_alpha,
)
from tests.rules.maturity.example import ITEMS, PALM, ROUND, all_answer, round_of

AGREED = agreement(PALM, ROUND)
FOUR_CODERS = (
    "1 2 3 3 2 1 4 1 2 . . . / 1 2 3 3 2 2 4 1 2 5 . 3"
    "/ . 3 3 3 2 3 4 2 2 5 1 . / 1 2 3 3 2 4 4 1 2 5 1 ."
)
THREE_CODERS = (
    ". . . . . 3 4 1 2 1 1 3 3 . 3 / 1 . 2 1 3 3 4 3 . . . . . . ./ . . 2 1 3 4 4 . 2 1 1 3 3 . 4"
)


def ratings(text):
    """Rows of one digit a rating; a full stop is a missing one."""
    rows = [row.split() for row in text.split("/")]
    return np.array([[np.nan if cell == "." else float(cell) for cell in row] for row in rows])


def test_the_worked_example_agrees_on_all_items_but_one():
    status = AGREED.items["RES-S1"]

    assert AGREED.low_items == ("RES-S1",)
    assert status.rwg == pytest.approx(0.651786, abs=1e-6)
    assert status.deviation == pytest.approx(0.625)
    assert status.is_low
    assert not status.is_spread


def test_the_worked_example_has_its_overall_agreement():
    assert AGREED.mean_rwg == pytest.approx(0.857847, abs=1e-6)
    assert AGREED.alpha == pytest.approx(0.567045, abs=1e-6)


@pytest.mark.parametrize(
    ("given_ratings", "rwg", "deviation"),
    [((3, 3, 4, 3, 2), 0.75, 0.40), ((0, 0, 4, 4), 0, 2.0), ((2, 2, 2, 2, 3), 0.90, 0.20)],
)
def test_agreement_on_one_item(given_ratings, rwg, deviation):
    found = item_agreement(np.array(given_ratings, dtype=float))

    assert found.rwg == pytest.approx(rwg)
    assert found.deviation == pytest.approx(deviation)
    assert found.count == len(given_ratings)


def test_agreement_on_a_domain():
    columns = ratings("3 2 3 / 3 3 2 / 4 2 3 / 2 3 3").T
    items = [item_agreement(column) for column in columns]

    assert [item.variance for item in items] == pytest.approx([0.6667, 0.3333, 0.25], abs=1e-4)
    assert domain_agreement(items) == pytest.approx(0.791667, abs=1e-6)


def test_the_limits_themselves_are_not_low():
    seventy_percent = item_agreement(np.repeat([0.0, 1.0, 2.0], [3, 5, 3]))
    five_sixths = item_agreement(np.array([0, 1, 1, 1, 2, 4], dtype=float))

    assert seventy_percent.rwg == pytest.approx(0.70)
    assert not seventy_percent.is_low
    assert item_agreement(np.repeat([0.0, 1.0, 2.0], [3, 4, 3])).is_low
    assert five_sixths.deviation == pytest.approx(5 / 6)
    assert not five_sixths.is_spread
    assert item_agreement(np.array([0, 0, 4, 4], dtype=float)).is_spread


def test_two_ratings_say_nothing_about_agreement():
    few = agreement(PALM, round_of(all_answer(3), all_answer(2)))

    assert item_agreement(np.array([1.0, 2.0])) is None
    assert set(few.items.values()) == {None}
    assert few.domains["MND"] is None
    assert few.mean_rwg is None
    assert few.low_items == ()


def test_items_out_of_scope_are_not_looked_at():
    left_out = agreement(PALM, round_of(*[all_answer(3)] * 3, out_of_scope=frozenset({"RES-S2"})))

    assert left_out.items["RES-S2"] is None
    assert left_out.items["RES-S1"].rwg == 1


@pytest.mark.parametrize(("text", "alpha"), [(FOUR_CODERS, 0.815388), (THREE_CODERS, 0.806721)])
def test_alpha_of_published_data(text, alpha):
    assert ordinal_alpha(ratings(text)) == pytest.approx(alpha, abs=1e-6)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (FOUR_CODERS, {"nominal": 0.743, "ordinal": 0.815, "interval": 0.849}),
        (THREE_CODERS, {"nominal": 0.691358, "ordinal": 0.806721, "interval": 0.810845}),
    ],
)
def test_the_library_gives_alpha_as_published_on_every_scale(text, expected):
    found = {
        scale: krippendorff.alpha(reliability_data=ratings(text), level_of_measurement=scale)
        for scale in expected
    }

    assert found == pytest.approx(expected, abs=5e-4 if text == FOUR_CODERS else 1e-6)


@pytest.mark.parametrize("text", ["1 2 3", "2 2 / 2 2", ". . / . .", "1 1 2 / 1 1 ."])
def test_alpha_is_unknown_without_pairs_or_differences(text):
    assert ordinal_alpha(ratings(text)) is None


def test_alpha_of_nobody_is_unknown():
    assert agreement(PALM, round_of()).alpha is None


@given(arrays(np.int8, (4, 6), elements=st.integers(-1, 4)))
def test_alpha_is_never_above_one_and_unknown_only_without_differences(codes):
    grid = np.where(codes < 0, np.nan, codes.astype(float))
    alpha = ordinal_alpha(grid)

    rated = grid[:, (codes >= 0).sum(axis=0) > 1]
    assert (alpha is None) is (len(np.unique(rated[~np.isnan(rated)])) < 2)
    assert alpha is None or alpha <= 1


def test_every_item_of_the_model_is_looked_at():
    assert tuple(AGREED.items) == ITEMS
