"""Scores a file of answers without a database: `pmo-academy score FILE`."""

from collections.abc import Collection
from typing import Any

from pmo_academy.maturity.rules.agreement import agreement
from pmo_academy.maturity.rules.answers import tabulate
from pmo_academy.maturity.rules.confidence import confidence
from pmo_academy.maturity.rules.documents import (
    agreement_document,
    bootstrap_document,
    confidence_document,
    gaps_document,
    numbers_document,
    plan_document,
    result_document,
    swing_document,
)
from pmo_academy.maturity.rules.learning_plan import Course, learning_plan
from pmo_academy.maturity.rules.model import Model
from pmo_academy.maturity.rules.resampling import bootstrap, standard_errors
from pmo_academy.maturity.rules.scoring import Kind, Result, score
from pmo_academy.maturity.rules.targets import gaps, item_targets, percent_to_target
from pmo_academy.maturity.rules.workshop import swing_items
from pmo_academy.maturity.score_file_reading import ScoreFileError, read_answers

SEED = 2024

__all__ = ["ScoreFileError", "run"]


def run(
    text: str, *, model: Model, courses: Collection[Course], target: int | None = None
) -> dict[str, Any]:
    """Score the answers in a JSON text, with gaps and plan if a target rung is given."""
    problems = [] if target is None else _target_problems(model, target)
    answers = read_answers(text, model=model, problems=problems)
    stated = score(model, answers)
    document = {
        "model": f"{model.code} {model.version}",
        "respondents": {
            "answered": len(answers.responses),
            "counted": tabulate(model, answers).people,
            "invited": answers.invited,
        },
        "stated": result_document(model, stated),
        "verified": result_document(model, score(model, answers, kind=Kind.VERIFIED)),
        "confidence": confidence_document(confidence(model, answers)),
        "bootstrap": bootstrap_document(bootstrap(model, answers, seed=SEED)),
        "jackknife": numbers_document(standard_errors(model, answers)),
        "agreement": agreement_document(agreement(model, answers)),
        "swing": swing_document(swing_items(model, stated)),
    }
    if target is not None:
        document |= _way_to(model, stated, target=target, courses=courses)
    return document


def _target_problems(model: Model, target: int) -> list[str]:
    if 1 <= target <= model.top_rung:
        return []
    return [f"target: {target} is not a rung to aim at; use 1 to {model.top_rung}"]


def _way_to(
    model: Model, stated: Result, *, target: int, courses: Collection[Course]
) -> dict[str, Any]:
    targets = item_targets(model, target)
    missing = gaps(model, stated, targets=targets)
    covered = percent_to_target(model, stated, targets=targets)
    return {
        "target": target,
        "gaps": gaps_document(missing),
        "plan": {
            "percent_to_target": numbers_document({"whole": covered})["whole"],
            **plan_document(learning_plan(missing, courses)),
        },
    }
