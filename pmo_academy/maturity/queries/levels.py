"""A stored level in words: the rung, its tiers, and what holds it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.rules.display import figure, rung_name, step_of, tier_of
from pmo_academy.maturity.rules.model import STEP_COUNT, Model
from pmo_academy.maturity.rules.scoring import BrakeKind

Document = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class TierFigure:
    """A tier's score, what it would allow by itself (raw) and what is left of it."""

    code: str
    name: str
    score: float | None
    text: str
    is_just_under: bool
    raw_step: int
    step: int


@dataclass(frozen=True, kw_only=True)
class Level:
    """A rung in words; `raw_step_name` is set when brakes hold the tier below its score."""

    rung: int
    name: str
    tier_name: str | None
    step_name: str | None
    raw_step_name: str | None
    tiers: tuple[TierFigure, ...]
    composite: float | None


@dataclass(frozen=True, kw_only=True)
class Brake:
    """One thing that holds the level: a core item (points 0 to 4) or a floor pair (0 to 100)."""

    kind: BrakeKind
    tier_name: str
    domain: str
    domain_name: str
    item: str | None
    title: str
    question: str
    value: float | None
    needed: float


@dataclass(frozen=True, kw_only=True)
class Shortfall:
    """The tier score that ends the climb when no brake does."""

    tier_name: str
    score: float | None
    needed: float


def level_of(model: Model, document: Document) -> Level:
    """Put a stored result into words."""
    rung, tier = document["rung"], tier_of(model, document["rung"])
    raw = document["steps"][tier.code]["raw"] if tier else 0
    return Level(
        rung=rung,
        name=rung_name(model, rung),
        tier_name=tier.name if tier else None,
        step_name=model.steps[step_of(rung) - 1] if tier else None,
        raw_step_name=model.steps[raw - 1] if raw > step_of(rung) else None,
        tiers=tuple(_tier(model, document, code=one.code, name=one.name) for one in model.tiers),
        composite=document["composite"],
    )


def _tier(model: Model, document: Document, *, code: str, name: str) -> TierFigure:
    score, limits = document["tier"][code], model.limits
    shown = (
        None if score is None else figure(score, limits=limits.steps, tolerance=limits.tolerance)
    )
    return TierFigure(
        code=code,
        name=name,
        score=score,
        text=shown.text if shown else "–",
        is_just_under=shown.is_just_under if shown else False,
        raw_step=document["steps"][code]["raw"],
        step=document["steps"][code]["step"],
    )


def brakes_of(model: Model, document: Document) -> tuple[Brake, ...]:
    """Name the brakes that act in the climb, in its order."""
    names = {tier.code: tier.name for tier in model.tiers}
    found = []
    for step in document["trace"]:
        for why in step["why"]:
            for code in document["brakes"][step["tier"]][why]:
                kind, tier = BrakeKind(why), step["tier"]
                found.append(
                    _pair_brake(model, document, domain=code, tier=tier, tier_name=names[tier])
                    if kind is BrakeKind.FLOOR
                    else _item_brake(model, document, kind=kind, item=code, tier_name=names[tier])
                )
    return tuple(found)


def _item_brake(
    model: Model, document: Document, *, kind: BrakeKind, item: str, tier_name: str
) -> Brake:
    one = model.item_by_code[item]
    return Brake(
        kind=kind,
        tier_name=tier_name,
        domain=one.domain,
        domain_name=_domain_name(model, one.domain),
        item=item,
        title=one.title,
        question=one.question,
        value=document["m"][item],
        needed=model.limits.core_cap,
    )


def _pair_brake(
    model: Model, document: Document, *, domain: str, tier: str, tier_name: str
) -> Brake:
    name = _domain_name(model, domain)
    return Brake(
        kind=BrakeKind.FLOOR,
        tier_name=tier_name,
        domain=domain,
        domain_name=name,
        item=None,
        title=name,
        question=_("%(domain)s at the level of %(tier)s", domain=name, tier=tier_name),
        value=document["S"][f"{domain}/{tier}"],
        needed=model.limits.floor,
    )


def shortfall_of(model: Model, document: Document) -> Shortfall | None:
    """Name the score that ends the climb; None where a brake does, or at the top."""
    last = document["trace"][-1]
    if last["why"] or last["raw"] == STEP_COUNT:
        return None
    name = next(tier.name for tier in model.tiers if tier.code == last["tier"])
    needed = model.limits.steps[last["raw"]]
    return Shortfall(tier_name=name, score=document["tier"][last["tier"]], needed=needed)


def _domain_name(model: Model, code: str) -> str:
    return next(domain.name for domain in model.domains if domain.code == code)
