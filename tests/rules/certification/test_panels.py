"""A case is decided by two opinions."""

import pytest

from pmo_academy.certification.rules.panels import state_of
from pmo_academy.certification.rules.requirements import PanelState


@pytest.mark.parametrize(
    ("opinions", "state"),
    [
        ([], PanelState.WAITING),
        ([True], PanelState.WAITING),
        ([False], PanelState.WAITING),
        ([True, None], PanelState.WAITING),
        ([False, None], PanelState.WAITING),
        ([True, True], PanelState.PASSED),
        ([True, False], PanelState.RETURNED),
        ([False, False], PanelState.RETURNED),
    ],
)
def test_both_have_to_be_for_it(opinions, state):
    assert state_of(opinions) is state
