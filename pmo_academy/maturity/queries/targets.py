"""What a target asks of each question, and which of them were raised."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.queries.editions import find_latest_edition, model_of
from pmo_academy.maturity.queries.figures import Figures
from pmo_academy.maturity.queries.learning import GapLine, way_to_target
from pmo_academy.maturity.queries.results import LatestRound, TargetRow, find_latest, list_targets
from pmo_academy.maturity.rules.display import step_of, tier_of
from pmo_academy.maturity.rules.model import HIGHEST_ANSWER, Item, Model
from pmo_academy.maturity.rules.targets import item_targets

LEAST_RAISE = 2


@dataclass(frozen=True, kw_only=True)
class ItemAim:
    """What a target asks of a question; `now` is None where it is hidden or not known."""

    item: str
    title: str
    question: str
    tier_name: str
    usual: int
    now: float | None
    is_hidden: bool
    raised_to: str
    why: str
    anchors: tuple[str, ...]

    @property
    def choices(self) -> Sequence[int]:
        """The anchors to which the question can be raised."""
        return range(max(self.usual + 1, LEAST_RAISE), HIGHEST_ANSWER + 1)


@dataclass(frozen=True, kw_only=True)
class DomainAims:
    """The questions of a domain that the round asked."""

    code: str
    name: str
    items: tuple[ItemAim, ...]

    @property
    def raised(self) -> int:
        """How many of them are raised."""
        return sum(bool(one.raised_to) for one in self.items)


@dataclass(frozen=True, kw_only=True)
class TeamTarget:
    """What a team wants to reach now and wanted earlier, and by which model that is measured."""

    model: Model | None
    latest: LatestRound | None
    history: Sequence[TargetRow]

    @property
    def figures(self) -> Figures | None:
        """What may be shown of the latest round."""
        return self.latest.figures if self.latest else None

    @property
    def target(self) -> TargetRow | None:
        """The target that holds."""
        return self.history[0] if self.history else None

    @property
    def wanted_rung(self) -> int:
        """The target; while nobody has set one, the next rung."""
        if self.target:
            return self.target.rung
        return self.figures.next_rung if self.figures else 1


def get_team_target(team_id: UUID) -> TeamTarget:
    """Return the targets of a team; the reader is checked."""
    latest = find_latest(team_id)
    return TeamTarget(model=find_model(latest), latest=latest, history=list_targets(team_id))


def list_gaps(now: TeamTarget) -> Sequence[GapLine]:
    """Return what the team lacks for its target, the most pressing first; the reader is checked."""
    if now.figures is None:
        return ()
    raised = now.target.raised_points if now.target else ()
    return way_to_target(now.figures, rung=now.wanted_rung, courses=(), raised=raised).gaps


def find_model(latest: LatestRound | None) -> Model | None:
    """Return the model of the latest round, before that the one of new rounds; None without any."""
    if latest and latest.figures:
        return latest.figures.model
    edition = find_latest_edition()
    return model_of(edition.id) if edition else None


def rung_words(model: Model, rung: int) -> str:
    """Name a rung: Control, basic."""
    tier = tier_of(model, rung)
    if tier is None:
        return model.floor_name
    return str(_("%(tier)s, %(step)s", tier=tier.name, step=model.steps[step_of(rung) - 1]))


def rung_meaning(model: Model, rung: int) -> str:
    """Say what a rung means: what its tier does, and how firmly."""
    tier = tier_of(model, rung)
    if tier is None:
        return model.floor_meaning
    return str(_("%(tier)s: %(point)s.", tier=tier.meaning, point=model.points[step_of(rung) + 1]))


def list_item_aims(
    model: Model,
    rung: int,
    *,
    figures: Figures | None = None,
    raised: Mapping[str, Mapping[str, Any]],
) -> Sequence[DomainAims]:
    """Return what a rung asks of each question in scope, with what is raised beyond it."""
    usual = item_targets(model, rung)
    outside = figures.result.out_of_scope if figures else frozenset()
    return [
        DomainAims(
            code=domain.code,
            name=domain.name,
            items=tuple(
                _aim(model, item, usual=usual, figures=figures, raised=raised.get(item.code, {}))
                for item in domain.items
                if item.code not in outside
            ),
        )
        for domain in model.domains
    ]


def _aim(
    model: Model,
    item: Item,
    *,
    usual: Mapping[str, float],
    figures: Figures | None,
    raised: Mapping[str, Any],
) -> ItemAim:
    is_hidden = figures is not None and figures.choices(item.code) is None
    return ItemAim(
        item=item.code,
        title=item.title,
        question=item.question,
        tier_name=next(tier.name for tier in model.tiers if tier.code == item.tier),
        usual=int(usual[item.code]),
        now=figures.result.items[item.code] if figures and not is_hidden else None,
        is_hidden=is_hidden,
        raised_to=str(raised.get("to", "")),
        why=str(raised.get("why", "")),
        anchors=item.anchors,
    )
