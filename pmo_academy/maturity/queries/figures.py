"""The stored outcome of a round as values that pages show; what is hidden is not in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from uuid import UUID

from pmo_academy.maturity.queries.levels import (
    Brake,
    Document,
    Level,
    Shortfall,
    brakes_of,
    level_of,
    shortfall_of,
)
from pmo_academy.maturity.queries.trust import ConfidenceWords, confidence_of
from pmo_academy.maturity.rules.model import SETTLED_STEP, STEP_COUNT, Model
from pmo_academy.maturity.rules.scoring import BrakeKind, Result
from pmo_academy.maturity.rules.stored_result import result_from


@dataclass(frozen=True, kw_only=True)
class DomainLine:
    """One spoke of the profile; the target and the last round are None where there is none."""

    code: str
    name: str
    rung: int | None
    target_rung: int | None
    last_rung: int | None
    scores: Mapping[str, float | None]


@dataclass(frozen=True, kw_only=True)
class GroupFigures:
    """What one group thinks; a hidden group has neither count nor scores."""

    code: str
    name: str
    count: int | None
    scores: Mapping[str, float | None] | None

    @property
    def is_hidden(self) -> bool:
        """Tell whether the group is hidden to protect people."""
        return self.count is None


@dataclass(frozen=True, kw_only=True)
class _Stored:
    """A stored result, which never changes, so that its id stands for the whole."""

    id: UUID
    model: Model = field(compare=False)
    document: Document = field(compare=False)


@lru_cache(maxsize=500)
def _read(stored: _Stored) -> Result:
    return result_from(stored.model, dict(stored.document))


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Everything that may be shown of a closed round; the id is that of its stated result."""

    id: UUID
    model: Model
    document: Document
    verified_document: Document

    @cached_property
    def result(self) -> Result:
        """The stated result as the rules know it."""
        return _read(_Stored(id=self.id, model=self.model, document=self.document))

    @cached_property
    def stated(self) -> Level:
        """The level by answers."""
        return level_of(self.model, self.document)

    @cached_property
    def verified(self) -> Level:
        """The level as far as accepted evidence carries."""
        return level_of(self.model, self.verified_document)

    @cached_property
    def brakes(self) -> tuple[Brake, ...]:
        """What holds the stated level."""
        return brakes_of(self.model, self.document)

    @cached_property
    def verified_brakes(self) -> tuple[Brake, ...]:
        """What holds the verified level."""
        return brakes_of(self.model, self.verified_document)

    @property
    def next_rung(self) -> int:
        """The rung to look to while nobody has set a target: above the present, past its brakes."""
        tiers = [tier.name for tier in self.model.tiers]
        past = [
            STEP_COUNT * tiers.index(brake.tier_name)
            + (1 if brake.kind is BrakeKind.CORE_BLOCK else SETTLED_STEP)
            for brake in self.brakes
        ]
        return min(max([self.stated.rung + 1, *past]), self.model.top_rung)

    @cached_property
    def shortfall(self) -> Shortfall | None:
        """The score that ends the stated climb, when no brake does and the top is not reached."""
        return shortfall_of(self.model, self.document)

    @property
    def counted(self) -> int:
        """How many responses count."""
        return int(self.document["confidence"]["counted"])

    @cached_property
    def confidence(self) -> ConfidenceWords:
        """How much the result can be trusted."""
        return confidence_of(self.model, self.document)

    @cached_property
    def groups(self) -> tuple[GroupFigures, ...]:
        """What the groups think, the small ones hidden."""
        names = {group.code: group.name for group in self.model.perspectives}
        return tuple(
            GroupFigures(
                code=one["group"], name=names[one["group"]], count=one["count"], scores=one["tier"]
            )
            for one in self.document["groups"]
        )

    @property
    def swing(self) -> Mapping[str, Sequence[int]]:
        """The items whose rounding decides the level: the rungs if rounded down and up."""
        swing: Mapping[str, Sequence[int]] = self.document["swing"]
        return swing

    def is_withheld(self, domain: str, tier: str) -> bool:
        """Tell whether the score of a domain in a tier is hidden to protect people."""
        return f"{domain}/{tier}" in self.document.get("withheld", {}).get("pairs", ())

    @property
    def overreach_names(self) -> tuple[str, ...]:
        """The names of the tiers that are missing below the highest one in use."""
        missing = self.document["pattern"]["missing_base"]
        return tuple(tier.name for tier in self.model.tiers if tier.code in missing)

    def choices(self, item: str) -> Sequence[int] | None:
        """How many chose each anchor, the last number "I don't know"; None where it is hidden."""
        counts: Sequence[int] | None = self.document["choices"][item]
        return counts

    def domains(
        self, *, target: Result | None = None, last: "Figures | None" = None
    ) -> tuple[DomainLine, ...]:
        """Return the profile in the order of the model."""
        return tuple(
            DomainLine(
                code=domain.code,
                name=domain.name,
                rung=self.document["domain_rung"][domain.code],
                target_rung=target.domain_rungs[domain.code] if target else None,
                last_rung=last.document["domain_rung"].get(domain.code) if last else None,
                scores={
                    tier: self.document["S"][f"{domain.code}/{tier}"]
                    for tier in self.model.tier_codes
                },
            )
            for domain in self.model.domains
        )
