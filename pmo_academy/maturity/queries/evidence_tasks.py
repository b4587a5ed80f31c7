"""What of maturity waits for somebody besides questionnaires: workshops, evidence, tasks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    Row,
    bindparam,
    cast,
    exists,
    false,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from pmo_academy.core import clock
from pmo_academy.core.db import session
from pmo_academy.maturity.models import (
    Evidence,
    EvidenceState,
    GapTask,
    Invitation,
    Round,
    Workshop,
)
from pmo_academy.maturity.queries.editions import model_of
from pmo_academy.maturity.queries.evidence import EXPIRES_SOON
from pmo_academy.maturity.queries.workshop_seat import RunningWorkshop
from pmo_academy.people.models import Management, Person, Team

_WORKSHOP, _EVIDENCE, _AT_WORK = "workshop", "evidence", "at work"


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
class WorkTask:
    """A statement that somebody is to make true at work; the code is of the course behind it."""

    id: UUID
    team_name: str
    anchor: str
    due_on: date
    course_code: str


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """What of maturity waits for somebody besides questionnaires: workshops, evidence, tasks."""

    workshops: Sequence[RunningWorkshop]
    evidence: Sequence[EvidenceTask]
    at_work: Sequence[WorkTask]


def list_waiting(person: Person) -> Waiting:
    """Return the workshops that run for a person, the evidence to look after, and the open tasks.

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
            if row.kind == _WORKSHOP
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
            if row.kind == _EVIDENCE
        ],
        at_work=[_work_task(row) for row in rows if row.kind == _AT_WORK],
    )


@cache
def _waiting() -> Any:
    found = union_all(_workshops(), _evidence(), _at_work()).subquery()
    return select(found).order_by(found.c.day, found.c.id)


def _work_task(row: Row[Any]) -> WorkTask:
    item = model_of(row.edition_id).item_by_code[row.title]
    return WorkTask(
        id=row.id,
        team_name=row.team_name,
        anchor=item.anchors[row.point],
        due_on=row.day,
        course_code=row.course_code,
    )


def _workshops() -> Any:
    return (
        select(
            Round.id.label("id"),
            Round.team_id.label("team_id"),
            Team.name.label("team_name"),
            Round.title.label("title"),
            Round.closes_on.label("day"),
            literal(_WORKSHOP).label("kind"),
            false().label("is_waiting"),
            false().label("is_managed"),
            Round.model_edition_id.label("edition_id"),
            literal(0).label("point"),
            literal("").label("course_code"),
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


def _evidence() -> Any:
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
            literal(_EVIDENCE).label("kind"),
            is_waiting.label("is_waiting"),
            is_managed.label("is_managed"),
            cast(null(), Round.model_edition_id.type).label("edition_id"),
            literal(0).label("point"),
            literal("").label("course_code"),
        )
        .join(Team, Team.id == Evidence.team_id)
        .where(or_(is_to_review, is_to_renew))
    )


def _at_work() -> Any:
    return (
        select(
            GapTask.id.label("id"),
            GapTask.team_id.label("team_id"),
            Team.name.label("team_name"),
            GapTask.item.label("title"),
            GapTask.due_on.label("day"),
            literal(_AT_WORK).label("kind"),
            false().label("is_waiting"),
            false().label("is_managed"),
            Round.model_edition_id.label("edition_id"),
            GapTask.point.label("point"),
            GapTask.course_code.label("course_code"),
        )
        .join(Team, Team.id == GapTask.team_id)
        .join(Round, Round.id == GapTask.round_id)
        .where(GapTask.owner_id == bindparam("person_id"), GapTask.done_at.is_(None))
    )
