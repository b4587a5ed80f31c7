import numpy as np
import pytest

from pmo_academy.maturity.rules.f_distribution import f_quantile, incomplete_beta
from pmo_academy.maturity.rules.instrument import (
    Icc,
    cronbach_alpha,
    instrument,
    intraclass,
    kendall_w,
    omega,
    one_factor_loadings,
)

# The public set "cronbach_alpha" of the pingouin library: a row for each question, Q1 to Q10, a
# digit for each of fifteen people.
LIKERT = np.array([
    [int(digit) for digit in row]
    for row in (
        "357261426544564", "243452345432553", "465363545653655", "135354335422245",
        "456242571355323", "514245226533321", "123242125324213", "453663242132442",
        "356675463743463", "255352352214554",
    )
], dtype=float).T  # fmt: skip
JUDGES = np.array(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], float
)


def test_cronbachs_alpha_of_a_public_set():
    found = cronbach_alpha(LIKERT)

    assert LIKERT.shape == (15, 10)
    assert found.alpha == pytest.approx(0.591718848599583, abs=1e-12)
    assert (round(found.low, 3), round(found.high, 3)) == (0.195, 0.840)


def test_the_six_intraclass_correlations_of_a_public_set():
    assert intraclass(JUDGES) == pytest.approx(
        {
            Icc.ONE_WAY: 0.1657,
            Icc.AGREEMENT: 0.2898,
            Icc.CONSISTENCY: 0.7148,
            Icc.MEAN_ONE_WAY: 0.4428,
            Icc.MEAN_AGREEMENT: 0.6201,
            Icc.MEAN_CONSISTENCY: 0.9093,
        },
        abs=5e-5,
    )


@pytest.mark.parametrize(
    ("loadings", "expected"), [((0.8, 0.7, 0.6, 0.5), 0.749446), ((0.7,) * 4, 0.793522)]
)
def test_omega_of_one_factor(loadings, expected):
    assert omega(loadings) == pytest.approx(expected, abs=1e-6)


def test_omega_equals_alpha_where_all_items_load_alike():
    alpha = 4 * 0.49 / (1 + 3 * 0.49)

    assert omega((0.7,) * 4) == pytest.approx(alpha)


@pytest.mark.parametrize("loadings", [(0.8, 0.7, 0.6, 0.5), (0.9, 0.4, 0.7, 0.6, 0.3)])
def test_loadings_are_found_again_in_data_made_of_them(loadings):
    wanted = np.outer(loadings, loadings)
    np.fill_diagonal(wanted, 1)
    noise = np.random.default_rng(1).normal(size=(60, len(loadings)))
    noise -= noise.mean(axis=0)
    whitened = noise @ np.linalg.inv(np.linalg.cholesky(noise.T @ noise)).T
    rows = whitened @ np.linalg.cholesky(wanted).T

    assert one_factor_loadings(rows) == pytest.approx(loadings, abs=1e-4)
    assert one_factor_loadings(-rows) == pytest.approx(loadings, abs=1e-4)


@pytest.mark.parametrize(
    ("ranks", "expected"),
    [
        ([[1, 2, 3, 4], [1, 3, 2, 4], [2, 1, 3, 4]], 0.777778),
        ([[1, 2.5, 2.5, 4], [1, 2, 3, 4], [1.5, 1.5, 3, 4]], 0.940476),
    ],
)
def test_agreement_on_an_order(ranks, expected):
    assert kendall_w(np.array(ranks, float)) == pytest.approx(expected, abs=1e-6)


def test_nobody_prefers_anything():
    assert kendall_w(np.full((3, 4), 2.5)) is None


def test_an_instrument_is_judged_from_thirty_pmos_on():
    rows = np.vstack([LIKERT, LIKERT + 0.5])

    found = instrument(rows)

    assert instrument(rows[:29]) is None
    assert found.pmos == 30
    assert found.alpha == cronbach_alpha(rows)
    assert found.icc == intraclass(rows)
    assert found.omega == pytest.approx(omega(one_factor_loadings(rows)))


@pytest.mark.parametrize(
    "rows", [np.full((30, 4), 2.0), np.ones((30, 1)), np.ones((30, 2))], ids=str
)
def test_without_differences_there_is_nothing_to_judge(rows):
    found = instrument(rows)

    assert (found.alpha, found.omega, found.icc) == (None, None, None)


def test_one_pmo_tells_nothing_about_items():
    assert cronbach_alpha(LIKERT[:1]) is None


def test_targets_that_are_judged_alike_do_not_correlate():
    found = intraclass(np.array([[1.0, 2.0], [1.0, 2.0]]))

    assert found[Icc.CONSISTENCY] == 0


@pytest.mark.parametrize(
    ("share", "above", "below", "expected"),
    [
        (0.95, 1, 10, 4.9646),
        (0.95, 5, 20, 2.7109),
        (0.975, 10, 10, 3.7168),
        (0.025, 10, 10, 1 / 3.7168),
    ],
)
def test_quantiles_are_those_of_printed_tables(share, above, below, expected):
    assert f_quantile(share, above, below) == pytest.approx(expected, rel=2e-5)


def test_the_incomplete_beta_function_at_its_ends_and_in_the_middle():
    assert [incomplete_beta(at, 2, 3) for at in (-1, 0, 1, 2)] == [0, 0, 1, 1]
    assert incomplete_beta(0.5, 4, 4) == pytest.approx(0.5)
    assert incomplete_beta(0.25, 1, 1) == pytest.approx(0.25)


def test_items_that_have_nothing_in_common_get_loadings_all_the_same():
    rows = np.random.default_rng(3).normal(size=(30, 3))

    found = one_factor_loadings(rows)

    assert all(-1 <= loading <= 1 for loading in found)
