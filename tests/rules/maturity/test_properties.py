from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pmo_academy.maturity.rules.model_document import problems_in
from pmo_academy.maturity.rules.scoring import Kind, score, score_values
from pmo_academy.maturity.rules.targets import item_targets
from pmo_academy.maturity.rules.workshop import swing_items
from tests.rules.maturity.random_models import MODELS, NUMBERS, documents, model_from, rounds


def is_lower(one, other):
    """Whether a score has fallen; getting to know one is not falling."""
    return one is not None and (other is None or other < one - 1e-9)


@settings(max_examples=40)
@given(st.data())
def test_raising_an_answer_never_lowers_a_score_or_the_rung(data):
    model = data.draw(MODELS)
    before = data.draw(rounds(model))
    at = data.draw(st.integers(0, len(before.responses) - 1))
    sheet = before.responses[at].answers
    numbers = [code for code, answer in sheet.items() if isinstance(answer, int) and answer < 4]
    assume(numbers)
    code = data.draw(st.sampled_from(numbers))
    raised = replace(before.responses[at], answers={**sheet, code: sheet[code] + 1})
    after = replace(before, responses=(*before.responses[:at], raised, *before.responses[at + 1 :]))

    for kind in Kind:
        low, high = score(model, before, kind=kind), score(model, after, kind=kind)
        assert high.rung >= low.rung
        assert not any(is_lower(low.tiers[tier], high.tiers[tier]) for tier in low.tiers)


@settings(max_examples=40)
@given(st.data())
def test_the_order_of_respondents_does_not_matter(data):
    model = data.draw(MODELS)
    answers = data.draw(rounds(model))
    shuffled = replace(answers, responses=tuple(data.draw(st.permutations(answers.responses))))

    assert score(model, shuffled) == score(model, answers)


@settings(max_examples=40)
@given(st.data())
def test_everybody_twice_leaves_the_scores_as_they_are(data):
    # With gaps this need not hold: two numbers of three people are too few, four of six are not.
    model = data.draw(MODELS)
    answers = data.draw(rounds(model, answers=NUMBERS))
    doubled = replace(answers, responses=answers.responses * 2)

    once, twice = score(model, answers), score(model, doubled)

    assert twice.rung == once.rung
    assert twice.tiers == pytest.approx(once.tiers)


@settings(max_examples=40)
@given(st.data())
def test_evidence_can_only_hold_back(data):
    model = data.draw(MODELS)
    answers = data.draw(rounds(model))

    assert score(model, answers, kind=Kind.VERIFIED).rung <= score(model, answers).rung


@settings(max_examples=40)
@given(documents())
def test_item_targets_give_exactly_their_rung_in_every_sound_model(document):
    problems = problems_in(document)
    model = model_from(document)

    given_rungs = [score_values(model, item_targets(model, rung)).rung for rung in range(1, 10)]

    assert (given_rungs == list(range(1, 10))) is (problems == [])


@settings(max_examples=40)
@given(st.data())
def test_swing_items_are_those_whose_rounding_changes_the_rung(data):
    model = data.draw(MODELS)
    answers = data.draw(rounds(model))
    result = score(model, answers)
    swings = {swing.item: (swing.down, swing.up) for swing in swing_items(model, result)}

    for code, value in result.items.items():
        if value is not None:
            agreed = [{code: int(value)}, {code: -int(-value // 1)}]
            ends = tuple(score(model, replace(answers, consensus=one)).rung for one in agreed)
            assert swings.get(code, (result.rung, result.rung)) == ends
