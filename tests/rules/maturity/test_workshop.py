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
    swing_items,
)
from tests.rules.maturity.example import PALM, ROUND, all_answer, palm_document, round_of


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
