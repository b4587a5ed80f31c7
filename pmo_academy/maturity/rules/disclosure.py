"""What must not be stored of a round, lest what few people answered follows from the rest.

A question that too few people answered is hidden. Its value could still be worked out from the
score of its pair and its neighbours, or from the score of its tier and everything else in it: once
by the stated and once by the verified figures, which are the same sum over the values that
evidence does not hold down. So more is withheld until each such sum has two unknown parts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pmo_academy.maturity.rules.answers import RoundAnswers, tabulate
from pmo_academy.maturity.rules.model import Item, Model
from pmo_academy.maturity.rules.scoring import Result

Pair = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Withheld:
    """What is withheld: of few nothing about answers, of items the value, of the rest the score.

    Few are the items that too few people answered. Nothing about the answers to the other items
    withheld is stored either, for their value would follow from it.
    """

    few: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()
    pairs: frozenset[Pair] = frozenset()
    tiers: frozenset[str] = frozenset()
    verified_tiers: frozenset[str] = frozenset()

    @property
    def unseen(self) -> frozenset[str]:
        """The items of whose answers nothing may be shown."""
        return self.few | self.items


@dataclass(frozen=True, kw_only=True)
class _Cell:
    """A value that enters the score of its tier; a held one counts less in the verified score."""

    item: str
    domain: str
    is_held: bool
    loss: int


@dataclass(kw_only=True)
class _Tier:
    """The values of one tier, what of them is hidden, and the pairs whose score is withheld."""

    cells: Sequence[_Cell]
    hidden: set[str]
    is_known: bool
    pooled: set[str] = field(default_factory=set)
    shows_score: bool = True
    shows_verified: bool = True

    def protect(self) -> None:
        """Hide more until no hidden value follows from the scores that are shown."""
        for domain in {cell.domain: None for cell in self.cells if cell.item in self.hidden}:
            partners = self._partners(domain)
            if partners is None:
                self.pooled.add(domain)
            else:
                self.hidden |= partners
        while self.is_known and self.shows_score and (lonely := self._lonely(self._pool())):
            self._join(lonely)

    def _partners(self, domain: str) -> set[str] | None:
        """Choose what else to hide of a pair so that its score can be shown; None if impossible."""
        inside = [cell for cell in self.cells if cell.domain == domain]
        partners: set[str] = set()
        while lonely := self._lonely(
            [cell for cell in inside if cell.item in self.hidden | partners]
        ):
            free = [cell for cell in self._alike(lonely) if cell in inside and cell != lonely]
            if not free:
                return None
            partners.add(min(free, key=self._cost).item)
        return partners

    def _join(self, lonely: _Cell) -> None:
        """Hide one more value of the tier, or the score that tells the last one."""
        pool = self._pool()
        free = [cell for cell in self._alike(lonely) if cell not in pool]
        if free:
            chosen = min(free, key=self._cost)
            self.hidden.add(chosen.item)
            self.pooled.add(chosen.domain)
        elif self.shows_verified:
            self.shows_verified = False
        else:
            self.shows_score = False

    def _pool(self) -> list[_Cell]:
        """Give the hidden values that only the score of the tier tells about."""
        return [
            cell for cell in self.cells if cell.item in self.hidden and cell.domain in self.pooled
        ]

    def _lonely(self, hidden: Iterable[_Cell]) -> _Cell | None:
        """Find a hidden value that is the only unknown part of a sum."""
        among = list(hidden)
        return next((cell for cell in among if self._count_alike(cell, among) == 1), None)

    def _count_alike(self, cell: _Cell, among: Iterable[_Cell]) -> int:
        return sum(self._is_alike(cell, other) for other in among)

    def _alike(self, cell: _Cell) -> list[_Cell]:
        return [other for other in self.cells if self._is_alike(cell, other)]

    def _is_alike(self, one: _Cell, other: _Cell) -> bool:
        """Tell whether two values stand in the same sums."""
        return one.is_held == other.is_held or not self.shows_verified

    def _cost(self, cell: _Cell) -> tuple[bool, bool, int]:
        """Weigh what hiding a value loses: the score of its pair, its own, by importance."""
        return cell.domain not in self.pooled, cell.item not in self.hidden, cell.loss


def withheld(
    model: Model,
    answers: RoundAnswers,
    *,
    stated: Result,
    verified: Result,
    threshold: int | None,
) -> Withheld:
    """Find what to withhold of a round; nothing where names stand beside answers."""
    few = answered_by_few(model, answers, threshold=threshold)
    told = {
        code
        for code, value in stated.items.items()
        if value is not None and code not in answers.consensus
    }
    if not few & told:
        return Withheld(few=few)
    tiers = {
        tier: _Tier(
            cells=_cells(model, tier, told=told, stated=stated, verified=verified),
            hidden={item.code for item in model.items if item.tier == tier} & few & told,
            is_known=stated.tiers[tier] is not None,
        )
        for tier in model.tier_codes
    }
    for one in tiers.values():
        one.protect()
    return Withheld(
        few=few,
        items=frozenset(code for one in tiers.values() for code in one.hidden),
        pairs=frozenset((domain, tier) for tier, one in tiers.items() for domain in one.pooled),
        tiers=frozenset(tier for tier, one in tiers.items() if not one.shows_score),
        verified_tiers=frozenset(tier for tier, one in tiers.items() if not one.shows_verified),
    )


def answered_by_few(
    model: Model, answers: RoundAnswers, *, threshold: int | None
) -> frozenset[str]:
    """Name the items that were asked and that fewer people answered than the threshold."""
    if threshold is None:
        return frozenset()
    table = tabulate(model, answers)
    counts = (table.is_number | table.is_unknown).sum(axis=0)
    is_few = (counts < threshold) & table.in_scope
    return frozenset(item.code for item, few in zip(model.items, is_few, strict=True) if few)


def _cells(
    model: Model, tier: str, *, told: set[str], stated: Result, verified: Result
) -> list[_Cell]:
    """List the values that the scores of a tier are made of and that the answers alone tell."""
    relevance = {domain.code: domain.relevance[tier] for domain in model.domains}
    return [
        _Cell(
            item=item.code,
            domain=item.domain,
            is_held=_is_held(item, stated=stated, verified=verified),
            loss=relevance[item.domain] * item.weight,
        )
        for item in model.items
        if item.tier == tier and item.code in told and stated.pairs[item.domain, tier] is not None
    ]


def _is_held(item: Item, *, stated: Result, verified: Result) -> bool:
    return stated.items[item.code] != verified.items[item.code]
