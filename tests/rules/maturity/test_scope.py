import pytest

from pmo_academy.maturity.rules.scope import ScopeProblem, ScopeReason, scope_problems
from tests.rules.maturity.example import ITEMS, PALM

LEARNING = {code for code in ITEMS if code.startswith("LRN")}
SIX = {"MND-S2", "STD-S2", "DEV-S2", "AUT-S1", "RES-S1", "MUL-S1"}


@pytest.mark.parametrize("left_out", [set(), {"RES-S2"}, SIX, LEARNING, SIX | LEARNING])
def test_a_few_items_or_a_domain_without_floor_may_be_left_out(left_out):
    assert scope_problems(PALM, left_out) == []


@pytest.mark.parametrize(
    ("left_out", "reason", "subject"),
    [
        ({"AUT-C1"}, ScopeReason.CORE_ITEM, "AUT-C1"),
        ({"RES-S1", "RES-S2"}, ScopeReason.TOO_MANY_IN_DOMAIN, "RES"),
        (SIX | {"MON-S1"}, ScopeReason.TOO_MANY, ""),
        ({"LRN-S1", "LRN-S2"}, ScopeReason.TOO_MANY_IN_DOMAIN, "LRN"),
    ],
)
def test_what_may_not_be_left_out(left_out, reason, subject):
    assert scope_problems(PALM, left_out) == [ScopeProblem(reason=reason, subject=subject)]


def test_a_domain_that_owns_a_floor_pair_stays():
    reasons = {one.reason for one in scope_problems(PALM, {c for c in ITEMS if c[:3] == "RES"})}

    assert reasons == {ScopeReason.CORE_ITEM, ScopeReason.TOO_MANY_IN_DOMAIN}
