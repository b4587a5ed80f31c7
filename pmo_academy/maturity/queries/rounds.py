"""Rounds as those see them who run them: counts of people, never who answered what."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ScalarSelect, exists, func, or_, select

from pmo_academy.core import clock
from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.maturity.models import (
    Evidence,
    EvidenceState,
    HeardGroup,
    Invitation,
    Mode,
    Perspective,
    Response,
    Result,
    Round,
    RoundState,
)
from pmo_academy.maturity.queries.consensus import agreed_values
from pmo_academy.maturity.queries.editions import model_of
from pmo_academy.maturity.rules.answers import Answer, RoundAnswers, answer_from
from pmo_academy.maturity.rules.answers import Response as Sheet
from pmo_academy.maturity.rules.careless import Flag, may_exclude
from pmo_academy.maturity.rules.group_results import visible_counts
from pmo_academy.people.models import Membership, Person, Team
from pmo_academy.people.queries import readable_team_ids


@dataclass(frozen=True, kw_only=True)
class RoundRow:
    """A round in a list, with how many were asked and took part."""

    id: UUID
    team_id: UUID
    team_name: str
    title: str
    opens_on: date
    closes_on: date
    closed_at: datetime | None
    state: RoundState
    invited: int
    took_part: int


@dataclass(frozen=True, kw_only=True)
class GroupCount:
    """People of one perspective; how many took part is None where that is hidden."""

    perspective: Perspective
    name: str
    invited: int
    took_part: int | None


@dataclass(frozen=True, kw_only=True)
class Participation:
    """How many people were asked and took part."""

    invited: int
    took_part: int
    groups: tuple[GroupCount, ...]


@dataclass(frozen=True, kw_only=True)
class _StoredSheet:
    """A submitted sheet, and whether it looks as if nobody read the questions."""

    answers: Mapping[str, Answer]
    group: str | None
    is_careless: bool


def get_run_round(round_id: UUID, *, for_person: Person) -> tuple[Round, Team]:
    """Return a round of a team that this person may read, or raise NotFoundError."""
    row = (
        session()
        .execute(
            select(Round, Team)
            .join(Team, Team.id == Round.team_id)
            .where(Round.id == round_id, Team.id.in_(readable_team_ids(for_person)))
        )
        .first()
    )
    if row is None:
        raise NotFoundError
    return row[0], row[1]


def list_run_rounds(person: Person) -> Sequence[RoundRow]:
    """Return the rounds of all teams that this person may read, open ones first."""
    rows = _list_rounds(Round.team_id.in_(readable_team_ids(person)))
    return sorted(rows, key=lambda row: row.state is RoundState.CLOSED)


def list_open_rounds(team_id: UUID) -> Sequence[RoundRow]:
    """Return the team's rounds that are not closed; the caller has checked the reader."""
    return _list_rounds((Round.team_id == team_id) & Round.closed_at.is_(None))


def count_participation(one: Round) -> Participation:
    """Count who was asked and took part; how many of a small group did stays hidden."""
    rows = session().execute(
        select(
            Invitation.perspective,
            func.count(),
            func.count(Invitation.took_part_on),
        )
        .join(Person, Person.id == Invitation.person_id)
        .join(Round, Round.id == Invitation.round_id)
        .where(Invitation.round_id == one.id, _could_answer())
        .group_by(Invitation.perspective)
    )
    counts = {row[0]: (row[1], row[2]) for row in rows}
    took_part = {group: counts.get(group, (0, 0))[1] for group in Perspective}
    by_group = {group.value: count for group, count in took_part.items()}
    shown = visible_counts(by_group, threshold=one.shown_from)
    names = {group.code: group.name for group in model_of(one.model_edition_id).perspectives}
    return Participation(
        invited=sum(invited for invited, _ in counts.values()),
        took_part=sum(took_part.values()),
        groups=tuple(
            GroupCount(
                perspective=group,
                name=names[group],
                invited=counts.get(group, (0, 0))[0],
                took_part=shown[group],
            )
            for group in Perspective
        ),
    )


def list_not_invited(team_id: UUID, *, round_id: UUID | None = None) -> Sequence[tuple[UUID, str]]:
    """Return the active members of a team who are not invited to the round, by name."""
    invited = select(Invitation.person_id).where(Invitation.round_id == round_id)
    rows = session().execute(
        select(Person.id, Person.name)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.team_id == team_id,
            Person.deactivated_at.is_(None),
            Person.id.not_in(invited),
        )
        .order_by(Person.name, Person.id)
    )
    return [(row.id, row.name) for row in rows]


def has_result(round_id: UUID) -> bool:
    """Tell whether a closed round has a result that may be shown."""
    return bool(
        session().scalar(select(exists().where(Result.round_id == round_id, Result.is_latest)))
    )


def find_active_by_email(emails: Collection[str]) -> Mapping[str, UUID]:
    """Return the active persons with these addresses, which are in lower case."""
    rows = session().execute(
        select(Person.email, Person.id).where(
            Person.email.in_(emails), Person.deactivated_at.is_(None)
        )
    )
    return {row.email: row.id for row in rows}


def load_answers(one: Round) -> RoundAnswers:
    """Load all that scoring a round needs: the sheets, evidence, who was asked and what was agreed.

    Careless sheets stay away where that was decided. One that bears its group is not counted for
    it either; of one that does not, nobody knows which group heard one less.
    """
    sheets = _load_sheets(one)
    kept = [sheet for sheet in sheets if not (one.leaves_out_careless and sheet.is_careless)]
    away = Counter(sheet.group for sheet in sheets) - Counter(sheet.group for sheet in kept)
    return RoundAnswers(
        responses=tuple(Sheet(answers=sheet.answers, group=sheet.group) for sheet in kept),
        heard={group: count - away[group] for group, count in _heard_groups(one).items()},
        invited=session().scalar(select(invited_people()).where(Round.id == one.id)) or 0,
        out_of_scope=out_of_scope(one),
        evidence=frozenset(session().scalars(_accepted_evidence(one))),
        consensus=agreed_values(one.id),
    )


def out_of_scope(one: Round) -> frozenset[str]:
    """Name the items that nobody was asked: left out by choice, or not in the form."""
    model = model_of(one.model_edition_id)
    return frozenset(one.out_of_scope) | model.outside_of(one.form)


def count_careless(one: Round) -> int:
    """Count the sheets that are left out where careless ones are; never whose they are."""
    return sum(sheet.is_careless for sheet in _load_sheets(one))


def invited_people() -> ScalarSelect[int]:
    """Count who could answer a round."""
    return (
        select(func.count())
        .select_from(Invitation)
        .join(Person, Person.id == Invitation.person_id)
        .where(Invitation.round_id == Round.id, _could_answer())
        .correlate(Round)
        .scalar_subquery()
    )


def _could_answer() -> Any:
    """Tell who could answer: in an anonymous round everybody, whoever has left since.

    There the number would tell whether the person who leaves had taken part.
    """
    return or_(
        Round.mode == Mode.ANONYMOUS,
        Invitation.took_part_on.is_not(None),
        Person.deactivated_at.is_(None),
    )


def _load_sheets(one: Round) -> Sequence[_StoredSheet]:
    rows = session().execute(
        select(Response.perspective, Response.document)
        .where(Response.round_id == one.id, Response.submitted_on.is_not(None))
        .order_by(Response.id)
    )
    return [
        _StoredSheet(
            answers={item: answer_from(choice) for item, choice in document["answers"].items()},
            group=perspective and perspective.value,
            is_careless=may_exclude([Flag(flag) for flag in document["flags"]]),
        )
        for perspective, document in rows
    ]


def _heard_groups(one: Round) -> Mapping[str, int]:
    rows = session().execute(
        select(HeardGroup.perspective, HeardGroup.counted).where(HeardGroup.round_id == one.id)
    )
    return {row.perspective.value: row.counted for row in rows}


def _accepted_evidence(one: Round) -> Any:
    """Select the items that evidence of the team backs today."""
    return select(Evidence.item).where(
        Evidence.team_id == one.team_id,
        Evidence.model_code == model_of(one.model_edition_id).code,
        Evidence.state == EvidenceState.ACCEPTED,
        Evidence.valid_until >= clock.today(),
    )


def _list_rounds(which: Any) -> list[RoundRow]:
    rows = session().execute(_rounds().where(which))
    return [
        RoundRow(
            id=one.id,
            team_id=one.team_id,
            team_name=team_name,
            title=one.title,
            opens_on=one.opens_on,
            closes_on=one.closes_on,
            closed_at=one.closed_at,
            state=one.state_on(clock.today()),
            invited=invited,
            took_part=count,
        )
        for one, team_name, invited, count in rows
    ]


@cache
def _rounds() -> Any:
    """Return the statement; it is put together once, because that takes longer than to run it."""
    took_part = (
        select(func.count())
        .where(Invitation.round_id == Round.id, Invitation.took_part_on.is_not(None))
        .correlate(Round)
        .scalar_subquery()
    )
    return (
        select(Round, Team.name, invited_people(), took_part)
        .join(Team, Team.id == Round.team_id)
        .order_by(Round.closes_on.desc(), Round.id.desc())
    )
