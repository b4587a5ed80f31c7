"""The outcome of a round as documents that are stored at its closing, and read back."""

from collections.abc import Mapping

import numpy as np

from pmo_academy.maturity.rules.agreement import agreement
from pmo_academy.maturity.rules.answers import RoundAnswers, tabulate
from pmo_academy.maturity.rules.confidence import confidence
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
from pmo_academy.maturity.rules.model import HIGHEST_ANSWER, Model
from pmo_academy.maturity.rules.perception import perception_gap
from pmo_academy.maturity.rules.resampling import bootstrap, standard_errors
from pmo_academy.maturity.rules.scoring import Kind, Result, result_of, score
from pmo_academy.maturity.rules.workshop import swing_items


def round_documents(
    model: Model, answers: RoundAnswers, *, seed: int, threshold: int | None
) -> dict[Kind, Document]:
    """Work out everything that may be shown of a round; nothing when too few people answered.

    The threshold is None where names stand beside answers. What is hidden is not stored, so that
    no page, export or report can show it.
    """
    if not may_show(model, answers, threshold=threshold):
        return {}
    stated = score(model, answers)
    verified = score(model, answers, kind=Kind.VERIFIED)
    about_answers = {
        "confidence": _confidence(model, answers, threshold=threshold),
        "bootstrap": bootstrap_document(bootstrap(model, answers, seed=seed)),
        "jackknife": numbers_document(standard_errors(model, answers)),
        "agreement": agreement_document(agreement(model, answers)),
        "swing": swing_document(swing_items(model, stated)),
        "choices": _choices(model, answers, threshold=threshold),
        "groups": [_group(one) for one in group_results(model, answers, threshold=threshold)],
        "perception": _perception(model, answers, threshold=threshold),
        "evidence": sorted(answers.evidence),
    }
    return {
        Kind.STATED: {**_result(model, stated), **about_answers},
        Kind.VERIFIED: _result(model, verified),
    }


def result_from(model: Model, document: Document, *, kind: Kind = Kind.STATED) -> Result:
    """Read a stored result back."""
    values = np.array([[document["m"][item.code] for item in model.items]], dtype=np.float64)
    in_scope = np.array([item.code not in document["out_of_scope"] for item in model.items])
    return result_of(model, values, in_scope=in_scope, kind=kind)


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


def _confidence(model: Model, answers: RoundAnswers, *, threshold: int | None) -> Document:
    """Write down the confidence; how many a small group lacks would tell how many answered."""
    document = confidence_document(confidence(model, answers))
    if threshold is not None:
        document["missing_from"] = dict.fromkeys(document["missing_from"])
    return document


def _choices(
    model: Model, answers: RoundAnswers, *, threshold: int | None
) -> dict[str, list[int] | None]:
    """Count for each item who chose which anchor, the last number "I don't know"."""
    table = tabulate(model, answers)
    counted: dict[str, list[int] | None] = {}
    for at, item in enumerate(model.items):
        chosen = table.numbers[table.is_number[:, at], at].astype(np.int64)
        points = np.bincount(chosen, minlength=HIGHEST_ANSWER + 1).tolist()
        counts = [*points, int(table.is_unknown[:, at].sum())]
        counted[item.code] = counts if sum(counts) >= max(1, threshold or 0) else None
    return counted


def _group(one: GroupResult) -> Document:
    tiers: Mapping[str, float | None] | None = one.tiers
    return {
        "group": one.group,
        "count": one.count,
        "tier": None if tiers is None else numbers_document(tiers),
    }


def _perception(model: Model, answers: RoundAnswers, *, threshold: int | None) -> Document | None:
    found = perception_gap(model, answers, threshold=threshold or 1)
    if found is None:
        return None
    return {"group": found.group, "tier": numbers_document(found.tiers)}
