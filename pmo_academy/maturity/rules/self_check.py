"""What one person's answers to the quick form say: a tier, what holds it, and what to do next."""

from collections.abc import Mapping
from dataclasses import dataclass

from pmo_academy.maturity.rules.answers import LEAST_ANSWERED, Answer, Response, RoundAnswers
from pmo_academy.maturity.rules.display import tier_of
from pmo_academy.maturity.rules.model import STEP_COUNT, Domain, Form, Item, Model, Tier
from pmo_academy.maturity.rules.scoring import BrakeKind, Result, score
from pmo_academy.maturity.rules.targets import Gap, gaps, item_targets

STEPS_SHOWN = 3


@dataclass(frozen=True, kw_only=True)
class Hold:
    """One thing that holds the tier: a decisive question, or a field of work for a whole tier."""

    kind: BrakeKind
    tier: Tier
    domain: Domain
    item: Item | None
    is_known: bool


@dataclass(frozen=True, kw_only=True)
class SelfCheckResult:
    """The outcome of a self-check; without a tier nothing is established yet.

    Where no hold is named, the score of the tier `short_of` ends the climb, if anything does.
    """

    tier: Tier | None
    holds: tuple[Hold, ...]
    short_of: Tier | None
    steps: tuple[Gap, ...]
    unknown: frozenset[str]


def quick_items(model: Model) -> tuple[Item, ...]:
    """Give the questions of the quick form in the order of the model."""
    return tuple(item for item in model.items if item.code in model.quick_form)


def is_enough(model: Model, answers: Mapping[str, Answer]) -> bool:
    """Tell whether so many questions are answered that they can be scored."""
    asked = quick_items(model)
    given = sum(answers.get(item.code) is not None for item in asked)
    return given >= LEAST_ANSWERED * len(asked)


def self_check(model: Model, answers: Mapping[str, Answer]) -> SelfCheckResult:
    """Score one person's answers with the rules of a round; all other items are out of scope."""
    result = score(
        model,
        RoundAnswers(
            responses=(Response(answers=answers),), out_of_scope=model.outside_of(Form.QUICK)
        ),
    )
    ended = result.trace[-1]
    is_at_top = result.rung == model.top_rung
    tiers = {tier.code: tier for tier in model.tiers}
    return SelfCheckResult(
        tier=tier_of(model, result.rung),
        holds=_holds(model, result),
        short_of=None if ended.why or is_at_top else tiers[ended.tier],
        steps=_steps(model, result),
        unknown=frozenset(item.code for item in quick_items(model) if _is_open(result, item)),
    )


def _is_open(result: Result, item: Item) -> bool:
    return result.items[item.code] is None


def _holds(model: Model, result: Result) -> tuple[Hold, ...]:
    """Name the brakes that act in the climb, in its order."""
    tiers = {tier.code: tier for tier in model.tiers}
    domains = {domain.code: domain for domain in model.domains}
    found: list[Hold] = []
    for step in result.trace:
        brakes = result.brakes[step.tier]
        held = {
            BrakeKind.CORE_BLOCK: brakes.core_block,
            BrakeKind.CORE_CAP: brakes.core_cap,
            BrakeKind.FLOOR: brakes.floor,
        }
        for kind in step.why:
            for code in held[kind]:
                item = model.item_by_code.get(code) if kind is not BrakeKind.FLOOR else None
                value = result.items[code] if item else result.pairs[code, step.tier]
                found.append(
                    Hold(
                        kind=kind,
                        tier=tiers[step.tier],
                        domain=domains[item.domain if item else code],
                        item=item,
                        is_known=value is not None,
                    )
                )
    return tuple(found)


def _steps(model: Model, result: Result) -> tuple[Gap, ...]:
    """Give the most pressing gaps towards the next rung, then towards the ones above it."""
    found: dict[str, Gap] = {}
    for rung in range(_next_rung(model, result), model.top_rung + 1):
        for gap in gaps(model, result, targets=item_targets(model, rung)):
            found.setdefault(gap.item, gap)
        if len(found) >= STEPS_SHOWN:
            break
    return tuple(found.values())[:STEPS_SHOWN]


def _next_rung(model: Model, result: Result) -> int:
    """Look to the rung above the present one; a tier that is held back has to be settled first."""
    above = min(result.rung + 1, model.top_rung)
    held = [at for at, step in enumerate(result.trace) if step.why]
    settled = STEP_COUNT * held[0] + 2 if held else 0
    return max(above, settled)
