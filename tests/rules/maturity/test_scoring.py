from dataclasses import replace

import pytest

from pmo_academy.maturity.rules.model import Form
from pmo_academy.maturity.rules.scoring import (
    BrakeKind,
    Brakes,
    Kind,
    TraceStep,
    score,
    score_values,
)
from tests.rules.maturity.example import (
    ITEMS,
    ORACLE,
    PALM,
    ROUND,
    SECOND_ROUND,
    all_answer,
    round_of,
)


def near(expected):
    return pytest.approx(expected, abs=1e-6)


def tiers(support, control, strategic):
    return near({"S": support, "C": control, "T": strategic})


STATED = score(PALM, ROUND)
VERIFIED = score(PALM, ROUND, kind=Kind.VERIFIED)


def test_the_worked_example_has_its_tier_scores():
    assert STATED.tiers == tiers(70.382989, 60.927354, 37.767857)
    assert STATED.raw_steps == {"S": 2, "C": 2, "T": 0}
    assert STATED.composite == near(58.919734)


def test_the_worked_example_has_its_item_values():
    unknown = {code for code, value in STATED.items.items() if value is None}

    assert unknown == {"VAL-T2"}
    assert {c: v for c, v in STATED.items.items() if v is not None} == near(
        {code: value for code, value in ORACLE["m"].items() if value is not None}
    )


def test_the_worked_example_has_its_pair_scores():
    assert {f"{d}/{t}": value for (d, t), value in STATED.pairs.items()} == near(ORACLE["S"])
    assert STATED.pairs["AUT", "C"] == near(45.833333)
    assert STATED.pairs["VAL", "T"] == near(41.666667)


def test_the_worked_example_has_its_domain_rungs():
    assert STATED.domain_rungs == {
        "MND": 5,
        "STD": 7,
        "DEV": 4,
        "AUT": 4,
        "RES": 7,
        "MUL": 7,
        "MON": 5,
        "STR": 5,
        "VAL": 1,
        "LRN": 4,
    }


def test_the_worked_example_is_held_at_control_basic_by_one_core_item():
    assert STATED.rung == 4
    assert STATED.brakes["S"] == Brakes()
    assert STATED.brakes["C"] == Brakes(core_cap=("AUT-C1",))
    assert STATED.brakes["T"] == Brakes(
        core_cap=("MND-T1", "STR-T1", "VAL-T1"), floor=("MND", "STR")
    )
    assert STATED.trace == (
        TraceStep(tier="S", raw=2, step=2, why=()),
        TraceStep(tier="C", raw=2, step=1, why=(BrakeKind.CORE_CAP,)),
    )


def test_the_verified_result_counts_evidence_only():
    assert VERIFIED.tiers == tiers(58.364662, 51.988636, 37.689732)
    assert VERIFIED.rung == 1
    assert VERIFIED.trace == (TraceStep(tier="S", raw=1, step=1, why=()),)
    assert VERIFIED.kind is Kind.VERIFIED


def test_evidence_never_changes_the_stated_result():
    assert score(PALM, replace(ROUND, evidence=frozenset())) == STATED


def test_with_evidence_for_all_both_results_are_the_same():
    proven = replace(ROUND, evidence=frozenset(ITEMS))

    assert replace(score(PALM, proven, kind=Kind.VERIFIED), kind=Kind.STATED) == STATED


def test_a_consensus_value_replaces_the_average():
    agreed = score(PALM, replace(ROUND, consensus={"AUT-C1": 2}))

    assert agreed.items["AUT-C1"] == 2
    assert agreed.tiers["C"] == near(62.063718)
    assert agreed.rung == 5


def test_a_consensus_value_makes_an_insufficient_item_known():
    agreed = score(PALM, replace(ROUND, consensus={"VAL-T2": 1}))

    assert agreed.items["VAL-T2"] == 1


def test_a_consensus_value_without_evidence_is_held_in_the_verified_result():
    agreed = replace(ROUND, consensus={"AUT-C1": 4, "RES-C1": 4})

    verified = score(PALM, agreed, kind=Kind.VERIFIED)

    assert (verified.items["AUT-C1"], verified.items["RES-C1"]) == (2, 4)


def test_the_second_round_of_the_example():
    second = score(PALM, SECOND_ROUND)

    assert second.tiers["C"] == near(71.154627)
    assert second.rung == 5


def test_pmo_and_others_see_it_differently():
    own = score(PALM, ROUND.of_groups({"pmo"}))
    others = score(PALM, ROUND.of_groups({"delivery", "leadership"}))

    assert own.tiers == tiers(77.850877, 67.803030, 43.541667)
    assert others.tiers == tiers(65.789474, 56.590909, 34.5)


def test_the_quick_form_scores_its_twenty_items():
    quick = score(PALM, replace(ROUND, out_of_scope=PALM.outside_of(Form.QUICK)))

    assert len(PALM.quick_form) == 20
    assert quick.tiers == tiers(70.770677, 58.665966, 36.061508)
    assert quick.rung == 4
    assert quick.brakes["C"] == Brakes(core_cap=("AUT-C1",), floor=("AUT",))
    assert quick.pairs["AUT", "C"] == near(37.5)
    assert quick.trace[-1].why == (BrakeKind.CORE_CAP, BrakeKind.FLOOR)


def test_the_full_and_the_solo_form_leave_nothing_out():
    assert PALM.outside_of(Form.FULL) == PALM.outside_of(Form.SOLO) == frozenset()


@pytest.mark.parametrize(
    ("answer", "points", "rung"), [(0, 0, 0), (1, 25, 0), (2, 50, 1), (3, 75, 8), (4, 100, 9)]
)
def test_the_same_answer_everywhere(answer, points, rung):
    result = score(PALM, round_of(*[all_answer(answer)] * 3))

    assert result.tiers == tiers(points, points, points)
    assert result.rung == rung


def test_an_item_needs_three_numbers():
    two_of_four = [all_answer(3), all_answer(3), *[all_answer(3, RES_S2=None)] * 2]

    assert score(PALM, round_of(*two_of_four)).items["RES-S2"] is None
    assert score(PALM, round_of(all_answer(3), *two_of_four)).items["RES-S2"] == 3


def test_an_item_needs_everybodys_number_when_fewer_than_three_count():
    assert score(PALM, round_of(all_answer(3))).items["RES-S2"] == 3
    result = score(PALM, round_of(all_answer(3), all_answer(3, RES_S2=None)))
    assert result.items["RES-S2"] is None


def test_an_item_that_half_do_not_know_is_still_known():
    half = [*[all_answer(3)] * 3, *[all_answer(3, RES_S2="D")] * 3]

    assert score(PALM, round_of(*half)).items["RES-S2"] == 3
    assert score(PALM, round_of(*half, all_answer(3, RES_S2="D"))).items["RES-S2"] is None


def test_skipping_does_not_make_an_item_unknown_but_not_knowing_does():
    skipped = [*[all_answer(3)] * 3, *[all_answer(3, RES_S2=None)] * 4]

    assert score(PALM, round_of(*skipped)).items["RES-S2"] == 3


def test_a_response_counts_from_half_of_the_items_on():
    half = dict.fromkeys(ITEMS[:29], 0) | {ITEMS[29]: "D"}
    less = dict.fromkeys(ITEMS[:29], 0)

    assert score(PALM, round_of(all_answer(4), half)).items["MND-S1"] == 2
    assert score(PALM, round_of(all_answer(4), less)).items["MND-S1"] == 4


def test_a_core_item_that_is_unknown_blocks_its_tier():
    sheet = all_answer(4, RES_C1="D")

    result = score(PALM, round_of(sheet, sheet, sheet))

    assert result.brakes["C"].core_block == ("RES-C1",)
    assert result.brakes["C"].floor == ("RES",)
    assert result.trace[-1] == TraceStep(tier="C", raw=3, step=0, why=(BrakeKind.CORE_BLOCK,))
    assert result.rung == 3


@pytest.mark.parametrize(
    ("value", "block", "cap"), [(0.99, 1, 0), (1.0, 0, 1), (1.99, 0, 1), (2, 0, 0)]
)
def test_a_core_item_blocks_below_one_and_caps_below_two(value, block, cap):
    result = score(PALM, round_of(all_answer(4), consensus={"STD-S1": value}))

    brakes = result.brakes["S"]
    assert (len(brakes.core_block), len(brakes.core_cap)) == (block, cap)


def test_brakes_of_a_tier_without_any_step_are_listed_but_not_given_as_reason():
    result = score(PALM, round_of(all_answer(0)))

    assert result.trace == (TraceStep(tier="S", raw=0, step=0, why=()),)
    assert result.brakes["S"].core_block == ("MND-S1", "STD-S1", "DEV-S1")


def test_a_pair_is_unknown_below_half_of_its_weight():
    plain = score(PALM, round_of(all_answer(3, RES_S1="D")))
    core = score(PALM, round_of(all_answer(3, STD_S1="D")))

    assert plain.pairs["RES", "S"] == 75
    assert core.pairs["STD", "S"] is None


def test_a_tier_is_unknown_below_seventy_percent_of_its_relevance():
    six_of_twenty = all_answer(3, MND_T1="D", STR_T1="D")
    seven_of_twenty = {**six_of_twenty, "STD-T1": "D", "STD-T2": "D"}

    assert score(PALM, round_of(six_of_twenty)).tiers["T"] == 75
    result = score(PALM, round_of(seven_of_twenty))
    assert result.tiers["T"] is None
    assert result.composite is None


def test_an_item_out_of_scope_counts_for_nothing():
    sheet = all_answer(3, RES_S2=0)

    result = score(PALM, round_of(sheet, out_of_scope=frozenset({"RES-S2"})))

    assert result.tiers == tiers(75, 75, 75)
    assert result.items["RES-S2"] is None
    assert result.out_of_scope == {"RES-S2"}


def test_a_consensus_value_does_not_bring_an_item_back_into_scope():
    answers = replace(ROUND, out_of_scope=frozenset({"RES-S2"}), consensus={"RES-S2": 4})

    assert score(PALM, answers).items["RES-S2"] is None


def test_a_floor_pair_that_nobody_was_asked_about_is_no_brake():
    support_only = {item.code: 3.0 for item in PALM.items if item.tier == "S"}

    result = score_values(PALM, support_only)

    assert result.brakes["C"] == result.brakes["T"] == Brakes()
    assert result.rung == 2


def test_a_domain_out_of_scope_has_no_rung():
    learning = frozenset(code for code in ITEMS if code.startswith("LRN"))

    result = score(PALM, round_of(all_answer(3, **dict.fromkeys(learning)), out_of_scope=learning))

    assert result.tiers == tiers(75, 75, 75)
    assert result.pairs["LRN", "S"] is None
    assert result.domain_rungs["LRN"] is None
    assert result.domain_rungs["MND"] == 8


def test_a_round_that_nobody_answered_has_no_level():
    result = score(PALM, round_of())

    assert result.rung == 0
    assert set(result.tiers.values()) == {None}
    assert result.composite is None


def test_the_lowest_unsettled_tier():
    assert STATED.lowest_unsettled() == "C"
    assert score(PALM, round_of(all_answer(4))).lowest_unsettled() == "T"
