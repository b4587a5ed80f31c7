"""Outside certificates of the people of a team, for those who may read the team."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Select, select

from pmo_academy.certification.queries import credentials
from pmo_academy.certification.queries.standings import Held, list_standings
from pmo_academy.core.db import session
from pmo_academy.people.models import Membership, Person

DUE_WITHIN = timedelta(days=90)


@dataclass(frozen=True, kw_only=True)
class MemberCredential:
    """A certificate of a member of a team."""

    person_id: UUID
    person_name: str
    held: Held


@dataclass(frozen=True, kw_only=True)
class ExpiryCounts:
    """How many certificates are valid for long, end soon, or have ended."""

    valid: int
    due: int
    overdue: int


def list_of_teams(team_ids: Collection[UUID], *, today: date) -> Sequence[MemberCredential]:
    """Return the certificates of the active members, first the one that ends first.

    The caller has checked the reader. Three queries, however many people there are.
    """
    held = credentials.list_of_people(_members(team_ids).with_only_columns(Person.id))
    names = {row.id: row.name for row in session().execute(_members(team_ids))}
    return [
        MemberCredential(
            person_id=one.credential.person_id,
            person_name=names[one.credential.person_id],
            held=one,
        )
        for one in list_standings(held, today=today)
    ]


def count_expiring(team_ids: Collection[UUID], *, today: date) -> ExpiryCounts:
    """Count the certificates of the active members by how soon they end, in one query."""
    held = credentials.list_of_people(_members(team_ids).with_only_columns(Person.id))
    ends = [one.window.ends_on for one in held if one.window]
    return ExpiryCounts(
        valid=sum(today + DUE_WITHIN < day for day in ends),
        due=sum(today <= day <= today + DUE_WITHIN for day in ends),
        overdue=sum(day < today for day in ends),
    )


def _members(team_ids: Collection[UUID]) -> Select[UUID, str]:
    return (
        select(Person.id, Person.name)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.team_id.in_(team_ids), Person.deactivated_at.is_(None))
    )
