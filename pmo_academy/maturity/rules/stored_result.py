"""Read a stored result back; what was withheld counts as what the scores around it suggest."""

from collections.abc import Mapping
from typing import Any

from pmo_academy.maturity.rules.model import HIGHEST_ANSWER, Item, Model
from pmo_academy.maturity.rules.scoring import BrakeKind, Brakes, Kind, Result, TraceStep

Document = Mapping[str, Any]


def result_from(model: Model, document: Document, *, kind: Kind = Kind.STATED) -> Result:
    """Read a stored result back as it was; nothing is worked out anew but withheld items.

    They get the value that the score of their pair stands for, or else that of their tier.
    """
    tiers = model.tier_codes
    return Result(
        kind=kind,
        rung=document["rung"],
        tiers={tier: document["tier"][tier] for tier in tiers},
        raw_steps={tier: document["steps"][tier]["raw"] for tier in tiers},
        steps={tier: document["steps"][tier]["step"] for tier in tiers},
        pairs={
            (domain.code, tier): document["S"][f"{domain.code}/{tier}"]
            for domain in model.domains
            for tier in tiers
        },
        items={item.code: _value(item, document) for item in model.items},
        trace=tuple(_trace_step(step) for step in document["trace"]),
        brakes={tier: _brakes(document["brakes"][tier]) for tier in tiers},
        composite=document["composite"],
        domain_rungs={
            domain.code: document["domain_rung"][domain.code] for domain in model.domains
        },
        out_of_scope=frozenset(document["out_of_scope"]),
    )


def _value(item: Item, document: Document) -> float | None:
    value: float | None = document["m"][item.code]
    if value is not None or item.code not in document.get("withheld", {}).get("items", ()):
        return value
    score = document["S"][f"{item.domain}/{item.tier}"]
    if score is None:
        score = document["tier"][item.tier]
    return None if score is None else score * HIGHEST_ANSWER / 100


def _trace_step(stored: Document) -> TraceStep:
    return TraceStep(
        tier=stored["tier"],
        raw=stored["raw"],
        step=stored["step"],
        why=tuple(BrakeKind(why) for why in stored["why"]),
    )


def _brakes(stored: Document) -> Brakes:
    return Brakes(
        core_block=tuple(stored["core_block"]),
        core_cap=tuple(stored["core_cap"]),
        floor=tuple(stored["floor"]),
    )
