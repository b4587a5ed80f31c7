"""What a maturity model is made of: domains, items, anchors, tiers and limits."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

HIGHEST_ANSWER = 4
CORE_RELEVANCE = 3
STEP_COUNT = 3
SETTLED_STEP = 2


class Form(StrEnum):
    """Which questionnaire people answer."""

    FULL = "full"
    QUICK = "quick"
    SOLO = "solo"


@dataclass(frozen=True, kw_only=True)
class Tier:
    """One of the three storeys of the ladder."""

    code: str
    name: str
    meaning: str


@dataclass(frozen=True, kw_only=True)
class Perspective:
    """A group that respondents belong to."""

    code: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Item:
    """One question with its five anchors; a core item can hold its tier back."""

    code: str
    domain: str
    tier: str
    is_core: bool
    weight: int
    title: str
    question: str
    anchors: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Domain:
    """One field of PMO work, with its relevance in each tier."""

    code: str
    name: str
    relevance: Mapping[str, int]
    items: tuple[Item, ...]


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The numbers that scoring compares with; versioned with the model."""

    steps: tuple[float, ...]
    floor: float
    core_block: float
    core_cap: float
    evidence_cap: float
    pair_cover: float
    tier_cover: float
    composite: Mapping[str, float]
    tolerance: float


@dataclass(frozen=True, kw_only=True, eq=False)
class Model:
    """One edition of a maturity model; two models are the same only if they are one object."""

    code: str
    version: str
    title: str
    instruction: str
    points: tuple[str, ...]
    floor_name: str
    floor_meaning: str
    tiers: tuple[Tier, ...]
    steps: tuple[str, ...]
    perspectives: tuple[Perspective, ...]
    limits: Limits
    quick_form: tuple[str, ...]
    domains: tuple[Domain, ...]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All items in the order of the model."""
        return tuple(item for domain in self.domains for item in domain.items)

    @cached_property
    def item_by_code(self) -> Mapping[str, Item]:
        """Find an item by its code."""
        return {item.code: item for item in self.items}

    @cached_property
    def tier_codes(self) -> tuple[str, ...]:
        """The codes of the tiers from the bottom up."""
        return tuple(tier.code for tier in self.tiers)

    @property
    def top_rung(self) -> int:
        """The highest rung that can be attained."""
        return STEP_COUNT * len(self.tiers)

    @property
    def major_version(self) -> str:
        """The part of the version that results must share to be compared."""
        return self.version.split(".", maxsplit=1)[0]

    def outside_of(self, form: Form) -> frozenset[str]:
        """Give the items that a form doesn't ask; they are out of scope for it."""
        if form is Form.QUICK:
            return frozenset(self.item_by_code) - frozenset(self.quick_form)
        return frozenset()

    def owns_floor_pair(self, domain: Domain) -> bool:
        """Say whether a domain carries a pair that no other domain can make up for."""
        return CORE_RELEVANCE in domain.relevance.values()
