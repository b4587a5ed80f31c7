"""The teams of the reader with the level of each, for the reason of a recommendation."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, Row, Select, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased

from pmo_academy.core.db import session
from pmo_academy.maturity.models import Result, ResultKind, Round, Target
from pmo_academy.maturity.queries import Figures, model_of
from pmo_academy.people.models import Management, Membership, Person, Team

_READER: BindParameter[UUID] = bindparam("person_id")


@dataclass(frozen=True, kw_only=True)
class TeamLevel:
    """A team with what may be shown of its latest round; figures are None where that is nothing."""

    id: UUID
    name: str
    is_member: bool
    is_managed: bool
    has_round: bool
    figures: Figures | None
    target_rung: int | None

    @property
    def wanted_rung(self) -> int:
        """The target; while nobody has set one, the next rung."""
        if self.target_rung:
            return self.target_rung
        return self.figures.next_rung if self.figures else 1


def list_team_levels(person: Person) -> Sequence[TeamLevel]:
    """Return the teams that this person belongs to or manages, by name; one query."""
    rows = session().execute(_teams_of(), {"person_id": person.id})
    return [_team(row) for row in rows]


@cache
def _teams_of() -> Select[*tuple[Any, ...]]:
    """Return the statement; it is put together once, because that takes longer than to run it."""
    stated, verified = aliased(Result), aliased(Result)
    is_member = exists().where(Membership.team_id == Team.id, Membership.person_id == _READER)
    is_managed = exists().where(Management.team_id == Team.id, Management.person_id == _READER)
    # A round that was opened again keeps its result until it is closed once more.
    worked_out = (
        select(func.max(Result.computed_at))
        .where(Result.round_id == Round.id, Result.is_latest)
        .correlate(Round)
        .scalar_subquery()
    )
    shown_since = func.coalesce(Round.closed_at, worked_out)
    latest = (
        select(Round.id)
        .where(Round.team_id == Team.id, shown_since.is_not(None))
        .order_by(shown_since.desc(), Round.id.desc())
        .limit(1)
        .correlate(Team)
        .scalar_subquery()
    )
    target = (
        select(Target.rung)
        .where(Target.team_id == Team.id)
        .order_by(Target.set_at.desc(), Target.id.desc())
        .limit(1)
        .correlate(Team)
        .scalar_subquery()
    )
    return (
        select(
            Team.id,
            Team.name,
            is_member.label("is_member"),
            is_managed.label("is_managed"),
            Round.model_edition_id,
            stated.id.label("stated_id"),
            stated.document.label("stated"),
            verified.document.label("verified"),
            target.label("target_rung"),
        )
        .select_from(Team)
        .outerjoin(Round, Round.id == latest)
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
        .where(or_(is_member, is_managed))
        .order_by(Team.name)
    )


def _team(row: Row[Any]) -> TeamLevel:
    figures = row.stated and Figures(
        id=row.stated_id,
        model=model_of(row.model_edition_id),
        document=row.stated,
        verified_document=row.verified,
    )
    return TeamLevel(
        id=row.id,
        name=row.name,
        is_member=row.is_member,
        is_managed=row.is_managed,
        has_round=row.model_edition_id is not None,
        figures=figures,
        target_rung=row.target_rung,
    )
