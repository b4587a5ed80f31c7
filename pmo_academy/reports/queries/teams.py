"""The teams that somebody may read, each with its level and its rounds."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from pmo_academy.core.db import session
from pmo_academy.maturity.models import Result, ResultKind, Round
from pmo_academy.maturity.queries import RoundRow, list_run_rounds, model_of
from pmo_academy.people.models import Person, Team
from pmo_academy.people.queries import count_members, readable_team_ids
from pmo_academy.reports.sentences import level_words


@dataclass(frozen=True, kw_only=True)
class _Standing:
    """A rung and its name in the words of its model."""

    rung: int
    level: str


_Standings = Mapping[tuple[UUID, ResultKind], _Standing]


@dataclass(frozen=True, kw_only=True)
class TeamCard:
    """A team with its latest closed round and the one that runs; the rung is None if unknown.

    The levels are the rungs in the words of their model.
    """

    id: UUID
    name: str
    is_sample: bool
    members: int
    latest: RoundRow | None
    running: RoundRow | None
    rung: int | None
    level: str = ""
    verified_level: str = ""

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


def _card(team: Team, *, rounds: Collection[RoundRow], rungs: _Standings, members: int) -> TeamCard:
    running = [one for one in rounds if one.closed_at is None]
    closed = {one.closed_at: one for one in rounds if one.closed_at}
    latest = closed[max(closed)] if closed else None
    stated, verified = (
        rungs.get((latest.id, kind)) if latest else None
        for kind in (ResultKind.STATED, ResultKind.VERIFIED)
    )
    return TeamCard(
        id=team.id,
        name=team.name,
        is_sample=team.is_sample,
        members=members,
        latest=latest,
        running=min(running, key=lambda one: one.closes_on, default=None),
        rung=stated.rung if stated else None,
        level=stated.level if stated else "",
        verified_level=verified.level if verified else "",
    )


def _rungs(person: Person) -> _Standings:
    rows = session().execute(
        select(Result.round_id, Result.kind, Result.rung, Round.model_edition_id, Round.form)
        .join(Round, Round.id == Result.round_id)
        .where(
            Result.is_latest,
            Round.team_id.in_(readable_team_ids(person)),
        )
    )
    return {
        (row.round_id, row.kind): _Standing(
            rung=row.rung,
            level=level_words(model_of(row.model_edition_id), row.rung, form=row.form),
        )
        for row in rows
    }
