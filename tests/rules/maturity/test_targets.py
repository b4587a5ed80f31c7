import pytest

from pmo_academy.maturity.rules.scoring import score, score_values
from pmo_academy.maturity.rules.targets import (
    Pressing,
    gaps,
    item_targets,
    missed_rungs,
    percent_to_target,
    progress_to_date,
)
from tests.rules.maturity.example import (
    ORACLE,
    PALM,
    ROUND,
    SECOND_ROUND,
    all_answer,
    round_of,
)

STATED = score(PALM, ROUND)
TO_FIVE = item_targets(PALM, 5)


def near(expected):
    return pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("rung", range(1, 10))
def test_meeting_all_item_targets_gives_exactly_the_rung(rung):
    assert score_values(PALM, item_targets(PALM, rung)).rung == rung


def test_no_rung_of_palm_is_missed():
    assert missed_rungs(PALM) == []


def test_targets_by_tier():
    assert TO_FIVE["RES-S1"] == 3
    assert TO_FIVE["RES-C2"] == 3
    assert TO_FIVE["MND-T1"] == 0
    assert item_targets(PALM, 4)["RES-C2"] == 2
    assert item_targets(PALM, 4)["RES-C1"] == 3
    assert item_targets(PALM, 6)["RES-C2"] == 4


@pytest.mark.parametrize("rung", [0, 10])
def test_only_rungs_can_be_targets(rung):
    with pytest.raises(ValueError, match="from 1 to 9"):
        item_targets(PALM, rung)


def test_single_targets_may_be_raised_but_not_lowered():
    targets = item_targets(PALM, 5, raised={"RES-S1": 4, "RES-S2": 1})

    assert (targets["RES-S1"], targets["RES-S2"]) == (4, 3)


@pytest.mark.parametrize(("rung", "percent"), [(5, 0.847518), (7, 0.787164)])
def test_the_worked_example_has_its_way_to_go(rung, percent):
    targets = item_targets(PALM, rung)

    assert percent_to_target(PALM, STATED, targets=targets) == near(percent)


def test_the_worked_example_has_its_sums():
    weights = {item.code: item.weight for item in PALM.items}
    missing = gaps(PALM, STATED, targets=TO_FIVE)

    assert sum(weights[code] * target for code, target in TO_FIVE.items()) == 141
    assert sum(weights[gap.item] * gap.gap for gap in missing) == near(21.5)


@pytest.mark.parametrize("rung", [5, 7])
def test_the_worked_example_has_its_gaps(rung):
    expected = ORACLE[f"target_{rung}"]["top"]

    found = gaps(PALM, STATED, targets=item_targets(PALM, rung))[: len(expected)]

    assert [gap.item for gap in found] == [entry["id"] for entry in expected]
    for gap, entry in zip(found, expected, strict=True):
        assert (gap.current, gap.target) == near((entry["cur"], entry["target"]))
        assert (gap.gap, gap.urgency) == near((entry["gap"], entry["urgency"]))
        assert gap.priority == near(entry["priority"])


def test_a_gap_shows_the_next_anchor():
    first = gaps(PALM, STATED, targets=TO_FIVE)[0]

    assert first.next_point == 2
    assert first.next_anchor == "The PMO is consulted on the choice"


def test_an_unknown_item_lacks_everything():
    unknown = next(
        gap for gap in gaps(PALM, STATED, targets=item_targets(PALM, 7)) if gap.item == "VAL-T2"
    )

    assert (unknown.current, unknown.gap, unknown.next_point) == (0, 2, 1)


def test_a_floor_pair_is_more_urgent_than_the_rest_of_its_tier():
    result = score(PALM, ROUND)
    found = {gap.item: gap.urgency for gap in gaps(PALM, result, targets=item_targets(PALM, 8))}

    assert found["MND-T1"] == 3
    assert found["MND-T2"] == 2
    assert found["LRN-T1"] == 1
    assert found["LRN-C2"] == 1.5


def test_the_top_tier_is_urgent_when_all_are_settled():
    result = score(PALM, round_of(all_answer(3)))

    found = {gap.item: gap.urgency for gap in gaps(PALM, result, targets=item_targets(PALM, 9))}

    assert set(found) == {item.code for item in PALM.items if item.tier == "T"}
    assert set(found.values()) == {1.5}


def test_a_core_item_that_blocks_is_most_urgent():
    result = score(PALM, round_of(all_answer(0)))

    found = {gap.item: gap.urgency for gap in gaps(PALM, result, targets=item_targets(PALM, 1))}

    assert (found["MND-S1"], found["MND-S2"], found["RES-S1"]) == (3, 2, 1.5)


def test_equal_gaps_stand_in_the_order_of_tiers_and_then_of_the_model():
    result = score(PALM, round_of(all_answer(0)))

    found = gaps(PALM, result, targets=item_targets(PALM, 8))

    assert [gap.item for gap in found if gap.urgency == 2] == [
        *("MND-S2", "STD-S2", "DEV-S2"),
        *("AUT-C2", "RES-C2", "MUL-C2", "MON-C2"),
        *("MND-T2", "STR-T2", "VAL-T2"),
    ]


def test_what_is_out_of_scope_is_no_gap():
    left_out = score(PALM, round_of(all_answer(0), out_of_scope=frozenset({"RES-S2"})))

    found = gaps(PALM, left_out, targets=item_targets(PALM, 1))

    assert "RES-S2" not in {gap.item for gap in found}
    assert percent_to_target(PALM, left_out, targets=item_targets(PALM, 1)) == 0


def test_surplus_does_not_make_up_for_a_gap():
    targets = item_targets(PALM, 1)
    result = score(PALM, round_of(all_answer(4, MND_S1=2)))

    assert percent_to_target(PALM, result, targets=targets) == near(1 - 2 / 52)


def test_a_model_without_anything_asked_is_at_its_target():
    nothing = score(PALM, round_of(all_answer(3), out_of_scope=frozenset(PALM.item_by_code)))

    assert percent_to_target(PALM, nothing, targets=TO_FIVE) == 1


def test_the_second_round_of_the_example_has_come_a_third_of_the_way():
    second = score(PALM, SECOND_ROUND)

    assert percent_to_target(PALM, second, targets=TO_FIVE) == near(0.899823)
    assert progress_to_date(PALM, second, base=STATED, targets=TO_FIVE) == near(0.343023)


def test_a_start_at_the_target_is_full_progress():
    top = score(PALM, round_of(all_answer(4)))

    assert progress_to_date(PALM, top, base=top, targets=TO_FIVE) == 1


def test_falling_back_is_negative_progress():
    second = score(PALM, SECOND_ROUND)

    assert progress_to_date(PALM, STATED, base=second, targets=TO_FIVE) < 0


def test_a_gap_says_why_it_presses():
    by_item = {gap.item: gap for gap in gaps(PALM, STATED, targets=item_targets(PALM, 9))}
    blocked = score(PALM, round_of(all_answer(3, AUT_C1=0, RES_C1=0, RES_C2=0)))
    of_blocked = {gap.item: gap.pressing for gap in gaps(PALM, blocked, targets=TO_FIVE)}

    assert (by_item["AUT-C1"].pressing, by_item["AUT-C1"].weight) == (Pressing.CORE_CAP, 2)
    assert by_item["AUT-C2"].pressing is Pressing.UNSETTLED
    assert by_item["STR-T2"].pressing is Pressing.FLOOR
    assert by_item["DEV-S1"].pressing is Pressing.ELSEWHERE
    assert of_blocked["AUT-C1"] is Pressing.CORE_BLOCK
    assert of_blocked["RES-C2"] is Pressing.FLOOR
