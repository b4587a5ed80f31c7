"""Evidence that somebody should look after: to be reviewed, or to be renewed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, bindparam, exists, or_, select
from sqlalchemy.orm import aliased

from pmo_academy.core import clock
from pmo_academy.core.db import session
from pmo_academy.maturity.models import Evidence, EvidenceState
from pmo_academy.maturity.queries.evidence import EXPIRES_SOON
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


def list_evidence_tasks(person: Person) -> Sequence[EvidenceTask]:
    """Return what a manager should review, and what the person should renew within 60 days.

    What already has a newer version is left out. One query.
    """
    today = clock.today()
    rows = session().execute(
        _tasks(), {"person_id": person.id, "today": today, "soon": today + EXPIRES_SOON}
    )
    return [EvidenceTask(**row._mapping) for row in rows]


@cache
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
            Evidence.id.label("evidence_id"),
            Evidence.team_id,
            Team.name.label("team_name"),
            Evidence.title,
            Evidence.valid_until,
            is_waiting.label("is_waiting"),
            is_managed.label("is_managed"),
        )
        .join(Team, Team.id == Evidence.team_id)
        .where(or_(is_to_review, is_to_renew))
        .order_by(Evidence.valid_until, Evidence.id)
    )
