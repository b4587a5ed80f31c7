"""Results as plain documents that can be stored, printed as JSON and compared."""

from collections.abc import Mapping, Sequence
from typing import Any

from pmo_academy.maturity.rules.agreement import Agreement
from pmo_academy.maturity.rules.confidence import Confidence
from pmo_academy.maturity.rules.display import rung_name
from pmo_academy.maturity.rules.learning_plan import LearningPlan
from pmo_academy.maturity.rules.model import Model
from pmo_academy.maturity.rules.resampling import Bootstrap
from pmo_academy.maturity.rules.scoring import Result
from pmo_academy.maturity.rules.targets import Gap
from pmo_academy.maturity.rules.workshop import Swing

# Enough for every comparison, and the same on every machine.
PLACES = 9

Document = dict[str, Any]


def result_document(model: Model, result: Result) -> Document:
    """Write down a stated or verified result."""
    return {
        "tier": numbers_document(result.tiers),
        "rung": result.rung,
        "rung_name": rung_name(model, result.rung),
        "trace": [
            {"tier": one.tier, "raw": one.raw, "step": one.step, "why": [str(w) for w in one.why]}
            for one in result.trace
        ],
        "brakes": {
            tier: {
                "core_block": list(held.core_block),
                "core_cap": list(held.core_cap),
                "floor": list(held.floor),
            }
            for tier, held in result.brakes.items()
        },
        "composite": _number(result.composite),
        "domain_rung": dict(result.domain_rungs),
        "S": {f"{d}/{t}": _number(value) for (d, t), value in result.pairs.items()},
        "m": numbers_document(result.items),
        "out_of_scope": [item.code for item in model.items if item.code in result.out_of_scope],
    }


def confidence_document(sure: Confidence) -> Document:
    """Write down the confidence index and its parts."""
    return {
        "q": {str(part): _number(value) for part, value in sure.parts.items()},
        "Q": _number(sure.index),
        "label": str(sure.label),
        "weakest": sure.weakest and str(sure.weakest),
        "counted": sure.counted,
        "invited": sure.invited,
        "missing_from": dict(sure.missing_from),
    }


def bootstrap_document(drawn: Bootstrap | None) -> Document | None:
    """Write down intervals and support; nothing when too few people answered."""
    if drawn is None:
        return None
    return {
        "seed": drawn.seed,
        "B": drawn.replicates,
        "ci": {tier: _interval(ends) for tier, ends in drawn.tiers.items()},
        "composite_ci": _interval(drawn.composite),
        "rungs": {str(rung): count for rung, count in drawn.rungs.items()},
        "support": _number(drawn.support),
        "wording": str(drawn.wording),
    }


def agreement_document(agreed: Agreement) -> Document:
    """Write down agreement by item, by domain and over the whole form."""
    return {
        "items": {
            code: item
            and {"n": item.count, "rwg": _number(item.rwg), "ad": _number(item.deviation)}
            for code, item in agreed.items.items()
        },
        "domains": numbers_document(agreed.domains),
        "low": list(agreed.low_items),
        "alpha": _number(agreed.alpha),
    }


def swing_document(swings: Sequence[Swing]) -> Document:
    """Write down for each swing item the rungs if it is rounded down and up."""
    return {swing.item: [swing.down, swing.up] for swing in swings}


def gaps_document(gaps: Sequence[Gap]) -> list[Document]:
    """Write down the gaps in the order of their priority."""
    return [
        {
            "id": gap.item,
            "cur": _number(gap.current),
            "target": _number(gap.target),
            "gap": _number(gap.gap),
            "urgency": gap.urgency,
            "priority": _number(gap.priority),
            "next": {"point": gap.next_point, "anchor": gap.next_anchor},
        }
        for gap in gaps
    ]


def plan_document(plan: LearningPlan) -> Document:
    """Write down the courses of a plan and what they leave open."""
    return {
        "courses": [
            {
                "code": one.code,
                "hours": one.hours,
                "share": _number(one.share),
                "serves": list(one.serves),
            }
            for one in plan.courses
        ],
        "hours": plan.hours,
        "residual": _number(plan.residual),
    }


def numbers_document(values: Mapping[str, float | None]) -> Document:
    """Write down figures by tier, domain or item; an unknown one is null."""
    return {name: _number(value) for name, value in values.items()}


def _number(value: float | None) -> float | None:
    return None if value is None else round(value, PLACES)


def _interval(ends: tuple[float, float] | None) -> list[float | None] | None:
    return None if ends is None else [_number(end) for end in ends]
