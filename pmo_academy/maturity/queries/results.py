"""Results of a team's closed rounds; figures exist only where enough people answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, func, select
from sqlalchemy.orm import aliased

from pmo_academy.core.db import session
from pmo_academy.maturity.models import (
    Invitation,
    Mode,
    ModelEdition,
    Result,
    ResultKind,
    Round,
    Target,
)
from pmo_academy.maturity.queries.editions import model_of
from pmo_academy.maturity.queries.figures import Figures
from pmo_academy.maturity.queries.rounds import invited_people
from pmo_academy.maturity.rules.change import Change, Estimate, change

TREND_LENGTH = 8


@dataclass(frozen=True, kw_only=True)
class TierChange:
    """How a tier moved since the round before, and whether that is more than noise."""

    tier: str
    tier_name: str
    change: Change


@dataclass(frozen=True, kw_only=True)
class RoundPoint:
    """A closed round as a point of the trend; figures are None where it is hidden."""

    round_id: UUID
    title: str
    closed_on: date
    mode: Mode
    threshold: int
    model: str
    major_version: str
    invited: int
    took_part: int
    out_of_scope: Mapping[str, str]
    figures: Figures | None

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
        return _changes(self.last_figures, self.figures)


@dataclass(frozen=True, kw_only=True)
class TargetRow:
    """The rung that a team wants to reach."""

    rung: int
    by_date: date


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
    comparable = [
        point
        for point in earlier
        if point.figures
        and point.major_version == latest.major_version
        and point.out_of_scope.keys() == latest.out_of_scope.keys()
    ]
    return LatestRound(round=latest, before=comparable[-1] if comparable else None)


def find_target(team_id: UUID) -> TargetRow | None:
    """Return what the team wants to reach, None while nobody has said so."""
    row = session().execute(_target(), {"team_id": team_id}).first()
    return TargetRow(rung=row.rung, by_date=row.by_date) if row else None


@cache
def _target() -> Any:
    return (
        select(Target.rung, Target.by_date)
        .where(Target.team_id == bindparam("team_id"))
        .order_by(Target.set_at.desc(), Target.id.desc())
        .limit(1)
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
    return (
        select(
            Round,
            ModelEdition.code,
            ModelEdition.version,
            stated.id.label("stated_id"),
            stated.document.label("stated"),
            verified.document.label("verified"),
            took_part.label("took_part"),
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
        .where(Round.closed_at.is_not(None))
        .order_by(Round.closed_at.desc(), Round.id.desc())
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
        closed_on=one.closed_at.date() if one.closed_at else one.closes_on,
        mode=one.mode,
        threshold=one.threshold,
        model=f"{row.code} {row.version}",
        major_version=f"{row.code} {model.major_version}",
        invited=row.invited,
        took_part=row.took_part,
        out_of_scope=one.out_of_scope,
        figures=figures,
    )


def _changes(before: Figures, after: Figures) -> tuple[TierChange, ...]:
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
