import numpy as np
import pytest

from pmo_academy.maturity.rules.ladder import held_steps, raw_steps, rungs
from tests.rules.maturity.example import PALM

UNKNOWN = np.nan


def rung(scores, *, blocked=(0, 0, 0), capped=(0, 0, 0)):
    raw = raw_steps(PALM, np.array([scores], dtype=np.float64))
    steps = held_steps(
        raw, blocked=np.array([blocked], dtype=bool), capped=np.array([capped], dtype=bool)
    )
    return rungs(steps)[0]


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ((39.99, 90, 90), 0),
        ((40, 90, 90), 1),
        ((59.99, 90, 90), 1),
        ((60, 39.9, 90), 2),
        ((60, 40, 90), 4),
        ((80, 59.9, 90), 4),
        ((60, 60, 40), 7),
        ((95, 85, 80), 9),
        ((85, UNKNOWN, 90), 3),
        ((UNKNOWN, 90, 90), 0),
        ((75, 75, 60), 8),
        ((75, 85, 30), 6),
        ((75, 60, 30), 5),
    ],
)
def test_scores_climb_the_ladder(scores, expected):
    assert rung(scores) == expected


@pytest.mark.parametrize(
    ("scores", "tier", "blocked_rung", "capped_rung"),
    [((75, 80, 80), 0, 0, 1), ((75, 75, 80), 1, 2, 4), ((75, 75, 85), 2, 5, 7)],
)
def test_brakes_stop_a_tier_or_hold_it_at_basic(scores, tier, blocked_rung, capped_rung):
    brake = [at == tier for at in range(3)]

    assert rung(scores, blocked=brake) == blocked_rung
    assert rung(scores, capped=brake) == capped_rung
    assert rung(scores, blocked=brake, capped=brake) == blocked_rung


def test_a_brake_never_lifts_a_tier_without_a_step():
    assert rung((30, 90, 90), capped=(1, 0, 0)) == 0


@pytest.mark.parametrize(("missing", "expected"), [(0.9e-9, 1), (1.1e-9, 0)])
def test_limits_are_compared_with_the_tolerance_of_the_model(missing, expected):
    assert rung((40 - missing, 0, 0)) == expected
