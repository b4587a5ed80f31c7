"""What can be said of a round between its last answer and its closing: who agrees, and on what."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pmo_academy.maturity.rules.agreement import agreement
from pmo_academy.maturity.rules.answers import RoundAnswers
from pmo_academy.maturity.rules.disclosure import answered_by_few
from pmo_academy.maturity.rules.group_results import may_show
from pmo_academy.maturity.rules.model import Model
from pmo_academy.maturity.rules.round_document import choice_counts
from pmo_academy.maturity.rules.scoring import score
from pmo_academy.maturity.rules.workshop import Topic, agenda, swing_items

GOOD_ALPHA = 0.80
FAIR_ALPHA = 2 / 3


class Accord(StrEnum):
    """How far people agree over the whole form, by the limits that are customary for alpha."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


@dataclass(frozen=True, kw_only=True)
class Difference:
    """An item that people see differently: who chose which anchor, the last "I don't know"."""

    item: str
    rwg: float
    deviation: float
    counts: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Review:
    """Agreement over the whole form, and the items with low agreement, the lowest first."""

    alpha: float | None
    differences: tuple[Difference, ...]


@dataclass(frozen=True, kw_only=True)
class Preparation:
    """What a workshop begins with: the agenda, and what each item in scope has by the answers."""

    agenda: tuple[Topic, ...]
    means: Mapping[str, float | None]


def review(model: Model, answers: RoundAnswers, *, threshold: int | None) -> Review | None:
    """Measure agreement; None where too few people answered to show anything."""
    if not may_show(model, answers, threshold=threshold):
        return None
    agreed, counts = agreement(model, answers), choice_counts(model, answers)
    few = answered_by_few(model, answers, threshold=threshold)
    low = [
        Difference(item=code, rwg=item.rwg, deviation=item.deviation, counts=tuple(shown))
        for code, item in agreed.items.items()
        if item and item.is_low and (shown := counts[code]) and code not in few
    ]
    return Review(
        alpha=agreed.alpha,
        differences=tuple(sorted(low, key=lambda one: one.rwg)),
    )


def prepare(model: Model, answers: RoundAnswers, *, threshold: int | None) -> Preparation | None:
    """Work out what a workshop begins with; None where too few people answered."""
    if not may_show(model, answers, threshold=threshold):
        return None
    stated = score(model, answers)
    return Preparation(
        agenda=agenda(
            model,
            swings=swing_items(model, stated),
            agreed=agreement(model, answers),
            hidden=answered_by_few(model, answers, threshold=threshold),
        ),
        means={
            code: mean for code, mean in stated.items.items() if code not in stated.out_of_scope
        },
    )


def accord_of(alpha: float) -> Accord:
    """Say how far people agree."""
    if alpha >= GOOD_ALPHA:
        return Accord.GOOD
    return Accord.FAIR if alpha >= FAIR_ALPHA else Accord.POOR
