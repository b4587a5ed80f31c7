"""The outcome of a round as documents that are stored at its closing."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from pmo_academy.maturity.rules.agreement import agreement
from pmo_academy.maturity.rules.answers import RoundAnswers, tabulate
from pmo_academy.maturity.rules.concealing import conceal_answers, conceal_result
from pmo_academy.maturity.rules.confidence import confidence
from pmo_academy.maturity.rules.disclosure import withheld
from pmo_academy.maturity.rules.display import pattern
from pmo_academy.maturity.rules.documents import (
    Document,
    agreement_document,
    bootstrap_document,
    confidence_document,
    numbers_document,
    result_document,
    swing_document,
)
from pmo_academy.maturity.rules.group_results import GroupResult, group_results, may_show
from pmo_academy.maturity.rules.model import HIGHEST_ANSWER, Form, Model
from pmo_academy.maturity.rules.perception import perception_gap
from pmo_academy.maturity.rules.resampling import REPLICATES, bootstrap, standard_errors
from pmo_academy.maturity.rules.scoring import Kind, Result, score
from pmo_academy.maturity.rules.workshop import swing_items

_POINTS = np.arange(HIGHEST_ANSWER + 1)[:, np.newaxis, np.newaxis]


def round_documents(
    model: Model,
    answers: RoundAnswers,
    *,
    seed: int,
    threshold: int | None,
    form: Form = Form.FULL,
    replicates: int = REPLICATES,
) -> dict[Kind, Document]:
    """Work out everything that may be shown of a round; nothing when too few people answered.

    The threshold is None where names stand beside answers. What is hidden is not stored, so that
    no page, export or report can show it or what it would follow from.
    """
    asked = replace(answers, out_of_scope=answers.out_of_scope | model.outside_of(form))
    if not may_show(model, asked, threshold=threshold):
        return {}
    stated = score(model, asked)
    verified = score(model, asked, kind=Kind.VERIFIED)
    away = withheld(model, asked, stated=stated, verified=verified, threshold=threshold)
    about_answers = {
        "form": str(form),
        "confidence": _confidence(model, asked, threshold=threshold, form=form),
        "choices": choice_counts(model, asked),
        "swing": swing_document(swing_items(model, stated)),
        "groups": [_group(one) for one in group_results(model, asked, threshold=threshold)],
        "perception": _perception(model, asked, threshold=threshold),
        "evidence": sorted(asked.evidence),
        **_statistics(model, asked, seed=seed, replicates=replicates, form=form),
    }
    return {
        Kind.STATED: {
            **conceal_result(_result(model, stated), away),
            **conceal_answers(model, about_answers, away),
        },
        Kind.VERIFIED: {
            **conceal_result(_result(model, verified), away, is_verified=True),
            "form": str(form),
        },
    }


def _statistics(
    model: Model, answers: RoundAnswers, *, seed: int, replicates: int, form: Form
) -> Document:
    """Say how answers spread and how the result would vary; one person's answers do neither."""
    if form is Form.SOLO:
        nobody = replace(answers, responses=())
        return {
            "bootstrap": None,
            "jackknife": dict.fromkeys(model.tier_codes),
            "agreement": agreement_document(agreement(model, nobody)),
        }
    drawn = bootstrap(model, answers, seed=seed, replicates=replicates)
    return {
        "bootstrap": bootstrap_document(drawn),
        "jackknife": numbers_document(standard_errors(model, answers)),
        "agreement": agreement_document(agreement(model, answers)),
    }


def _result(model: Model, result: Result) -> Document:
    shape = pattern(model, result)
    return {
        **result_document(model, result),
        "steps": {
            tier: {"raw": result.raw_steps[tier], "step": result.steps[tier]}
            for tier in model.tier_codes
        },
        "pattern": {
            "emphasis": shape.emphasis,
            "overreach": shape.is_overreach,
            "missing_base": list(shape.missing_base),
            "inverted": [list(pair) for pair in shape.inverted],
        },
    }


def _confidence(
    model: Model, answers: RoundAnswers, *, threshold: int | None, form: Form
) -> Document:
    """Write down the confidence; how many a small group lacks would tell how many answered."""
    document = confidence_document(confidence(model, answers, form=form))
    if threshold is not None:
        document["missing_from"] = dict.fromkeys(document["missing_from"])
    return document


def choice_counts(model: Model, answers: RoundAnswers) -> dict[str, list[int] | None]:
    """Count for each item who chose which anchor, the last number "I don't know"."""
    table = tabulate(model, answers)
    chosen = np.where(table.is_number, table.numbers, -1)[np.newaxis] == _POINTS
    counts = [*chosen.sum(axis=1), table.is_unknown.sum(axis=0)]
    by_item = np.array(counts, dtype=np.int64).T.tolist()
    return {
        item.code: counted if any(counted) else None
        for item, counted in zip(model.items, by_item, strict=True)
    }


def _group(one: GroupResult) -> Document:
    tiers: Mapping[str, float | None] | None = one.tiers
    return {
        "group": one.group,
        "count": one.count,
        "tier": None if tiers is None else numbers_document(tiers),
    }


def _perception(model: Model, answers: RoundAnswers, *, threshold: int | None) -> Document | None:
    found = perception_gap(model, answers, threshold=threshold)
    if found is None:
        return None
    return {"group": found.group, "tier": numbers_document(found.tiers)}
