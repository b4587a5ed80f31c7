"""Why a level is what it is: the rows behind each brake, the verified level and the confidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pmo_academy.core.web import number
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.queries import Brake, Figures
from pmo_academy.maturity.queries.trust import ConfidencePart, confidence_parts
from pmo_academy.maturity.rules.model import Item
from pmo_academy.maturity.rules.scoring import BrakeKind

CAPPED_SHOWN = 10


@dataclass(frozen=True, kw_only=True)
class AnswerCount:
    """A statement and how many chose it."""

    text: str
    count: int


@dataclass(frozen=True, kw_only=True)
class ItemValue:
    """A question of a pair with its weight and its value; None is hidden or not known."""

    title: str
    weight: int
    value: float | None
    is_hidden: bool


@dataclass(frozen=True, kw_only=True)
class BrakeWhy:
    """A brake with what it rests on: the answers to a question, or the questions of a pair."""

    brake: Brake
    rule: str
    answers: Sequence[AnswerCount] | None
    items: Sequence[ItemValue]

    @property
    def is_hidden(self) -> bool:
        """Tell whether too few people answered to show how."""
        return self.brake.item is not None and self.answers is None


@dataclass(frozen=True, kw_only=True)
class TierPair:
    """The stated and the verified score of a tier."""

    name: str
    stated: float | None
    verified: float | None


@dataclass(frozen=True)
class WhyLevel:
    """Everything behind a level, from what is stored; what is hidden stays so."""

    figures: Figures

    @cached_property
    def brakes(self) -> Sequence[BrakeWhy]:
        """What holds the level, each with its rows."""
        return [self._brake(one) for one in self.figures.brakes]

    @cached_property
    def parts(self) -> Sequence[ConfidencePart]:
        """What the confidence is made of."""
        return confidence_parts(self.figures.model, self.figures.document)

    @cached_property
    def tiers(self) -> Sequence[TierPair]:
        """The tiers, stated and verified."""
        return [
            TierPair(name=one.name, stated=one.score, verified=other.score)
            for one, other in zip(
                self.figures.stated.tiers, self.figures.verified.tiers, strict=True
            )
        ]

    @cached_property
    def capped(self) -> Sequence[ItemValue]:
        """The questions that count less when verified, the heaviest first."""
        stated, verified = self.figures.document["m"], self.figures.verified_document["m"]
        lowered = [
            self._value(item)
            for item in self.figures.model.items
            if stated[item.code] is not None
            and verified[item.code] is not None
            and verified[item.code] < stated[item.code]
            and self.figures.choices(item.code) is not None
        ]
        return sorted(lowered, key=lambda one: (-one.weight, -(one.value or 0)))

    def _brake(self, brake: Brake) -> BrakeWhy:
        return BrakeWhy(
            brake=brake,
            rule=self._rule(brake),
            answers=self._answers(brake.item) if brake.item else None,
            items=() if brake.item else self._items(brake),
        )

    def _rule(self, brake: Brake) -> str:
        """Say which rule makes it a brake."""
        limits, step = self.figures.model.limits, self.figures.model.steps[0]
        if brake.kind is BrakeKind.CORE_BLOCK:
            return str(
                _(
                    "A decisive question below %(limit)s, or unknown, stops %(tier)s.",
                    limit=number(limits.core_block),
                    tier=brake.tier_name,
                )
            )
        if brake.kind is BrakeKind.CORE_CAP:
            return str(
                _(
                    "A decisive question below %(limit)s holds %(tier)s at %(step)s.",
                    limit=number(limits.core_cap),
                    tier=brake.tier_name,
                    step=step,
                )
            )
        return str(
            _(
                "A decisive domain below %(limit)s of 100 holds %(tier)s at %(step)s.",
                limit=number(limits.floor, 0),
                tier=brake.tier_name,
                step=step,
            )
        )

    def _answers(self, code: str) -> Sequence[AnswerCount] | None:
        counts = self.figures.choices(code)
        if counts is None:
            return None
        texts = (*self.figures.model.item_by_code[code].anchors, _("I don't know"))
        return [
            AnswerCount(text=text, count=count) for text, count in zip(texts, counts, strict=True)
        ]

    def _items(self, brake: Brake) -> Sequence[ItemValue]:
        tier = next(one.code for one in self.figures.model.tiers if one.name == brake.tier_name)
        return [
            self._value(item)
            for item in self.figures.model.items
            if (item.domain, item.tier) == (brake.domain, tier)
            and item.code not in self.figures.document["out_of_scope"]
        ]

    def _value(self, item: Item) -> ItemValue:
        is_hidden = self.figures.choices(item.code) is None
        return ItemValue(
            title=item.title,
            weight=item.weight,
            value=None if is_hidden else self.figures.document["m"][item.code],
            is_hidden=is_hidden,
        )
