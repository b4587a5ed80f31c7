"""What of maturity waits for somebody besides questionnaires: workshops and evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, bindparam, exists, false, or_, select, true, union_all
from sqlalchemy.orm import aliased

from pmo_academy.core import clock
from pmo_academy.core.db import session
from pmo_academy.maturity.models import Evidence, EvidenceState, Invitation, Round, Workshop
from pmo_academy.maturity.queries.evidence import EXPIRES_SOON
from pmo_academy.maturity.queries.workshop_seat import RunningWorkshop
from pmo_academy.people.models import Management, Person, Team


@dataclass(frozen=True, kw_only=True)
class EvidenceTask:
    """Evidence that somebody should look after: to be reviewed, or to be renewed."""

    evidence_id: UUID
    team_id: UUID
    team_name: str
    title: str
    valid_until: date
    is_waiting: bool
    is_managed: bool


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """What of maturity waits for somebody besides questionnaires: workshops and evidence."""

    workshops: Sequence[RunningWorkshop]
    evidence: Sequence[EvidenceTask]


def list_waiting(person: Person) -> Waiting:
    """Return the workshops that run for a person, and the evidence to review or renew.

    A manager reviews what others brought; who brought it and managers renew what expires within 60
    days and has no newer version. One query for all, because home asks for it on every visit.
    """
    today = clock.today()
    values = {"person_id": person.id, "today": today, "soon": today + EXPIRES_SOON}
    rows = session().execute(_waiting(), values).all()
    return Waiting(
        workshops=[
            RunningWorkshop(round_id=row.id, title=row.title, team_name=row.team_name)
            for row in rows
            if row.is_workshop
        ],
        evidence=[
            EvidenceTask(
                evidence_id=row.id,
                team_id=row.team_id,
                team_name=row.team_name,
                title=row.title,
                valid_until=row.day,
                is_waiting=row.is_waiting,
                is_managed=row.is_managed,
            )
            for row in rows
            if not row.is_workshop
        ],
    )


@cache
def _waiting() -> Any:
    both = union_all(_workshops(), _tasks()).subquery()
    return select(both).order_by(both.c.day, both.c.id)


def _workshops() -> Any:
    return (
        select(
            Round.id.label("id"),
            Round.team_id.label("team_id"),
            Team.name.label("team_name"),
            Round.title.label("title"),
            Round.closes_on.label("day"),
            true().label("is_workshop"),
            false().label("is_waiting"),
            false().label("is_managed"),
        )
        .join(Team, Team.id == Round.team_id)
        .join(Workshop, Workshop.round_id == Round.id)
        .where(
            Workshop.finished_at.is_(None),
            exists().where(
                Invitation.round_id == Round.id, Invitation.person_id == bindparam("person_id")
            ),
        )
    )


def _tasks() -> Any:
    reader: BindParameter[UUID] = bindparam("person_id")
    newer = aliased(Evidence)
    is_managed = exists().where(
        Management.team_id == Evidence.team_id, Management.person_id == reader
    )
    has_newer = exists().where(
        newer.team_id == Evidence.team_id,
        newer.model_code == Evidence.model_code,
        newer.item == Evidence.item,
        newer.state != EvidenceState.REJECTED,
        newer.valid_until > Evidence.valid_until,
    )
    is_waiting = Evidence.state == EvidenceState.PROPOSED
    is_to_review = is_waiting & is_managed & (Evidence.contributed_by != reader)
    is_to_renew = (
        (Evidence.state == EvidenceState.ACCEPTED)
        & Evidence.valid_until.between(bindparam("today"), bindparam("soon"))
        & or_(is_managed, Evidence.contributed_by == reader)
        & ~has_newer
    )
    return (
        select(
            Evidence.id.label("id"),
            Evidence.team_id.label("team_id"),
            Team.name.label("team_name"),
            Evidence.title.label("title"),
            Evidence.valid_until.label("day"),
            false().label("is_workshop"),
            is_waiting.label("is_waiting"),
            is_managed.label("is_managed"),
        )
        .join(Team, Team.id == Evidence.team_id)
        .where(or_(is_to_review, is_to_renew))
    )
