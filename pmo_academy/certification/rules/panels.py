"""When a case is decided: two reviewers, both for it, or it goes back."""

from collections.abc import Sequence

from pmo_academy.certification.rules.requirements import PanelState

REVIEWERS = 2


def state_of(opinions: Sequence[bool | None]) -> PanelState:
    """Return where a case stands by its reviewers' opinions; None is one not given yet.

    It waits for both even when the first is against it: the candidate gets the reasons of both.
    """
    if len(opinions) < REVIEWERS or None in opinions:
        return PanelState.WAITING
    return PanelState.PASSED if all(opinions) else PanelState.RETURNED
