"""The teams that somebody may read, each with its level and its rounds."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from pmo_academy.core.db import session
from pmo_academy.maturity.models import Result, ResultKind, Round
from pmo_academy.maturity.queries import RoundRow, list_run_rounds
from pmo_academy.people.models import Person, Team
from pmo_academy.people.queries import count_members, readable_team_ids


@dataclass(frozen=True, kw_only=True)
class TeamCard:
    """A team with its latest closed round and the one that runs; the rung is None if unknown."""

    id: UUID
    name: str
    is_sample: bool
    members: int
    latest: RoundRow | None
    running: RoundRow | None
    rung: int | None

    @property
    def is_hidden(self) -> bool:
        """Tell whether there is a closed round of which nothing may be shown."""
        return self.latest is not None and self.rung is None


def list_team_cards(teams: Sequence[Team], *, for_person: Person) -> Sequence[TeamCard]:
    """Say how each of these teams stands; three queries, however many there are."""
    rounds = list_run_rounds(for_person)
    rungs = _rungs(for_person)
    members = count_members()
    return [
        _card(
            team,
            rounds=[one for one in rounds if one.team_id == team.id],
            rungs=rungs,
            members=members.get(team.id, 0),
        )
        for team in teams
    ]


def _card(
    team: Team, *, rounds: Collection[RoundRow], rungs: dict[UUID, int], members: int
) -> TeamCard:
    running = [one for one in rounds if one.closed_at is None]
    closed = {one.closed_at: one for one in rounds if one.closed_at}
    latest = closed[max(closed)] if closed else None
    return TeamCard(
        id=team.id,
        name=team.name,
        is_sample=team.is_sample,
        members=members,
        latest=latest,
        running=min(running, key=lambda one: one.closes_on, default=None),
        rung=rungs.get(latest.id) if latest else None,
    )


def _rungs(person: Person) -> dict[UUID, int]:
    rows = session().execute(
        select(Result.round_id, Result.rung)
        .join(Round, Round.id == Result.round_id)
        .where(
            Result.kind == ResultKind.STATED,
            Result.is_latest,
            Round.team_id.in_(readable_team_ids(person)),
        )
    )
    return {row.round_id: row.rung for row in rows}
