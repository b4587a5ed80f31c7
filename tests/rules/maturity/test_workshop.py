from dataclasses import replace

import pytest

from pmo_academy.maturity.rules.agreement import agreement
from pmo_academy.maturity.rules.model_document import model_from
from pmo_academy.maturity.rules.scoring import score
from pmo_academy.maturity.rules.workshop import (
    Reason,
    Swing,
    Topic,
    agenda,
    agreed_anchor,
    missing_votes,
    outcome_of,
    result_with,
    spread,
    swing_items,
)
from tests.rules.maturity.example import PALM, ROUND, all_answer, palm_document, round_of

MEANS = score(PALM, ROUND).items


def test_one_item_decides_the_level_of_the_worked_example():
    assert swing_items(PALM, score(PALM, ROUND)) == (Swing(item="AUT-C1", down=4, up=5),)


def test_whole_values_cannot_swing():
    assert swing_items(PALM, score(PALM, round_of(all_answer(2)))) == ()


def test_unknown_items_and_items_out_of_scope_cannot_swing():
    answers = replace(ROUND, out_of_scope=frozenset({"RES-S2"}))

    assert [swing.item for swing in swing_items(PALM, score(PALM, answers))] == ["AUT-C1"]


def test_an_item_may_swing_downwards():
    sheets = [all_answer(4), all_answer(4), all_answer(4, STD_S1=1), all_answer(4, STD_S1=0)]
    answers = round_of(*sheets)

    assert score(PALM, answers).rung == 9
    assert swing_items(PALM, score(PALM, replace(answers, consensus={"STD-S1": 1.5}))) == (
        Swing(item="STD-S1", down=1, up=9),
    )


def test_the_agenda_puts_swing_items_before_core_items_before_the_rest():
    split = {"AUT_C1": 0, "STD_S1": 0, "RES_S1": 0, "MND_C2": 0}
    answers = round_of(*[all_answer(4)] * 3, *[all_answer(4, **split)] * 2)

    topics = agenda(
        PALM,
        swings=[Swing(item="AUT-C1", down=4, up=5)],
        agreed=agreement(PALM, answers),
    )

    assert topics == (
        Topic(item="AUT-C1", reason=Reason.SWING),
        Topic(item="STD-S1", reason=Reason.CORE),
        Topic(item="MND-C2", reason=Reason.LOW_AGREEMENT),
        Topic(item="RES-S1", reason=Reason.LOW_AGREEMENT),
    )


def test_heavier_items_are_talked_about_first():
    document = palm_document()
    heavy = next(item for item in document["domains"][4]["items"] if item["code"] == "RES-S2")
    heavy["weight"] = 3
    model = model_from(document)
    split = {"MND_C2": 0, "RES_S2": 0}
    answers = round_of(*[all_answer(4)] * 3, *[all_answer(4, **split)] * 2)

    topics = agenda(model, swings=[], agreed=agreement(model, answers))

    assert [topic.item for topic in topics] == ["RES-S2", "MND-C2"]


@pytest.mark.parametrize(
    ("votes", "anchor"),
    [
        ((2, 2, 2, 3), 2),
        ((2, 2, 2, 1), 2),
        ((2, 2, 2, 0), None),
        ((2, 2, 3, 3), None),
        ((3, 3, 3, 3, 3, 2, 4), None),
        ((3, 3, 3, 3, 3, 3, 2, 4), 3),
        ((), None),
    ],
)
def test_three_quarters_agree_and_the_others_are_next_to_it(votes, anchor):
    assert agreed_anchor(votes) == anchor


def test_what_few_people_answered_is_not_talked_about():
    answers = round_of(*[all_answer(4)] * 3, *[all_answer(4, STD_S1=0, RES_S1=0)] * 2)

    topics = agenda(PALM, swings=[], agreed=agreement(PALM, answers), hidden={"STD-S1"})

    assert [topic.item for topic in topics] == ["RES-S1"]


def test_an_agreed_ballot_is_not_followed_by_another():
    outcome = outcome_of([2, 2, 2, 1], ballot=1)

    assert (outcome.anchor, outcome.mean) == (2, 1.75)
    assert outcome.is_agreed
    assert not outcome.may_vote_again
    assert not outcome.is_over


def test_people_who_do_not_agree_vote_again_but_not_for_ever():
    first, last = outcome_of([1, 3], ballot=1), outcome_of([1, 3], ballot=3)

    assert first.may_vote_again
    assert not first.is_over
    assert not last.may_vote_again
    assert last.is_over
    assert last.mean == 2.0


def test_the_spread_counts_every_anchor():
    assert spread([2, 2, 4]) == (0, 0, 2, 0, 1)


@pytest.mark.parametrize(
    ("count", "threshold", "missing"),
    [(0, 5, 5), (4, 5, 1), (5, 5, 0), (9, 5, 0), (0, None, 2), (1, None, 1), (2, None, 0)],
)
def test_a_ballot_waits_for_enough_votes(count, threshold, missing):
    assert missing_votes(count, threshold=threshold) == missing


def test_the_agreed_value_of_the_worked_example_raises_the_level_at_once():
    before = result_with(PALM, MEANS, consensus={})
    after = result_with(PALM, MEANS, consensus={"AUT-C1": 2})

    assert before.rung == 4
    assert after.rung == 5
    assert after.tiers["C"] == pytest.approx(62.063718, abs=1e-6)
    assert swing_items(PALM, after) == ()


def test_the_level_with_agreed_values_is_what_closing_works_out():
    means = score(PALM, replace(ROUND, out_of_scope=frozenset({"RES-S2"}))).items
    asked = {code: mean for code, mean in means.items() if code != "RES-S2"}
    consensus = {"AUT-C1": 2.0, "VAL-T2": 3.0}

    live = result_with(PALM, asked, consensus=consensus)

    closed = score(PALM, replace(ROUND, out_of_scope=frozenset({"RES-S2"}), consensus=consensus))
    assert asked["VAL-T2"] is None
    assert live.out_of_scope == closed.out_of_scope == {"RES-S2"}
    assert live == closed
