"""From a wanted rung to what each item should reach, what is missing, and what comes first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pmo_academy.maturity.rules.model import HIGHEST_ANSWER, STEP_COUNT, Item, Model
from pmo_academy.maturity.rules.scoring import Result, score_values

USUAL_PRACTICE = 3

_ROUNDING = 1e-9


class Pressing(StrEnum):
    """Why a gap presses: it holds its tier, its domain does, its tier is next, or none of these."""

    CORE_BLOCK = "core_block"
    CORE_CAP = "core_cap"
    FLOOR = "floor"
    UNSETTLED = "unsettled"
    ELSEWHERE = "elsewhere"


_URGENCY = {
    Pressing.CORE_BLOCK: 3.0,
    Pressing.CORE_CAP: 3.0,
    Pressing.FLOOR: 2.0,
    Pressing.UNSETTLED: 1.5,
    Pressing.ELSEWHERE: 1.0,
}


@dataclass(frozen=True, kw_only=True)
class Gap:
    """What one item lacks, how urgent that is, and the anchor to reach next."""

    item: str
    current: float
    target: float
    gap: float
    weight: int
    pressing: Pressing
    urgency: float
    priority: float
    next_point: int
    next_anchor: str


def item_targets(
    model: Model, rung: int, *, raised: Mapping[str, float] | None = None
) -> dict[str, float]:
    """Say what every item should reach for a rung; single items may be raised, never lowered."""
    if not 1 <= rung <= model.top_rung:
        msg = f"a target rung is a whole number from 1 to {model.top_rung}, not {rung}"
        raise ValueError(msg)
    asked = raised or {}
    usual = {item.code: _target(model, item, rung=rung) for item in model.items}
    return {code: max(target, asked.get(code, 0.0)) for code, target in usual.items()}


def gaps(model: Model, result: Result, *, targets: Mapping[str, float]) -> tuple[Gap, ...]:
    """List what is missing, the most pressing first; an unknown item lacks everything."""
    found = [
        _gap(model, result, item=item, target=targets[item.code])
        for item in _in_scope(model, result)
    ]
    order = {tier: at for at, tier in enumerate(model.tier_codes)}
    # Sorting keeps the order of the model among equals.
    return tuple(
        sorted(
            (gap for gap in found if gap.gap > _ROUNDING),
            key=lambda gap: (-round(gap.priority, 9), order[model.item_by_code[gap.item].tier]),
        )
    )


def percent_to_target(model: Model, result: Result, *, targets: Mapping[str, float]) -> float:
    """Give the share of the way that is covered, from 0 to 1; surplus does not count."""
    whole = _target_sum(model, result, targets=targets)
    return _attained(model, result, targets=targets) / whole if whole else 1.0


def progress_to_date(
    model: Model, now: Result, *, base: Result, targets: Mapping[str, float]
) -> float:
    """Give the share of what was missing at the start that has been gained since."""
    start = _attained(model, base, targets=targets)
    missing = _target_sum(model, base, targets=targets) - start
    if missing < _ROUNDING:
        return 1.0
    return (_attained(model, now, targets=targets) - start) / missing


def missed_rungs(model: Model) -> Sequence[int]:
    """Name the rungs that exactly meeting all their item targets would not earn."""
    rungs = range(1, model.top_rung + 1)
    return [rung for rung in rungs if score_values(model, item_targets(model, rung)).rung != rung]


def _target(model: Model, item: Item, *, rung: int) -> float:
    tier, step = divmod(rung - 1, STEP_COUNT)
    at = model.tier_codes.index(item.tier)
    if at > tier:
        return 0.0
    usual = USUAL_PRACTICE if at < tier else step + 2
    return float(max(usual, USUAL_PRACTICE) if item.is_core else usual)


def _in_scope(model: Model, result: Result) -> list[Item]:
    return [item for item in model.items if item.code not in result.out_of_scope]


def _gap(model: Model, result: Result, *, item: Item, target: float) -> Gap:
    current = result.items[item.code] or 0.0
    missing = max(0.0, target - current)
    pressing = _pressing(result, item)
    urgency = _URGENCY[pressing]
    next_point = min(int(current + model.limits.tolerance) + 1, HIGHEST_ANSWER)
    return Gap(
        item=item.code,
        current=current,
        target=target,
        gap=missing,
        weight=item.weight,
        pressing=pressing,
        urgency=urgency,
        priority=item.weight * missing / HIGHEST_ANSWER * urgency,
        next_point=next_point,
        next_anchor=item.anchors[next_point],
    )


def _pressing(result: Result, item: Item) -> Pressing:
    brakes = result.brakes[item.tier]
    if item.code in brakes.core_block:
        return Pressing.CORE_BLOCK
    if item.code in brakes.core_cap:
        return Pressing.CORE_CAP
    if item.domain in brakes.floor:
        return Pressing.FLOOR
    return Pressing.UNSETTLED if item.tier == result.lowest_unsettled() else Pressing.ELSEWHERE


def _attained(model: Model, result: Result, *, targets: Mapping[str, float]) -> float:
    return sum(
        item.weight * min(result.items[item.code] or 0.0, targets[item.code])
        for item in _in_scope(model, result)
    )


def _target_sum(model: Model, result: Result, *, targets: Mapping[str, float]) -> float:
    return sum(item.weight * targets[item.code] for item in _in_scope(model, result))
