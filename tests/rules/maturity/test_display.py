import pytest

from pmo_academy.maturity.rules.display import (
    Figure,
    Pattern,
    figure,
    pattern,
    rung_name,
    step_of,
    tier_of,
)
from pmo_academy.maturity.rules.scoring import score
from tests.rules.maturity.example import PALM, ROUND, all_answer, round_of

NAMES = [
    "Not established",
    "Support - basic",
    "Support - intermediate",
    "Support - advanced",
    "Control - basic",
    "Control - intermediate",
    "Control - advanced",
    "Strategic - basic",
    "Strategic - intermediate",
    "Strategic - advanced",
]


@pytest.mark.parametrize(("rung", "name"), list(enumerate(NAMES)))
def test_rungs_have_names(rung, name):
    assert rung_name(PALM, rung) == name


def test_a_rung_is_a_tier_and_a_step():
    assert (tier_of(PALM, 6).code, step_of(6)) == ("C", 3)
    assert (tier_of(PALM, 0), step_of(0)) == (None, 0)


@pytest.mark.parametrize(
    ("value", "text", "is_just_under"),
    [
        (60.927354, "60.9", False),
        (59.96, "60.0", True),
        (60.0, "60.0", False),
        (60 - 1e-12, "60.0", False),
        (59.94, "59.9", False),
        (0.25, "0.3", False),
        (0.2499999999, "0.3", False),
        (79.95, "80.0", True),
    ],
)
def test_figures_are_rounded_half_up_and_say_when_a_limit_is_missed(value, text, is_just_under):
    shown = figure(value, limits=PALM.limits.steps, tolerance=PALM.limits.tolerance)

    assert shown == Figure(text=text, is_just_under=is_just_under)


def by_tier(support, control, strategic):
    points = {"S": support, "C": control, "T": strategic}
    sheet = {item.code: points[item.tier] for item in PALM.items}
    return score(PALM, round_of(sheet))


def test_the_worked_example_acts_where_it_stands():
    assert pattern(PALM, score(PALM, ROUND)) == Pattern(
        emphasis="C", is_overreach=False, missing_base=(), inverted=()
    )


def test_acting_above_the_base_is_overreach():
    assert pattern(PALM, by_tier(1, 1, 3)) == Pattern(
        emphasis="T", is_overreach=True, missing_base=("S", "C"), inverted=(("C", "T"),)
    )


def test_a_blocked_tier_above_a_settled_base_is_overreach_too():
    result = score(PALM, round_of(all_answer(3, AUT_C1=0)))

    found = pattern(PALM, score(PALM, round_of(all_answer(3, AUT_C1=0))))

    assert result.rung == 2
    assert found.is_overreach
    assert found.missing_base == ("C",)


def test_nothing_in_use_has_no_emphasis():
    assert pattern(PALM, by_tier(0, 0, 0)).emphasis is None


def test_ten_points_more_are_not_yet_inverted():
    ten_more = score(PALM, round_of(*[all_answer(2)] * 3, consensus=_control(2.4)))
    eleven_more = score(PALM, round_of(*[all_answer(2)] * 3, consensus=_control(2.44)))

    assert pattern(PALM, ten_more).inverted == ()
    assert pattern(PALM, eleven_more).inverted == (("S", "C"),)


def test_an_unknown_tier_is_not_compared():
    sheet = {code: "D" if "-S" in code else 3 for code in PALM.item_by_code}

    assert pattern(PALM, score(PALM, round_of(sheet))).inverted == ()


def _control(value):
    return {item.code: value for item in PALM.items if item.tier == "C"}
