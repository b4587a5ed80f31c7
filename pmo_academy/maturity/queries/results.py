"""Results of a team's closed rounds; figures exist only where enough people answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from pmo_academy.core.db import session
from pmo_academy.maturity.models import (
    Invitation,
    Mode,
    ModelEdition,
    Plan,
    Result,
    ResultKind,
    Round,
    Target,
)
from pmo_academy.maturity.queries.editions import model_of
from pmo_academy.maturity.queries.figures import Figures
from pmo_academy.maturity.queries.rounds import invited_people
from pmo_academy.maturity.rules.change import Change, Estimate, change
from pmo_academy.maturity.rules.model import Form
from pmo_academy.people.models import Person

TREND_LENGTH = 8


@dataclass(frozen=True, kw_only=True)
class TierChange:
    """How a tier moved since the round before, and whether that is more than noise."""

    tier: str
    tier_name: str
    change: Change


@dataclass(frozen=True, kw_only=True)
class RoundPoint:
    """A closed round as a point of the trend; figures are None where it is hidden.

    One that was opened again keeps its earlier figures until it has new ones.
    """

    round_id: UUID
    title: str
    closed_at: datetime
    is_reopened: bool
    form: Form
    mode: Mode
    threshold: int
    model: str
    major_version: str
    invited: int
    took_part: int
    out_of_scope: Mapping[str, str]
    plan_id: UUID | None
    figures: Figures | None

    @property
    def closed_on(self) -> date:
        """The day on which the result was worked out."""
        return self.closed_at.date()

    def compares_with(self, other: "RoundPoint") -> bool:
        """Tell whether both asked the same of the same: model, form and scope."""
        return (
            self.major_version == other.major_version
            and self.form is other.form
            and self.out_of_scope.keys() == other.out_of_scope.keys()
        )

    @property
    def rung(self) -> int | None:
        """The stated rung, None where it is hidden."""
        return self.figures.stated.rung if self.figures else None


@dataclass(frozen=True, kw_only=True)
class LatestRound:
    """A team's latest closed round, and the one before that can be compared with it."""

    round: RoundPoint
    before: RoundPoint | None

    @property
    def figures(self) -> Figures | None:
        """What may be shown of the latest round, None where too few people answered."""
        return self.round.figures

    @property
    def last_figures(self) -> Figures | None:
        """What may be shown of the round before."""
        return self.before.figures if self.before else None

    @property
    def changes(self) -> tuple[TierChange, ...]:
        """How each tier moved since the round before."""
        if not self.figures or not self.last_figures:
            return ()
        return tier_changes(self.last_figures, self.figures)


@dataclass(frozen=True, kw_only=True)
class TargetRow:
    """The rung that a team wants to reach; raised items shall reach more than the rung takes."""

    rung: int
    by_date: date
    raised: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    set_at: datetime | None = None
    set_by_name: str = ""

    @property
    def raised_points(self) -> tuple[tuple[str, float], ...]:
        """The raised items with the anchor each shall reach."""
        return tuple(sorted((item, float(one["to"])) for item, one in self.raised.items()))


def list_trend(team_id: UUID) -> Sequence[RoundPoint]:
    """Return the team's closed rounds, the earliest first; the caller has checked the reader."""
    rows = session().execute(_closed_rounds().where(Round.team_id == team_id).limit(TREND_LENGTH))
    return [_point(row) for row in rows][::-1]


def find_latest(team_id: UUID, *, trend: Sequence[RoundPoint] | None = None) -> LatestRound | None:
    """Return the team's latest closed round, None before the first; the reader is checked.

    A page that has the trend already hands it over, and nothing is read again.
    """
    points = list_trend(team_id) if trend is None else trend
    if not points:
        return None
    *earlier, latest = points
    comparable = [point for point in earlier if point.figures and point.compares_with(latest)]
    return LatestRound(round=latest, before=comparable[-1] if comparable else None)


def find_target(team_id: UUID) -> TargetRow | None:
    """Return what the team wants to reach, None while nobody has said so."""
    row = session().execute(_targets().limit(1), {"team_id": team_id}).first()
    return TargetRow(**row._asdict()) if row else None


def list_targets(team_id: UUID) -> Sequence[TargetRow]:
    """Return every target that the team has set, the latest first; the reader is checked."""
    rows = session().execute(_targets(), {"team_id": team_id})
    return [TargetRow(**row._asdict()) for row in rows]


def find_base(trend: Sequence[RoundPoint], target: TargetRow | None) -> RoundPoint | None:
    """Return the round from which progress to a target counts, None before there is a later one.

    It is the one that was the latest when the target was set; without a target, the first. Either
    must be comparable with the latest.
    """
    *earlier, latest = trend
    comparable = [point for point in earlier if point.figures and point.compares_with(latest)]
    if target is None or target.set_at is None:
        return comparable[0] if comparable else None
    if latest.closed_at <= target.set_at:
        return None
    known = [point for point in comparable if point.closed_at <= target.set_at]
    return known[-1] if known else next(iter(comparable), None)


@cache
def _targets() -> Any:
    return (
        select(
            Target.rung,
            Target.by_date,
            Target.raised,
            Target.set_at,
            Person.name.label("set_by_name"),
        )
        .join(Person, Person.id == Target.set_by)
        .where(Target.team_id == bindparam("team_id"))
        .order_by(Target.set_at.desc(), Target.id.desc())
    )


@cache
def _closed_rounds() -> Any:
    """Return the statement, which is the same each time and slow to put together."""
    stated, verified = aliased(Result), aliased(Result)
    took_part = (
        select(func.count())
        .where(Invitation.round_id == Round.id, Invitation.took_part_on.is_not(None))
        .correlate(Round)
        .scalar_subquery()
    )
    plan = (
        select(Plan.id)
        .where(Plan.round_id == Round.id)
        .order_by(Plan.made_at.desc(), Plan.id.desc())
        .limit(1)
        .correlate(Round)
        .scalar_subquery()
    )
    return (
        select(
            Round,
            ModelEdition.code,
            ModelEdition.version,
            stated.id.label("stated_id"),
            stated.document.label("stated"),
            stated.computed_at,
            verified.document.label("verified"),
            took_part.label("took_part"),
            plan.label("plan_id"),
            invited_people().label("invited"),
        )
        .join(ModelEdition, ModelEdition.id == Round.model_edition_id)
        .outerjoin(
            stated,
            (stated.round_id == Round.id) & (stated.kind == ResultKind.STATED) & stated.is_latest,
        )
        .outerjoin(
            verified,
            (verified.round_id == Round.id)
            & (verified.kind == ResultKind.VERIFIED)
            & verified.is_latest,
        )
        .where(or_(Round.closed_at.is_not(None), stated.id.is_not(None)))
        .order_by(func.coalesce(Round.closed_at, stated.computed_at).desc(), Round.id.desc())
    )


def _point(row: Row[Any]) -> RoundPoint:
    one: Round = row.Round
    model = model_of(one.model_edition_id)
    figures = row.stated and Figures(
        id=row.stated_id, model=model, document=row.stated, verified_document=row.verified
    )
    return RoundPoint(
        round_id=one.id,
        title=one.title,
        closed_at=one.closed_at or row.computed_at,
        is_reopened=one.closed_at is None,
        form=one.form,
        mode=one.mode,
        threshold=one.threshold,
        model=f"{row.code} {row.version}",
        major_version=f"{row.code} {model.major_version}",
        invited=row.invited,
        took_part=row.took_part,
        out_of_scope=one.out_of_scope,
        plan_id=row.plan_id,
        figures=figures,
    )


def tier_changes(before: Figures, after: Figures) -> tuple[TierChange, ...]:
    """Say how each tier moved between two results, and whether that is more than noise."""
    moved = (
        (tier, change(_estimate(before, tier.code), _estimate(after, tier.code)))
        for tier in after.model.tiers
    )
    return tuple(
        TierChange(tier=tier.code, tier_name=tier.name, change=found)
        for tier, found in moved
        if found
    )


def _estimate(figures: Figures, tier: str) -> Estimate:
    return Estimate(value=figures.document["tier"][tier], error=figures.document["jackknife"][tier])
