from dataclasses import replace

import pytest

from pmo_academy.maturity.rules.answers import Response, RoundAnswers
from pmo_academy.maturity.rules.disclosure import withheld
from pmo_academy.maturity.rules.model import Form
from pmo_academy.maturity.rules.model_document import model_from
from pmo_academy.maturity.rules.perception import perception_gap
from pmo_academy.maturity.rules.round_document import round_documents
from pmo_academy.maturity.rules.scoring import Kind, score
from pmo_academy.maturity.rules.stored_result import result_from
from tests.rules.maturity.example import PALM, ROUND, all_answer, palm_document, round_of
from tests.rules.maturity.random_models import TIERS, item_document


def answered(answer=2, *, skipped=("RES-S1",), **changes):
    """Five people, one of whom skips some items."""
    skips = dict.fromkeys((code.replace("-", "_") for code in skipped), None)
    sheet = all_answer(answer, **changes)
    return [sheet] * 4 + [all_answer(answer, **{**changes, **skips})]


def withheld_of(answers, *, model=PALM, threshold=5):
    """What is withheld of a round."""
    return withheld(
        model,
        answers,
        stated=score(model, answers),
        verified=score(model, answers, kind=Kind.VERIFIED),
        threshold=threshold,
    )


def test_the_neighbour_goes_with_a_question_that_few_answered():
    away = withheld_of(round_of(*answered()))

    assert away.few == {"RES-S1"}
    assert away.items == {"RES-S1", "RES-S2"}
    assert not away.pairs
    assert not away.tiers | away.verified_tiers


def test_two_questions_of_a_pair_that_few_answered_hide_each_other():
    away = withheld_of(round_of(*answered(skipped=("RES-S1", "RES-S2"))))

    assert away.items == {"RES-S1", "RES-S2"}
    assert not away.pairs


def test_where_evidence_holds_only_one_of_a_pair_its_score_goes_with_that_of_another():
    # 3 without evidence counts as 2, so that the verified score would tell RES-S1 from RES-S2.
    away = withheld_of(round_of(*answered(RES_S1=3, MUL_S1=4)))

    assert away.items == {"RES-S1", "MUL-S1"}
    assert away.pairs == {("RES", "S"), ("MUL", "S")}
    assert not away.verified_tiers


def test_where_evidence_holds_only_one_of_a_tier_the_verified_score_goes():
    away = withheld_of(round_of(*answered(RES_S1=3)))

    assert away.items == {"RES-S1", "RES-S2"}
    assert away.pairs == {("RES", "S")}
    assert away.verified_tiers == {"S"}
    assert not away.tiers


def test_the_score_of_a_tier_of_one_question_goes_with_it():
    items = [item_document(f"A-{tier}0", tier=tier, core=True, weight=1) for tier in TIERS]
    domain = {"code": "A", "name": "A", "relevance": dict.fromkeys(TIERS, 3), "items": items}
    quick = [item["code"] for item in items]
    model = model_from({**palm_document(), "domains": [domain], "quick_form": quick})
    sheets = [{"A-S0": 3, "A-C0": 2, "A-T0": 1}] * 4 + [{"A-C0": 2, "A-T0": 1}]

    away = withheld_of(round_of(*sheets), model=model)
    documents = round_documents(model, round_of(*sheets), seed=1, threshold=5)

    assert away.tiers == {"S"}
    for document in documents.values():
        assert document["tier"] == {"S": None, "C": 50, "T": 25}
        assert document["composite"] is None
    stated = documents[Kind.STATED]
    assert stated["bootstrap"]["ci"]["S"] is None
    assert stated["bootstrap"]["composite_ci"] is None
    assert stated["jackknife"]["S"] is None
    assert result_from(model, stated).items["A-S0"] is None
    assert result_from(model, stated).rung == score(model, round_of(*sheets)).rung


def test_what_is_unknown_or_agreed_needs_no_cover():
    few_numbers = round_of(*[all_answer(2, RES_S1=None)] * 3, *[all_answer(2)] * 2)
    agreed = replace(round_of(*answered()), consensus={"RES-S1": 3})

    assert withheld_of(few_numbers).few == {"RES-S1"}
    assert withheld_of(few_numbers).items == frozenset()
    assert withheld_of(agreed).items == frozenset()
    stated = round_documents(PALM, agreed, seed=1, threshold=5)[Kind.STATED]
    assert stated["m"]["RES-S1"] == 3
    assert stated["choices"]["RES-S1"] is None


def test_nothing_is_withheld_where_names_stand_beside_answers():
    away = withheld_of(round_of(*answered()), threshold=None)

    assert away.unseen == frozenset()


def test_nothing_of_a_withheld_question_is_stored():
    stated = round_documents(PALM, round_of(*answered()), seed=1, threshold=5)[Kind.STATED]

    for code in ("RES-S1", "RES-S2"):
        assert stated["m"][code] is None
        assert stated["choices"][code] is None
        assert stated["agreement"]["items"][code] is None
        assert code not in stated["swing"]
    assert stated["agreement"]["domains"]["RES"] is None
    assert stated["withheld"] == {"items": ["RES-S1", "RES-S2"], "pairs": [], "tiers": []}
    assert stated["S"]["RES/S"] == 50
    assert stated["tier"]["S"] == 50


def test_figures_of_the_whole_form_get_fewer_digits_beside_withheld_questions():
    sheets = [dict(response.answers) for response in ROUND.responses]
    for sheet in sheets[:4]:
        sheet["RES-S2"] = None
    stated = round_documents(PALM, round_of(*sheets), seed=1, threshold=5)[Kind.STATED]

    assert stated["confidence"]["Q"] == round(stated["confidence"]["Q"], 1)
    assert all(part == round(part, 2) for part in stated["confidence"]["q"].values())
    assert all(error == round(error, 1) for error in stated["jackknife"].values())
    assert stated["agreement"]["alpha"] == round(stated["agreement"]["alpha"], 2)
    assert stated["bootstrap"]["seed"] is None
    assert stated["bootstrap"]["rungs"] is None


def test_four_people_have_no_draws_to_blur():
    sheets = [all_answer(2)] * 3 + [all_answer(2, RES_S1=None)]

    stated = round_documents(PALM, round_of(*sheets), seed=1, threshold=4)[Kind.STATED]

    assert stated["withheld"]["items"]
    assert stated["bootstrap"] is None


@pytest.mark.parametrize(("changes", "value"), [({}, 2), ({"RES_S1": 3, "MUL_S1": 4}, None)])
def test_a_withheld_question_counts_as_the_scores_around_it(changes, value):
    answers = round_of(*answered(**changes))
    document = round_documents(PALM, answers, seed=1, threshold=5)[Kind.STATED]

    read = result_from(PALM, document)

    tier = score(PALM, answers).tiers["S"] * 4 / 100
    assert read.items["RES-S1"] == pytest.approx(value or tier)


def grouped(**counts):
    return RoundAnswers(
        responses=tuple(
            Response(answers=all_answer(2), group=group or None)
            for group, count in counts.items()
            for _each in range(count)
        )
    )


def test_a_gap_that_would_tell_the_score_of_a_small_group_is_hidden():
    # Delivery is shown; with the gap, the score of the three leaders would follow from the rest.
    answers = grouped(pmo=7, delivery=8, leadership=3)

    assert perception_gap(PALM, answers) is None
    assert perception_gap(PALM, grouped(pmo=7, delivery=8)) is None
    assert perception_gap(PALM, grouped(pmo=7, delivery=3, leadership=3)) is not None


def test_a_group_whose_sheets_do_not_say_so_is_hidden():
    answers = replace(
        grouped(pmo=6, delivery=4, leadership=2),
        heard={"pmo": 7, "delivery": 4, "leadership": 2},
    )

    stated = round_documents(PALM, answers, seed=1, threshold=5)[Kind.STATED]

    assert [one["count"] for one in stated["groups"]] == [None] * 3
    assert stated["perception"] is None


def test_the_quick_form_leaves_out_what_it_does_not_ask():
    documents = round_documents(PALM, ROUND, seed=2024, threshold=None, form=Form.QUICK)
    stated = documents[Kind.STATED]

    assert stated["form"] == documents[Kind.VERIFIED]["form"] == "quick"
    assert stated["tier"] == pytest.approx({"S": 70.770677, "C": 58.665966, "T": 36.061508})
    assert stated["rung"] == 4
    assert stated["brakes"]["C"] == {"core_block": [], "core_cap": ["AUT-C1"], "floor": ["AUT"]}
    assert stated["S"]["AUT/C"] == 37.5
    assert len(stated["out_of_scope"]) == 40


def test_a_check_by_one_person_has_no_statistics():
    alone = round_of(dict(ROUND.responses[0].answers), invited=1)

    stated = round_documents(PALM, alone, seed=1, threshold=None, form=Form.SOLO)[Kind.STATED]

    assert stated["form"] == "solo"
    assert stated["confidence"]["label"] == "Low"
    assert stated["bootstrap"] is None
    assert set(stated["jackknife"].values()) == {None}
    assert set(stated["agreement"]["items"].values()) == {None}
