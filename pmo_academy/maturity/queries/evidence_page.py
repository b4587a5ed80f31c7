"""The page of a team's evidence: claims beside evidence, and what closes the distance."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from pmo_academy.maturity.queries.evidence import EvidenceRow, Standing, list_evidence
from pmo_academy.maturity.queries.figures import Figures
from pmo_academy.maturity.queries.results import LatestRound, find_latest
from pmo_academy.maturity.queries.targets import find_model, rung_words
from pmo_academy.maturity.rules.evidence_gain import Distance, distance
from pmo_academy.maturity.rules.model import Item, Model


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What people answered to a question, in words; there is none where it may not be shown."""

    value: float
    anchor: str
    is_above_cap: bool


@dataclass(frozen=True, kw_only=True)
class ItemEvidence:
    """A question with what is claimed and what backs it."""

    code: str
    title: str
    question: str
    claim: Claim | None
    is_hidden: bool
    rows: Sequence[EvidenceRow]

    @property
    def is_backed(self) -> bool:
        """Tell whether accepted evidence counts for it today."""
        return any(one.standing is Standing.ACCEPTED for one in self.rows)

    @property
    def lacks_evidence(self) -> bool:
        """Tell whether the answer counts less than people say, for want of evidence."""
        return self.claim is not None and self.claim.is_above_cap and not self.is_backed


@dataclass(frozen=True, kw_only=True)
class DomainEvidence:
    """The questions of a domain."""

    code: str
    name: str
    items: Sequence[ItemEvidence]

    @property
    def backed(self) -> int:
        """How many of its questions accepted evidence backs."""
        return sum(one.is_backed for one in self.items)

    @property
    def lacking(self) -> int:
        """How many of its answers count less for want of evidence."""
        return sum(one.lacks_evidence for one in self.items)


@dataclass(frozen=True, kw_only=True)
class WayToStated:
    """The levels in words, and the questions whose evidence brings the verified one up."""

    stated: str
    verified: str
    at_closing: str
    reached: str
    distance: Distance
    closing: Sequence[Item]
    others: Sequence[Item]

    @property
    def lifts(self) -> bool:
        """Tell whether evidence for the closing questions lifts the verified level."""
        return self.distance.reached > self.distance.verified

    @property
    def is_closed(self) -> bool:
        """Tell whether the verified level is the stated one."""
        return self.distance.verified == self.distance.stated


@dataclass(frozen=True, kw_only=True)
class EvidencePage:
    """A team's evidence by domain and question."""

    model: Model
    latest: LatestRound | None
    rows: Sequence[EvidenceRow]
    domains: Sequence[DomainEvidence]
    way: WayToStated | None

    def count(self, standing: Standing) -> int:
        """Count the evidence that is somewhere."""
        return sum(one.standing == standing for one in self.rows)

    @property
    def expiring(self) -> Sequence[EvidenceRow]:
        """What expires within 60 days, the first to end on top."""
        soon = (one for one in self.rows if one.expires_soon)
        return sorted(soon, key=lambda one: one.valid_until)

    def title_of(self, code: str) -> str:
        """Name a question, also one that the model no longer asks."""
        item = self.model.item_by_code.get(code)
        return item.title if item else code


def get_evidence_page(team_id: UUID) -> EvidencePage | None:
    """Return a team's evidence, None while no model is published; the reader is checked."""
    latest = find_latest(team_id)
    model = find_model(latest)
    if model is None:
        return None
    rows = list_evidence(team_id, model_code=model.code)
    figures = latest.figures if latest else None
    return EvidencePage(
        model=model,
        latest=latest,
        rows=rows,
        domains=_domains(model, figures, rows=rows),
        way=way_to_stated(figures, backed=_backed(rows)) if figures else None,
    )


def way_to_stated(figures: Figures, *, backed: Collection[str]) -> WayToStated:
    """Say what would close the distance, with the evidence that is accepted now.

    Only questions are named of which it is shown what people answered.
    """
    model = figures.model
    found = _distance(_Claims(figures), frozenset(backed))
    closing = [model.item_by_code[code] for code in found.closing]
    others = [one.item for one in found.gains if one.item not in found.closing]
    return WayToStated(
        stated=rung_words(model, found.stated),
        verified=rung_words(model, found.verified),
        at_closing=rung_words(model, figures.verified.rung),
        reached=rung_words(model, found.reached),
        distance=found,
        closing=closing,
        others=[model.item_by_code[code] for code in others],
    )


@dataclass(frozen=True)
class _Claims:
    """The figures of a round, which never change, so that their id stands for the whole."""

    figures: Figures

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Claims) and other.figures.id == self.figures.id

    def __hash__(self) -> int:
        return hash(self.figures.id)


@lru_cache(maxsize=200)
def _distance(claims: _Claims, backed: frozenset[str]) -> Distance:
    figures = claims.figures
    shown = [item.code for item in figures.model.items if figures.choices(item.code) is not None]
    return distance(figures.model, figures.result, evidence=backed, among=shown)


def _backed(rows: Sequence[EvidenceRow]) -> frozenset[str]:
    return frozenset(one.item for one in rows if one.standing is Standing.ACCEPTED)


def _domains(
    model: Model, figures: Figures | None, *, rows: Sequence[EvidenceRow]
) -> Sequence[DomainEvidence]:
    by_item: dict[str, list[EvidenceRow]] = {}
    for one in rows:
        by_item.setdefault(one.item, []).append(one)
    return [
        DomainEvidence(
            code=domain.code,
            name=domain.name,
            items=[_item(item, figures, by_item=by_item) for item in domain.items],
        )
        for domain in model.domains
    ]


def _item(
    item: Item, figures: Figures | None, *, by_item: Mapping[str, Sequence[EvidenceRow]]
) -> ItemEvidence:
    return ItemEvidence(
        code=item.code,
        title=item.title,
        question=item.question,
        claim=claim_of(item, figures) if figures else None,
        is_hidden=figures is not None and figures.choices(item.code) is None,
        rows=by_item.get(item.code, ()),
    )


def claim_of(item: Item, figures: Figures) -> Claim | None:
    """Return what people answered to a question, None where too few did or don't know."""
    value = figures.document["m"].get(item.code)
    if value is None or figures.choices(item.code) is None:
        return None
    limits = figures.model.limits
    return Claim(
        value=value,
        anchor=item.anchors[int(value + limits.tolerance)],
        is_above_cap=value > limits.evidence_cap + limits.tolerance,
    )


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The question that a piece of evidence backs; the claim is for readers of the team only."""

    title: str
    question: str
    domain_name: str
    claim: Claim | None


def get_asked(team_id: UUID, row: EvidenceRow, *, shows_claim: bool) -> Asked:
    """Return the question behind a piece of evidence, by its code where no model asks it now."""
    latest = find_latest(team_id)
    model = find_model(latest)
    item = model.item_by_code.get(row.item) if model and model.code == row.model_code else None
    if model is None or item is None:
        return Asked(title=row.item, question="", domain_name="", claim=None)
    figures = latest.figures if latest and shows_claim else None
    return Asked(
        title=item.title,
        question=item.question,
        domain_name=next(one.name for one in model.domains if one.code == item.domain),
        claim=claim_of(item, figures) if figures else None,
    )
