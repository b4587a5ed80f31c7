"""Evidence of a team for those who review it, and own evidence for those who brought it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, exists, or_, select
from sqlalchemy.orm import aliased

from pmo_academy.core import clock
from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.core.files import StoredFile
from pmo_academy.maturity.models import (
    Evidence,
    EvidenceKind,
    EvidenceState,
    ModelEdition,
    Round,
)
from pmo_academy.people.models import Person, Team
from pmo_academy.people.queries import readable_team_ids

EXPIRES_SOON = timedelta(days=60)


class Standing(StrEnum):
    """Where a piece of evidence is on a day; expired is what was accepted and is over."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    EXPIRED = "expired"
    RETURNED = "returned"


@dataclass(frozen=True, kw_only=True)
class EvidenceRow:
    """A piece of evidence with the names of those who brought and reviewed it."""

    id: UUID
    team_id: UUID
    model_code: str
    item: str
    kind: EvidenceKind
    title: str
    link: str
    text: str
    file_id: UUID | None
    file_name: str
    file_size: int
    dated_on: date
    valid_until: date
    contributed_by: UUID
    contributor: str
    contributed_on: date
    reviewer: str
    review_note: str
    standing: Standing
    days_left: int

    @property
    def expires_soon(self) -> bool:
        """Tell whether it counts now and is to be renewed soon."""
        return self.standing is Standing.ACCEPTED and timedelta(days=self.days_left) <= EXPIRES_SOON

    @property
    def may_be_renewed(self) -> bool:
        """Tell whether a new version of it would be of use."""
        return self.expires_soon or self.standing in (Standing.EXPIRED, Standing.RETURNED)


def list_evidence(team_id: UUID, *, model_code: str) -> Sequence[EvidenceRow]:
    """Return the team's evidence for a model, the newest first; the caller checked the reader."""
    rows = session().execute(_of_team(), {"team_id": team_id, "model_code": model_code})
    return [_row(row) for row in rows]


def list_own_evidence_of_round(
    round_id: UUID, *, by: Person
) -> Mapping[str, Sequence[EvidenceRow]]:
    """Return what this person brought for the team of a round, by item; both checked before."""
    rows = session().execute(_own_of_round(), {"round_id": round_id, "person_id": by.id})
    own: dict[str, list[EvidenceRow]] = {}
    for row in rows:
        own.setdefault(row.Evidence.item, []).append(_row(row))
    return own


def get_evidence(
    team_id: UUID, evidence_id: UUID, *, for_person: Person
) -> tuple[Evidence, EvidenceRow, Team]:
    """Return evidence of a team that the reader may read, or that the reader brought."""
    row = (
        session()
        .execute(
            _evidence()
            .add_columns(Team)
            .join(Team, Team.id == Evidence.team_id)
            .where(
                Evidence.id == evidence_id,
                Evidence.team_id == team_id,
                or_(
                    Evidence.contributed_by == for_person.id,
                    Evidence.team_id.in_(readable_team_ids(for_person)),
                ),
            )
        )
        .first()
    )
    if row is None:
        raise NotFoundError
    return row.Evidence, _row(row), row.Team


def list_backed_items(team_id: UUID, *, model_code: str) -> Mapping[str, date]:
    """Return the items that accepted evidence backs today, each with the last day of it."""
    values = {"team_id": team_id, "model_code": model_code, "today": clock.today()}
    return {row.item: row.valid_until for row in session().execute(_backed(), values)}


def is_file_shared(evidence: Evidence) -> bool:
    """Tell whether another piece of evidence refers to the same file."""
    other = exists().where(Evidence.file_id == evidence.file_id, Evidence.id != evidence.id)
    return bool(session().scalar(select(other)))


@cache
def _backed() -> Any:
    return (
        select(Evidence.item, Evidence.valid_until)
        .where(
            Evidence.team_id == bindparam("team_id"),
            Evidence.model_code == bindparam("model_code"),
            Evidence.state == EvidenceState.ACCEPTED,
            Evidence.valid_until >= bindparam("today"),
        )
        .order_by(Evidence.valid_until)
    )


@cache
def _of_team() -> Any:
    return (
        _evidence()
        .where(
            Evidence.team_id == bindparam("team_id"),
            Evidence.model_code == bindparam("model_code"),
        )
        .order_by(Evidence.contributed_at.desc(), Evidence.id.desc())
    )


@cache
def _own_of_round() -> Any:
    return (
        _evidence()
        .join(Round, Round.team_id == Evidence.team_id)
        .join(ModelEdition, ModelEdition.id == Round.model_edition_id)
        .where(
            Round.id == bindparam("round_id"),
            ModelEdition.code == Evidence.model_code,
            Evidence.contributed_by == bindparam("person_id"),
        )
        .order_by(Evidence.contributed_at, Evidence.id)
    )


@cache
def _evidence() -> Any:
    """Return the statement; it is put together once, because that takes longer than to run it."""
    contributor, reviewer = aliased(Person), aliased(Person)
    return (
        select(
            Evidence,
            contributor.name.label("contributor"),
            reviewer.name.label("reviewer"),
            StoredFile.name.label("file_name"),
            StoredFile.size.label("file_size"),
        )
        .join(contributor, contributor.id == Evidence.contributed_by)
        .outerjoin(reviewer, reviewer.id == Evidence.reviewed_by)
        .outerjoin(StoredFile, StoredFile.id == Evidence.file_id)
    )


def _row(row: Row[Any]) -> EvidenceRow:
    one: Evidence = row.Evidence
    return EvidenceRow(
        id=one.id,
        team_id=one.team_id,
        model_code=one.model_code,
        item=one.item,
        kind=one.kind,
        title=one.title,
        link=one.link,
        text=one.text,
        file_id=one.file_id,
        file_name=row.file_name or "",
        file_size=row.file_size or 0,
        dated_on=one.dated_on,
        valid_until=one.valid_until,
        contributed_by=one.contributed_by,
        contributor=row.contributor,
        contributed_on=one.contributed_at.date(),
        reviewer=row.reviewer or "",
        review_note=one.review_note,
        standing=standing_of(one, today=clock.today()),
        days_left=(one.valid_until - clock.today()).days,
    )


def standing_of(one: Evidence, *, today: date) -> Standing:
    """Tell where a piece of evidence is."""
    if one.state is EvidenceState.ACCEPTED:
        return Standing.ACCEPTED if one.counts_on(today) else Standing.EXPIRED
    return Standing.WAITING if one.state is EvidenceState.PROPOSED else Standing.RETURNED
