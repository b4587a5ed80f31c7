"""Who holds which certificate, for PMO leads, and for managers of their own people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, exists, func, select

from pmo_academy.certification.models import Award, Period, ProgrammeEdition
from pmo_academy.certification.rules.validity import Validity, validity
from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.people.models import Membership, Person, Team
from pmo_academy.people.queries import readable_team_ids


@dataclass(frozen=True, kw_only=True)
class Holder:
    """A certificate with who holds it; `teams` are the names of their teams."""

    award_id: UUID
    code: str
    person_id: UUID
    name: str
    teams: tuple[str, ...]
    programme_key: str
    programme: str
    awarded_on: date
    ends_on: date
    is_revoked: bool

    def validity_on(self, day: date) -> Validity:
        """Tell what the certificate is on a day."""
        return validity(self.ends_on, is_revoked=self.is_revoked, today=day)


def list_holders(reader: Person) -> Sequence[Holder]:
    """Return the certificates of everybody whose team the reader reads; what ends first first."""
    rows = session().execute(_holders(reader)).all()
    teams = _teams_of({row.person_id for row in rows})
    return [
        Holder(
            award_id=row.id,
            code=row.code,
            person_id=row.person_id,
            name=row.name,
            teams=teams.get(row.person_id, ()),
            programme_key=row.programme_key,
            programme=row.title,
            awarded_on=row.awarded_at.date(),
            ends_on=row.ends_on,
            is_revoked=row.revoked_at is not None,
        )
        for row in rows
    ]


def get_award(award_id: UUID, *, not_of: Person) -> Award:
    """Return an award of somebody else, or raise NotFoundError."""
    award = session().scalar(
        select(Award).where(Award.id == award_id, Award.person_id != not_of.id)
    )
    if award is None:
        raise NotFoundError
    return award


def _holders(reader: Person) -> Select[*tuple[Any, ...]]:
    last = (
        select(Period.award_id, func.max(Period.ends_on).label("ends_on"))
        .group_by(Period.award_id)
        .subquery()
    )
    wanted = (
        select(
            Award.id,
            Award.code,
            Award.person_id,
            Person.name,
            Award.programme_key,
            ProgrammeEdition.title,
            Award.awarded_at,
            Award.revoked_at,
            last.c.ends_on,
        )
        .join(Person, Person.id == Award.person_id)
        .join(ProgrammeEdition, ProgrammeEdition.id == Award.edition_id)
        .join(last, last.c.award_id == Award.id)
        .order_by(last.c.ends_on, Person.name, Award.id)
    )
    if reader.is_pmo_lead:
        return wanted
    return wanted.where(
        exists().where(
            Membership.person_id == Award.person_id,
            Membership.team_id.in_(readable_team_ids(reader)),
        )
    )


def _teams_of(person_ids: set[UUID]) -> Mapping[UUID, tuple[str, ...]]:
    rows = session().execute(
        select(Membership.person_id, Team.name)
        .join(Team, Team.id == Membership.team_id)
        .where(Membership.person_id.in_(person_ids))
        .order_by(Team.name)
    )
    teams: dict[UUID, tuple[str, ...]] = {}
    for person_id, name in rows:
        teams[person_id] = (*teams.get(person_id, ()), name)
    return teams
