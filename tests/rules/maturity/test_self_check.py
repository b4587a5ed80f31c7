"""The self-check: the rules of a round for one person and the quick form."""

import pytest

from pmo_academy.maturity.rules.model import Form
from pmo_academy.maturity.rules.scoring import BrakeKind
from pmo_academy.maturity.rules.self_check import is_enough, quick_items, self_check
from tests.rules.maturity.example import PALM as MODEL


def answers(value, **others):
    """The same answer to every question of the quick form, but for some."""
    given = {item.code: value for item in quick_items(MODEL)}
    return given | {code.replace("_", "-"): one for code, one in others.items()}


def test_the_quick_form_has_twenty_questions_in_the_order_of_the_model():
    asked = quick_items(MODEL)

    assert len(asked) == 20
    assert {item.code for item in asked} | MODEL.outside_of(Form.QUICK) == set(MODEL.item_by_code)
    assert [item.code for item in asked] == [
        item.code for item in MODEL.items if item in asked
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "tier"),
    [(0, None), (1, None), (2, "Support"), (3, "Strategic"), (4, "Strategic"), ("D", None)],
)
def test_the_same_answer_everywhere(value, tier):
    """As the oracle of the gate tests: 0 and 1 earn nothing, 2 rung 1, 3 rung 8, 4 rung 9."""
    result = self_check(MODEL, answers(value))

    assert (result.tier.name if result.tier else None) == tier


def test_a_decisive_question_holds_the_tier_and_is_the_first_step():
    result = self_check(MODEL, answers(3, AUT_C1=1))

    assert result.tier.name == "Control"
    assert [(one.kind, one.item.code) for one in result.holds if one.item] == [
        (BrakeKind.CORE_CAP, "AUT-C1")
    ]
    assert [one.domain.code for one in result.holds if not one.item] == ["AUT"]
    assert result.short_of is None
    assert result.steps[0].item == "AUT-C1"
    assert result.steps[0].next_anchor == MODEL.item_by_code["AUT-C1"].anchors[2]


def test_not_knowing_a_decisive_question_stops_its_tier():
    result = self_check(MODEL, answers(3, MND_S1="D"))

    assert result.tier is None
    assert [(one.kind, one.is_known) for one in result.holds] == [(BrakeKind.CORE_BLOCK, False)]
    assert result.unknown == {"MND-S1"}
    assert result.steps[0].item == "MND-S1"


def test_without_a_brake_the_score_that_ends_the_climb_is_named():
    result = self_check(MODEL, answers(2))

    assert (result.holds, result.short_of.name) == ((), "Support")


def test_three_steps_come_from_higher_rungs_when_the_next_one_lacks_less():
    """All 3: advanced Strategic asks 4 of the Strategic questions, three of them in this form."""
    result = self_check(MODEL, answers(3))

    assert [MODEL.item_by_code[gap.item].tier for gap in result.steps] == ["T", "T", "T"]


def test_the_top_has_nothing_left_to_do():
    result = self_check(MODEL, answers(4))

    assert (result.steps, result.holds, result.short_of) == ((), (), None)


@pytest.mark.parametrize(("count", "enough"), [(9, False), (10, True), (20, True)])
def test_half_of_the_questions_are_enough(count, enough):
    given = {item.code: 2 for item in quick_items(MODEL)[:count]}

    assert is_enough(MODEL, given) is enough
    assert is_enough(MODEL, {**dict.fromkeys(answers(0)), **given}) is enough


def test_fewer_than_half_earn_nothing_and_leave_everything_open():
    result = self_check(MODEL, {"MND-S1": 4})

    assert result.tier is None
    assert len(result.unknown) == 20


def test_floor_pair_without_a_value_is_not_known():
    result = self_check(MODEL, answers(3, AUT_C1="D"))

    assert {(one.kind, one.is_known) for one in result.holds} == {(BrakeKind.CORE_BLOCK, False)}
