"""What must hold for every model that can be published, not only for ours."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_academy.maturity.rules.model import Form
from pmo_academy.maturity.rules.model_document import model_from, problems_in
from pmo_academy.maturity.rules.resampling import bootstrap
from pmo_academy.maturity.rules.round_document import round_documents
from pmo_academy.maturity.rules.scoring import Kind, score, score_values
from pmo_academy.maturity.rules.stored_result import result_from
from pmo_academy.maturity.rules.targets import item_targets
from tests.rules.maturity.rich_models import (
    RICH_DOCUMENTS,
    SEEDS,
    complete_round,
    rich_document,
    rich_round,
)

RICH_MODELS = RICH_DOCUMENTS.map(model_from)
FEW = settings(max_examples=30)


def is_lower(one, other):
    """Whether a score has fallen; getting to know one is not falling."""
    return one is not None and (other is None or other < one - 1e-9)


def raised_once(answers, seed):
    """The same round with one number of one person raised by one, if there is one to raise."""
    can_rise = [
        (at, code)
        for at, one in enumerate(answers.responses)
        for code, answer in one.answers.items()
        if isinstance(answer, int) and answer < 4
    ]
    if not can_rise:
        return answers
    at, code = can_rise[seed % len(can_rise)]
    sheets = list(answers.responses)
    sheets[at] = replace(
        sheets[at], answers={**sheets[at].answers, code: sheets[at].answers[code] + 1}
    )
    return replace(answers, responses=tuple(sheets))


def unknown(result):
    """The items without a value."""
    return {code for code, value in result.items.items() if value is None}


@FEW
@given(RICH_MODELS, SEEDS)
def test_raising_an_answer_lowers_nothing(model, seed):
    before = rich_round(model, seed)
    after = raised_once(before, seed)

    for kind in Kind:
        low, high = score(model, before, kind=kind), score(model, after, kind=kind)
        assert high.rung >= low.rung
        assert not any(is_lower(low.tiers[tier], high.tiers[tier]) for tier in low.tiers)


@FEW
@given(RICH_MODELS, SEEDS)
def test_the_order_of_sheets_does_not_matter(model, seed):
    answers = rich_round(model, seed)
    order = np.random.default_rng(seed).permutation(len(answers.responses))
    shuffled = replace(answers, responses=tuple(answers.responses[at] for at in order))

    for kind in Kind:
        assert score(model, shuffled, kind=kind) == score(model, answers, kind=kind)


@FEW
@given(RICH_MODELS, SEEDS)
def test_everybody_twice_changes_no_score_of_complete_sheets(model, seed):
    once = complete_round(model, seed)
    twice = replace(once, responses=once.responses * 2)

    assert score(model, twice).tiers == pytest.approx(score(model, once).tiers)
    if once.responses:
        assert score(model, twice).rung == score(model, once).rung


@settings(max_examples=60)
@given(RICH_DOCUMENTS)
def test_item_targets_attain_their_rung_exactly_where_the_model_is_sound(document):
    model = model_from(document)
    reached = [score_values(model, item_targets(model, rung)).rung for rung in range(1, 10)]

    assert (reached == list(range(1, 10))) is (problems_in(document) == [])


def test_some_rich_models_are_sound_and_some_are_not():
    sound = [problems_in(rich_document(seed)) == [] for seed in range(40)]

    assert any(sound)
    assert not all(sound)


@FEW
@given(RICH_MODELS, SEEDS)
def test_what_is_verified_is_never_above_what_is_stated(model, seed):
    answers = rich_round(model, seed)
    stated, verified = score(model, answers), score(model, answers, kind=Kind.VERIFIED)

    assert verified.rung <= stated.rung
    assert not any(is_lower(verified.tiers[tier], stated.tiers[tier]) for tier in stated.tiers)


@FEW
@given(RICH_MODELS, SEEDS)
def test_support_is_a_share(model, seed):
    drawn = bootstrap(model, rich_round(model, seed), seed=seed, replicates=50)

    if drawn is not None:
        assert 0 <= drawn.support <= 1
        assert sum(drawn.rungs.values()) == 50


@settings(max_examples=60)
@given(
    RICH_MODELS,
    SEEDS,
    st.sampled_from(Form),
    st.sampled_from([None, 4, 5, 10]),
    st.integers(0, 30),
)
def test_closing_never_fails_and_reads_back_as_it_was(model, seed, form, threshold, people):
    answers = rich_round(model, seed)
    some = replace(answers, responses=answers.responses[:people])

    documents = round_documents(
        model, some, seed=seed, threshold=threshold, form=form, replicates=20
    )

    asked = replace(some, out_of_scope=some.out_of_scope | model.outside_of(form))
    for kind, document in documents.items():
        before, after = score(model, asked, kind=kind), result_from(model, document, kind=kind)
        assert (after.rung, after.steps, after.brakes) == (before.rung, before.steps, before.brakes)
        assert set(after.out_of_scope) == set(before.out_of_scope)
        tellable = {item.code for item in model.items if before.tiers[item.tier] is not None}
        assert unknown(after) & tellable == unknown(before) & tellable
        assert unknown(after) >= unknown(before)
