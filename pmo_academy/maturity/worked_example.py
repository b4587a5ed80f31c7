"""The worked example of "How we score": two files of answers, worked out step by step.

The same files can be scored by anybody with `pmo-academy score FILE`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from pmo_academy.maturity.rules.answers import RoundAnswers, tabulate
from pmo_academy.maturity.rules.change import Change, Estimate, change
from pmo_academy.maturity.rules.confidence import SHARES, Confidence, Part, confidence
from pmo_academy.maturity.rules.display import rung_name
from pmo_academy.maturity.rules.model import Domain, Item, Model
from pmo_academy.maturity.rules.resampling import standard_errors
from pmo_academy.maturity.rules.scoring import BrakeKind, Kind, Result, score
from pmo_academy.maturity.score_file_reading import ScoreFileError, read_answers

FOLDER = Path(__file__).parent / "example"
FIRST, SECOND = "first-round.json", "second-round.json"
ROUNDS = (FIRST, SECOND)


@dataclass(frozen=True, kw_only=True)
class ItemWork:
    """What people answered to one item, in the order of the file, and its value."""

    item: Item
    answers: Sequence[str]
    value: float | None

    @property
    def numbers(self) -> Sequence[int]:
        """The answers that are numbers."""
        return [int(one) for one in self.answers if one.isdigit()]

    @property
    def unknown(self) -> int:
        """How many don't know."""
        return self.answers.count("D")


@dataclass(frozen=True, kw_only=True)
class TierWork:
    """One tier of the climb, and its change in the second round."""

    name: str
    score: float | None
    raw: int
    step: int
    held_by: Sequence[str]
    verified: float | None
    error: float | None
    later: float | None
    later_error: float | None
    change: Change | None


@dataclass(frozen=True, kw_only=True)
class PartWork:
    """One part of the confidence: its value from 0 to 1, its share, and their product."""

    part: Part
    value: float
    share: float

    @property
    def points(self) -> float:
        """What the part adds to the index."""
        return 100 * self.value * self.share


@dataclass(frozen=True)
class WorkedExample:
    """A round of ten people and the one after it, worked out with the rules of a model."""

    model: Model
    first: RoundAnswers
    second: RoundAnswers

    @property
    def counted(self) -> int:
        """How many responses count."""
        return tabulate(self.model, self.first).people

    @cached_property
    def stated(self) -> Result:
        """The first round as answered."""
        return score(self.model, self.first)

    @cached_property
    def verified(self) -> Result:
        """The first round as far as evidence carries."""
        return score(self.model, self.first, kind=Kind.VERIFIED)

    @cached_property
    def later(self) -> Result:
        """The second round as answered."""
        return score(self.model, self.second)

    @cached_property
    def sure(self) -> Confidence:
        """How much the first round can be trusted."""
        return confidence(self.model, self.first)

    @property
    def item(self) -> ItemWork:
        """The item to look at: the first that holds the level, else the first core item."""
        held = [
            code
            for brakes in self.stated.brakes.values()
            for code in (*brakes.core_block, *brakes.core_cap)
        ]
        core = [item.code for item in self.model.items if item.is_core]
        return self._work((held or core)[0])

    @property
    def unknown_item(self) -> ItemWork | None:
        """An item that too few people know; None if all are known."""
        codes = [code for code, value in self.stated.items.items() if value is None]
        return self._work(codes[0]) if codes else None

    @property
    def domain(self) -> Domain:
        """The domain of the item to look at."""
        return next(one for one in self.model.domains if one.code == self.item.item.domain)

    @property
    def tier_name(self) -> str:
        """The tier of the item to look at."""
        return next(one.name for one in self.model.tiers if one.code == self.item.item.tier)

    @property
    def pair_items(self) -> Sequence[ItemWork]:
        """All items of its pair."""
        tier = self.item.item.tier
        return [self._work(one.code) for one in self.domain.items if one.tier == tier]

    @property
    def pair_score(self) -> float | None:
        """The score of the pair."""
        return self.stated.pairs[self.domain.code, self.item.item.tier]

    @property
    def tier_score(self) -> float | None:
        """The score of the tier."""
        return self.stated.tiers[self.item.item.tier]

    @property
    def tier_pairs(self) -> Sequence[tuple[str, int, float | None]]:
        """Each domain with its relevance and its score in the tier."""
        tier = self.item.item.tier
        return [
            (one.name, one.relevance[tier], self.stated.pairs[one.code, tier])
            for one in self.model.domains
        ]

    @cached_property
    def tiers(self) -> Sequence[TierWork]:
        """The climb, from the bottom."""
        errors = standard_errors(self.model, self.first)
        later_errors = standard_errors(self.model, self.second)
        return [
            TierWork(
                name=tier.name,
                score=self.stated.tiers[tier.code],
                raw=self.stated.raw_steps[tier.code],
                step=self.stated.steps[tier.code],
                held_by=self._held_by(tier.code),
                verified=self.verified.tiers[tier.code],
                error=errors[tier.code],
                later=self.later.tiers[tier.code],
                later_error=later_errors[tier.code],
                change=change(
                    Estimate(value=self.stated.tiers[tier.code], error=errors[tier.code]),
                    Estimate(value=self.later.tiers[tier.code], error=later_errors[tier.code]),
                ),
            )
            for tier in self.model.tiers
        ]

    @property
    def parts(self) -> Sequence[PartWork]:
        """What the confidence is made of."""
        values: Mapping[Part, float] = self.sure.parts
        return [PartWork(part=part, value=values[part], share=SHARES[part]) for part in Part]

    @property
    def capped(self) -> Sequence[Item]:
        """The items that count less when verified."""
        return [
            item
            for item in self.model.items
            if (self.verified.items[item.code] or 0) < (self.stated.items[item.code] or 0)
        ]

    def level(self, result: Result) -> str:
        """Name the rung of a result."""
        return rung_name(self.model, result.rung)

    def _held_by(self, tier: str) -> Sequence[str]:
        """Name what holds a tier; a score that reaches nothing is held by nothing."""
        step = next((one for one in self.stated.trace if one.tier == tier), None)
        brakes = self.stated.brakes[tier]
        names = {one.code: one.name for one in self.model.domains}
        held = {
            BrakeKind.CORE_BLOCK: [self.model.item_by_code[c].title for c in brakes.core_block],
            BrakeKind.CORE_CAP: [self.model.item_by_code[c].title for c in brakes.core_cap],
            BrakeKind.FLOOR: [names[code] for code in brakes.floor],
        }
        return [name for why in (step.why if step else ()) for name in held[why]]

    def _work(self, code: str) -> ItemWork:
        given = [response.answers.get(code) for response in self.first.responses]
        return ItemWork(
            item=self.model.item_by_code[code],
            answers=["–" if one is None else str(one) for one in given],
            value=self.stated.items[code],
        )


@lru_cache(maxsize=8)
def worked_example(model: Model) -> WorkedExample | None:
    """Work the example out; None where the files don't fit the model."""
    try:
        first, second = (read_answers(text_of(one), model=model, problems=[]) for one in ROUNDS)
    except ScoreFileError:
        return None
    return WorkedExample(model, first, second)


def text_of(name: str) -> str:
    """Return one of the files as it is downloaded."""
    return (FOLDER / name).read_text(encoding="utf-8")
