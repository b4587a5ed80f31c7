from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_academy.maturity.rules.evidence_gain import distance
from pmo_academy.maturity.rules.scoring import Kind, score
from tests.rules.maturity.example import ITEMS, PALM, ROUND, all_answer, round_of
from tests.rules.maturity.random_models import MODELS, rounds

STATED = score(PALM, ROUND)
FOUND = distance(PALM, STATED, evidence=ROUND.evidence, among=ITEMS)


def verified_rung(model, answers, *items):
    backed = replace(answers, evidence=answers.evidence.union(items))
    return score(model, backed, kind=Kind.VERIFIED).rung


def test_the_worked_example_needs_evidence_for_these():
    assert (FOUND.stated, FOUND.verified, FOUND.reached) == (4, 1, 4)
    assert FOUND.closing == ("MND-S2", "RES-S1")
    assert verified_rung(PALM, ROUND, *FOUND.closing) == 4


def test_what_closes_the_distance_in_the_example_cannot_be_fewer():
    fewer = combinations([one.item for one in FOUND.gains], len(FOUND.closing) - 1)

    assert all(verified_rung(PALM, ROUND, *items) < 4 for items in fewer)


def test_items_are_named_by_how_much_they_lift_alone():
    rungs = [one.rung for one in FOUND.gains]

    assert rungs == sorted(rungs, reverse=True)
    assert all(one.rung == verified_rung(PALM, ROUND, one.item) for one in FOUND.gains)
    assert all(one.value > PALM.limits.evidence_cap for one in FOUND.gains)
    assert not {one.item for one in FOUND.gains} & ROUND.evidence


def test_an_item_of_a_tier_above_does_not_bring_the_stated_level_nearer():
    strategic = [one for one in FOUND.gains if PALM.item_by_code[one.item].tier == "T"]

    assert all(one.nearer == 0 for one in strategic)


def test_nothing_is_missing_where_evidence_carries_the_level():
    found = distance(PALM, STATED, evidence=ITEMS, among=ITEMS)

    assert (found.verified, found.closing, found.gains) == (4, (), ())


def test_items_that_may_not_be_named_are_not():
    found = distance(PALM, STATED, evidence=(), among=("MND-S2", "AUT-C2"))

    assert {one.item for one in found.gains} == {"MND-S2", "AUT-C2"}
    assert found.closing == ()
    assert found.reached == found.verified < found.stated


def test_a_level_at_the_top_needs_evidence_in_every_tier():
    answers = round_of(*[all_answer(4)] * 3)
    found = distance(PALM, score(PALM, answers), evidence=(), among=ITEMS)

    assert (found.stated, found.verified, found.reached) == (9, 1, 9)
    assert {PALM.item_by_code[code].tier for code in found.closing} == {"S", "C", "T"}
    assert verified_rung(PALM, answers, *found.closing) == 9


def test_nobody_claims_anything_on_the_floor():
    answers = round_of(*[all_answer(1)] * 3)
    found = distance(PALM, score(PALM, answers), evidence=(), among=ITEMS)

    assert (found.reached, found.closing, found.gains) == (0, (), ())


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_in_any_model_the_closing_items_reach_the_stated_rung_and_none_is_idle(data):
    model = data.draw(MODELS)
    answers = data.draw(rounds(model, people=3))
    codes = tuple(model.item_by_code)
    backed = frozenset(data.draw(st.sets(st.sampled_from(codes))))
    answers = replace(answers, evidence=backed)

    found = distance(model, score(model, answers), evidence=backed, among=codes)

    assert found.verified == verified_rung(model, answers)
    assert found.reached == found.stated == verified_rung(model, answers, *found.closing)
    for code in found.closing:
        others = set(found.closing) - {code}
        assert verified_rung(model, answers, *others) < found.stated
