"""The latest rounds of every team that somebody may read, side by side, in four queries."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, func, select

from pmo_academy.core import clock
from pmo_academy.core.db import session
from pmo_academy.maturity.models import (
    Invitation,
    Mode,
    ModelEdition,
    Result,
    ResultKind,
    Round,
    RoundState,
)
from pmo_academy.maturity.queries import model_of
from pmo_academy.maturity.queries.rounds import invited_people
from pmo_academy.maturity.rules.model import Form, Model
from pmo_academy.people.models import Person, Team
from pmo_academy.people.queries import list_readable_teams, readable_team_ids


@dataclass(frozen=True, kw_only=True)
class Instrument:
    """What results share that may stand in one table: model, major version and form."""

    code: str
    major: str
    form: Form

    @property
    def key(self) -> str:
        """Name it in an address."""
        return f"{self.code}-{self.major}-{self.form}".lower()


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What may be shown of a round: its rung, the rung of each domain and the score by tier."""

    rung: int
    domain_rungs: Mapping[str, int | None]
    scores: Mapping[str, float | None]


@dataclass(frozen=True, kw_only=True)
class RoundOutline:
    """A round of the portfolio; shown is None while it runs and where it is hidden."""

    id: UUID
    team_id: UUID
    title: str
    state: RoundState
    mode: Mode
    threshold: int
    opens_on: date
    closes_on: date
    closed_on: date | None
    instrument: Instrument
    model: Model
    invited: int
    took_part: int
    shown: Shown | None


@dataclass(frozen=True, kw_only=True)
class PortfolioTeam:
    """A team with its latest closed round by each instrument, and the rounds that run."""

    id: UUID
    name: str
    is_sample: bool
    latest: Mapping[Instrument, RoundOutline]
    running: Sequence[RoundOutline]


def list_portfolio(person: Person) -> Sequence[PortfolioTeam]:
    """Return every team that the person may read, by name; those without a round too."""
    teams = list_readable_teams(person)
    rows = _relevant(session().execute(_rounds().where(_is_read_by(person))))
    ids = [row.Round.id for row in rows]
    shown, counts = _list_shown(ids), _count_people(ids)
    by_team: dict[UUID, list[RoundOutline]] = {}
    for row in rows:
        outline = _outline(row, shown=shown, counts=counts)
        by_team.setdefault(outline.team_id, []).append(outline)
    return [_team(team, by_team.get(team.id, [])) for team in teams]


def _team(team: Team, rounds: Iterable[RoundOutline]) -> PortfolioTeam:
    rounds = list(rounds)
    return PortfolioTeam(
        id=team.id,
        name=team.name,
        is_sample=team.is_sample,
        latest={one.instrument: one for one in rounds if one.closed_on},
        running=[one for one in rounds if one.closed_on is None],
    )


def _is_read_by(person: Person) -> Any:
    return Round.team_id.in_(readable_team_ids(person))


def _relevant(rows: Iterable[Row[Any]]) -> list[Row[Any]]:
    """Keep of each team the rounds that run, and the last that closed by each instrument."""
    seen: set[tuple[UUID, Instrument]] = set()
    kept = []
    for row in rows:
        place = (row.Round.team_id, _instrument(row))
        if row.Round.closed_at is not None and place in seen:
            continue
        if row.Round.closed_at is not None:
            seen.add(place)
        kept.append(row)
    return kept


def _instrument(row: Row[Any]) -> Instrument:
    return Instrument(code=row.code, major=row.version.split(".")[0], form=row.Round.form)


def _outline(
    row: Row[Any], *, shown: Mapping[UUID, Shown], counts: Mapping[UUID, tuple[int, int]]
) -> RoundOutline:
    one: Round = row.Round
    invited, took_part = counts[one.id]
    return RoundOutline(
        id=one.id,
        team_id=one.team_id,
        title=one.title,
        state=one.state_on(clock.today()),
        mode=one.mode,
        threshold=one.threshold,
        opens_on=one.opens_on,
        closes_on=one.closes_on,
        closed_on=one.closed_at.date() if one.closed_at else None,
        instrument=_instrument(row),
        model=model_of(one.model_edition_id),
        invited=invited,
        took_part=took_part,
        shown=shown.get(one.id) if one.closed_at else None,
    )


def _list_shown(round_ids: Collection[UUID]) -> Mapping[UUID, Shown]:
    rows = session().execute(_shown(), {"round_ids": list(round_ids)})
    return {
        row.round_id: Shown(rung=row.rung, domain_rungs=row.domain_rungs, scores=row.scores)
        for row in rows
    }


def _count_people(round_ids: Collection[UUID]) -> Mapping[UUID, tuple[int, int]]:
    rows = session().execute(_people(), {"round_ids": list(round_ids)})
    return {row.id: (row.invited, row.took_part) for row in rows}


@cache
def _rounds() -> Select[*tuple[Any, ...]]:
    """Return the statement; it is put together once, because that takes longer than to run it."""
    return (
        select(Round, ModelEdition.code, ModelEdition.version)
        .join(ModelEdition, ModelEdition.id == Round.model_edition_id)
        .order_by(Round.closed_at.desc(), Round.closes_on, Round.id.desc())
    )


@cache
def _shown() -> Select[*tuple[Any, ...]]:
    """Select two parts of the stored results; the whole documents would be long."""
    return select(
        Result.round_id,
        Result.rung,
        Result.document["domain_rung"].label("domain_rungs"),
        Result.document["S"].label("scores"),
    ).where(
        Result.kind == ResultKind.STATED,
        Result.is_latest,
        Result.round_id.in_(bindparam("round_ids", expanding=True)),
    )


@cache
def _people() -> Select[*tuple[Any, ...]]:
    took_part = (
        select(func.count())
        .where(Invitation.round_id == Round.id, Invitation.took_part_on.is_not(None))
        .correlate(Round)
        .scalar_subquery()
    )
    return select(Round.id, invited_people().label("invited"), took_part.label("took_part")).where(
        Round.id.in_(bindparam("round_ids", expanding=True))
    )
