"""Ten thousand organisations are attacked with all that is stored of their rounds."""

from itertools import count, islice
from types import SimpleNamespace

import numpy as np
import pytest

from pmo_academy.maturity.rules import group_results, perception, round_document, scoring
from pmo_academy.maturity.rules.disclosure import Withheld, answered_by_few
from pmo_academy.maturity.rules.perception import PerceptionGap, group_counts
from pmo_academy.maturity.rules.round_document import round_documents
from pmo_academy.maturity.rules.scoring import Kind, score
from tests.rules.maturity import attack
from tests.rules.maturity.attack import lost_groups, lost_items
from tests.rules.maturity.example import PALM
from tests.rules.maturity.organisations import random_model, random_round

ORGANISATIONS = 10_000
PARTS = 4
SOME = 150


def organisations(seed, number):
    """Models, answers and thresholds of rounds that have a result, and all that is stored."""
    generator = np.random.default_rng(seed)
    models = [*(random_model(generator) for _ in range(40)), PALM]

    def endless():
        for at in count():
            model = models[at % len(models)]
            threshold = int(generator.integers(4, 11))
            answers = random_round(model, generator)
            documents = round_documents(model, answers, seed=1, threshold=threshold, replicates=1)
            if documents:
                yield model, answers, threshold, documents

    return islice(endless(), number)


def losses(seed, number):
    """In how many organisations figures of few people are lost: of questions, and of groups."""
    items = groups = 0
    for model, answers, threshold, documents in organisations(seed, number):
        items += bool(lost_items(model, answers, documents, threshold=threshold))
        groups += bool(lost_groups(model, answers, documents, threshold=threshold))
    return items, groups


def without_statistics(monkeypatch):
    """Leave out of rounds what takes long and is no part of the sums; `losses` tries it as well."""

    def tiers_only(model, _answers, **_options):
        return SimpleNamespace(tiers=dict.fromkeys(model.tier_codes, 50.0))

    def scored_once(model, answers, *, kind=Kind.STATED):
        if scores.get("of") is not answers.responses:
            scores.clear()
            scores["of"] = answers.responses
        if kind not in scores:
            scores[kind] = score(model, answers, kind=kind)
        return scores[kind]

    scores = {}

    def confidence(_model, _answers, **_options):
        return {"q": {"A": 0.5}, "Q": 50.0, "weakest": None}

    def statistics(model, _answers, **_options):
        return {
            "bootstrap": None,
            "jackknife": {},
            "agreement": {
                "items": dict.fromkeys(model.item_by_code), "domains": {}, "low": [], "alpha": None
            },
        }  # fmt: skip

    monkeypatch.setattr(group_results, "score", tiers_only)
    monkeypatch.setattr(perception, "score", tiers_only)
    monkeypatch.setattr(round_document, "score", scored_once)
    monkeypatch.setattr(attack, "score", scored_once)
    monkeypatch.setattr(round_document, "_confidence", confidence)
    monkeypatch.setattr(round_document, "_statistics", statistics)
    monkeypatch.setattr(scoring, "_domain_rungs", lambda *_arguments, **_options: {})
    monkeypatch.setattr(round_document, "swing_items", lambda _model, _result: ())


@pytest.mark.parametrize("part", range(PARTS))
def test_no_score_of_few_people_follows_in_ten_thousand_organisations(part, monkeypatch):
    without_statistics(monkeypatch)

    assert losses(2024 + part, ORGANISATIONS // PARTS) == (0, 0)


def test_nothing_about_few_people_follows_from_all_that_is_stored():
    assert losses(7, SOME) == (0, 0)


def test_the_attack_succeeds_where_only_the_few_answers_themselves_are_hidden(monkeypatch):
    def only_few(model, answers, *, stated, verified, threshold):
        few = answered_by_few(model, answers, threshold=threshold)
        return Withheld(few=few, items=few)

    monkeypatch.setattr(round_document, "withheld", only_few)

    lost, _groups = losses(7, SOME)

    assert lost > SOME / 4


def test_the_attack_succeeds_where_verified_scores_are_forgotten(monkeypatch):
    found = round_document.withheld

    def forgetful(model, answers, *, stated, verified, threshold):
        return found(model, answers, stated=stated, verified=stated, threshold=threshold)

    monkeypatch.setattr(round_document, "withheld", forgetful)

    lost, _groups = losses(7, SOME)

    assert lost > SOME / 20


def test_the_attack_succeeds_where_the_gap_only_looks_at_its_two_sides(monkeypatch):
    def two_sides(model, answers, *, threshold):
        own = model.perspectives[0].code
        counts = group_counts(model, answers)
        others = sum(counts.values()) - counts[own]
        return None if min(counts[own], others) < threshold else PerceptionGap(group=own, tiers={})

    monkeypatch.setattr(round_document, "perception_gap", two_sides)

    _items, groups = losses(7, SOME)

    assert groups > 0
