"""What the report of a team needs: one closed round, the way on from it, and what people said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, select

from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.maturity.models import Round, TopicState
from pmo_academy.maturity.queries import RoundPoint, find_target, list_trend
from pmo_academy.maturity.queries.workshop import workshop_record
from pmo_academy.people.models import Team
from pmo_academy.reports.queries.certificates import Certificates
from pmo_academy.reports.queries.comments import list_comments
from pmo_academy.reports.queries.courses import list_learners, list_offers
from pmo_academy.reports.queries.dashboards import Dashboard


@dataclass(frozen=True, kw_only=True)
class RoundDates:
    """When a round took answers, and whether careless sheets were left out."""

    opens_on: date
    closes_on: date
    leaves_out_careless: bool


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a workshop made of an item: the value that stands, whether people agreed, and why."""

    item: str
    is_agreed: bool
    value: float | None
    because: str


@dataclass(frozen=True, kw_only=True)
class ReportSource:
    """A closed round as the latest of its time, and all closed rounds to choose from."""

    board: Dashboard
    rounds: Sequence[RoundPoint]
    dates: RoundDates
    comments: Mapping[str, Sequence[str]]
    record: Sequence[Outcome]


def find_report_source(
    team: Team, *, round_id: UUID | None = None, hours: int
) -> ReportSource | None:
    """Read what a report says of a closed round, the latest unless told; None before the first.

    A round that is not one of the team's closed ones raises NotFoundError.
    """
    rounds = list_trend(team.id)
    if not rounds:
        if round_id:
            raise NotFoundError
        return None
    places = {point.round_id: place for place, point in enumerate(rounds)}
    place = places.get(round_id) if round_id else len(rounds) - 1
    if place is None:
        raise NotFoundError
    chosen = rounds[place]
    board = Dashboard(
        team=team,
        trend=rounds[: place + 1],
        running=(),
        target=find_target(team.id),
        offers=list_offers(),
        learners=list_learners(team.id),
        certificates=Certificates(rows=()),
        hours=hours,
        backed=_backed(chosen),
    )
    return ReportSource(
        board=board,
        rounds=rounds,
        dates=_dates(chosen.round_id),
        comments=list_comments(chosen),
        record=_record(chosen.round_id),
    )


def _dates(round_id: UUID) -> RoundDates:
    row = session().execute(_round(), {"round_id": round_id}).one()
    return RoundDates(**row._asdict())


def _backed(chosen: RoundPoint) -> Mapping[str, date]:
    """Return what was backed by evidence on the day of the closing; later evidence is later."""
    items = chosen.figures.document["evidence"] if chosen.figures else ()
    return dict.fromkeys(items, chosen.closed_on)


def _record(round_id: UUID) -> Sequence[Outcome]:
    return [
        Outcome(
            item=topic.item.code,
            is_agreed=topic.state is TopicState.AGREED,
            value=topic.value,
            because=topic.because,
        )
        for topic in workshop_record(round_id)
        if topic.state in (TopicState.AGREED, TopicState.NOT_AGREED)
    ]


@cache
def _round() -> Select[*tuple[Any, ...]]:
    """Return the statement; it is put together once, because that takes longer than to run it."""
    return select(Round.opens_on, Round.closes_on, Round.leaves_out_careless).where(
        Round.id == bindparam("round_id")
    )
