"""A past round under another model: from what may be shown, and nothing else."""

import copy
from dataclasses import replace

import numpy as np
import pytest

from pmo_academy.maturity.rules.confidence import confidence
from pmo_academy.maturity.rules.model import Form
from pmo_academy.maturity.rules.model_document import model_from
from pmo_academy.maturity.rules.round_document import round_documents
from pmo_academy.maturity.rules.scoring import Kind, score
from pmo_academy.maturity.rules.simulation import Stored, shares_items, simulate
from tests.rules.maturity.example import PALM, ROUND, all_answer, palm_document, round_of
from tests.rules.maturity.organisations import random_model, random_round
from tests.rules.maturity.second_model import second_document


def stored(model=PALM, answers=ROUND, *, threshold=None, form=Form.FULL):
    documents = round_documents(
        model, answers, seed=1, threshold=threshold, form=form, replicates=20
    )
    return Stored(model=model, stated=documents[Kind.STATED], verified=documents[Kind.VERIFIED])


def changed(alter):
    document = palm_document()
    alter(document)
    return model_from(document)


def test_the_same_model_gives_the_same_result():
    found = simulate(stored(), PALM)

    assert (found.stated.after.rung, found.verified.after.rung) == (4, 1)
    assert found.stated.after.tiers == pytest.approx(found.stated.before.tiers)
    assert found.verified.after.tiers == pytest.approx(found.verified.before.tiers)
    assert found.stated.is_exact
    assert found.sure_after.index == pytest.approx(found.sure_before.index)
    assert found.sure_after.label is found.sure_before.label
    assert (found.unasked, found.dropped, found.hidden) == ((), (), ())


def test_other_weights_give_what_the_answers_themselves_would_give():
    def alter(document):
        document["domains"][3]["items"][3]["weight"] = 3
        document["domains"][0]["relevance"]["C"] = 1
        document["limits"]["evidence_cap"] = 1.0

    model = changed(alter)
    found = simulate(stored(), model)

    for outcome, kind in ((found.stated, Kind.STATED), (found.verified, Kind.VERIFIED)):
        direct = score(model, ROUND, kind=kind)
        assert outcome.after.tiers == pytest.approx(direct.tiers)
        assert outcome.after.rung == direct.rung
    assert found.sure_after.index == pytest.approx(confidence(model, ROUND).index)


def test_a_decisive_question_that_was_never_asked_is_unknown_and_stops_its_tier():
    def alter(document):
        items = document["domains"][0]["items"]
        items[0]["code"] = "MND-S9"
        document["quick_form"][0] = "MND-S9"

    found = simulate(stored(), changed(alter))

    assert (found.unasked, found.dropped) == (("MND-S9",), ("MND-S1",))
    assert found.stated.after.items["MND-S9"] is None
    assert found.stated.after.brakes["S"].core_block == ("MND-S9",)
    assert found.stated.after.rung == 0


def test_what_was_out_of_scope_stays_so():
    quick = stored(form=Form.QUICK)

    found = simulate(quick, PALM)

    assert found.stated.after.out_of_scope == found.stated.before.out_of_scope
    assert found.stated.after.rung == found.stated.before.rung
    assert found.dropped == ()


def test_one_person_alone_earns_low_confidence():
    alone = stored(answers=round_of(all_answer(3)), form=Form.SOLO)

    assert simulate(alone, PALM).sure_after.label == "Low"


def test_a_model_of_other_questions_knows_nothing_of_the_round():
    other = model_from(second_document())

    found = simulate(stored(), other)

    assert not shares_items(PALM, other)
    assert shares_items(PALM, PALM)
    assert found.stated.after.rung == 0
    assert found.sure_after.index < found.sure_before.index


def few_answered(*items):
    """Seven people, of whom three skip some questions."""
    skipped = dict.fromkeys((code.replace("-", "_") for code in items), None)
    return round_of(
        *[all_answer(3)] * 2, *[all_answer(2)] * 2, *[all_answer(3, **skipped)] * 3, invited=7
    )


def test_a_withheld_value_counts_as_the_score_around_it_and_confidence_is_left_out():
    found = simulate(stored(answers=few_answered("MND-C1"), threshold=5), PALM)

    assert set(found.hidden) == {"MND-C1", "MND-C2"}
    assert not found.stated.is_exact
    assert found.stated.after.rung == found.stated.before.rung
    assert found.sure_after is None


def test_where_its_own_model_would_not_give_the_level_back_nothing_is_claimed():
    spoilt = stored()
    wrong = {**spoilt.stated, "rung": 9}

    assert simulate(replace(spoilt, stated=wrong), PALM).stated is None
    assert simulate(replace(spoilt, stated=wrong), PALM).sure_after is None
    assert simulate(replace(spoilt, stated=wrong), PALM).verified is not None


def test_a_simulation_reads_nothing_but_the_stored_result():
    """Two rounds that store the same documents give the same simulation under every model."""
    generator = np.random.default_rng(5)
    for _ in range(20):
        model = random_model(generator)
        answers = random_round(model, generator)
        documents = round_documents(model, answers, seed=1, threshold=5, replicates=5)
        if not documents:
            continue
        result = Stored(
            model=model, stated=documents[Kind.STATED], verified=documents[Kind.VERIFIED]
        )
        again = simulate(copy.deepcopy(result), model)
        withheld = set(documents[Kind.STATED]["withheld"]["items"])

        assert set(again.hidden) == withheld
        if again.stated is not None:
            assert again.stated.is_exact == (not withheld)
            assert again.stated.after.rung == documents[Kind.STATED]["rung"]


def test_a_withheld_tier_score_is_compared_with_what_was_guessed_for_it():
    one = stored(answers=few_answered("MND-C1"), threshold=5)
    hidden = {**one.stated, "tier": {**one.stated["tier"], "T": None}}

    found = simulate(replace(one, stated=hidden), PALM)

    assert found.stated.before.tiers["T"] is not None


def test_no_choice_of_weights_tells_a_withheld_value():
    """Under every weight a hidden pair keeps its score, so its two values can't be taken apart."""
    answers = round_of(
        *[all_answer(1, MND_C1=2, MND_C2=0)] * 4,
        *[all_answer(1, MND_C1=None, MND_C2=1)] * 3,
        invited=7,
    )
    result = stored(answers=answers, threshold=5)
    scores = set()
    for weight in (1, 2, 3):

        def alter(document, weight=weight):
            document["domains"][0]["items"][2]["weight"] = weight

        found = simulate(result, changed(alter))
        scores.add(round(found.stated.after.pairs["MND", "C"], 6))
        true = score(changed(alter), answers).pairs["MND", "C"]

    assert scores == {round(result.stated["S"]["MND/C"], 6)}
    assert true != pytest.approx(result.stated["S"]["MND/C"])
