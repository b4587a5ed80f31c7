"""Find and list people and teams, always for a reader."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, Select, bindparam, exists, func, select

from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.people.models import (
    Management,
    Membership,
    Person,
    Preference,
    SignedInSession,
    Team,
)

PER_PAGE = 25


@dataclass(frozen=True, kw_only=True)
class PersonRow:
    """A person in a list."""

    id: UUID
    name: str
    email: str
    is_active: bool


def find_person_by_email(email: str) -> Person | None:
    """Return the person with this address, None if there is none."""
    return session().scalar(select(Person).where(Person.email == email.strip().lower()))


@dataclass(frozen=True, kw_only=True)
class OpenSession:
    """Whose session it is, whether they manage and what they want, when and for whom it ends."""

    person: Person
    manages: bool
    expires_at: datetime
    is_guest: bool
    preference: Preference | None


def find_signed_in(token_digest: str) -> OpenSession | None:
    """Return the session with this digest, None if there is none."""
    row = session().execute(_signed_in(), {"token_digest": token_digest}).first()
    if row is None:
        return None
    return OpenSession(
        person=row[0], manages=row[1], expires_at=row[2], is_guest=row[3], preference=row[4]
    )


@cache
def _signed_in() -> Select[*tuple[Any, ...]]:
    """Return the statement; it is put together once, because that takes longer than to run it."""
    manages = exists().where(Management.person_id == Person.id).label("manages")
    return (
        select(Person, manages, SignedInSession.expires_at, SignedInSession.is_guest, Preference)
        .join(SignedInSession, SignedInSession.person_id == Person.id)
        .outerjoin(Preference, Preference.person_id == Person.id)
        .where(SignedInSession.token_digest == bindparam("token_digest"))
    )


def readable_team_ids(person: Person) -> Select[UUID]:
    """Select the teams whose level and people this person may read.

    A PMO lead reads every team; a manager reads the teams managed and all teams below them.
    """
    if person.is_pmo_lead:
        return select(Team.id)
    return teams_led_by(person.id)


def teams_led_by(manager: UUID | BindParameter[UUID]) -> Select[UUID]:
    """Select the teams that somebody manages, and all teams below them."""
    managed = (
        select(Management.team_id.label("id"))
        .where(Management.person_id == manager)
        .cte("managed", recursive=True)
    )
    below = select(Team.id).join(managed, Team.parent_id == managed.c.id)
    return select(managed.union(below).c.id)


def list_readable_teams(person: Person) -> Sequence[Team]:
    """Return the teams that this person may read, by name."""
    return (
        session()
        .scalars(select(Team).where(Team.id.in_(readable_team_ids(person))).order_by(Team.name))
        .all()
    )


def get_readable_team(team_id: UUID, *, for_person: Person) -> Team:
    """Return a team that this person may read, or raise NotFoundError."""
    wanted = {"team_id": team_id, "reader_id": for_person.id}
    team = session().scalar(_readable_team(is_pmo_lead=for_person.is_pmo_lead), wanted)
    if team is None:
        raise NotFoundError
    return team


@cache
def _readable_team(*, is_pmo_lead: bool) -> Select[Team]:
    wanted = select(Team).where(Team.id == bindparam("team_id"))
    reader: BindParameter[UUID] = bindparam("reader_id")
    return wanted if is_pmo_lead else wanted.where(Team.id.in_(teams_led_by(reader)))


def list_own_teams(person: Person) -> Sequence[Team]:
    """Return the teams that the person belongs to, by name."""
    return (
        session()
        .scalars(
            select(Team)
            .join(Membership, Membership.team_id == Team.id)
            .where(Membership.person_id == person.id)
            .order_by(Team.name)
        )
        .all()
    )


def list_members(team_id: UUID) -> Sequence[PersonRow]:
    """Return the active members of a team, by name; the caller has checked the reader."""
    rows = session().execute(_members(), {"team_id": team_id})
    return [PersonRow(id=row.id, name=row.name, email=row.email, is_active=True) for row in rows]


@cache
def _members() -> Select[UUID, str, str]:
    return (
        select(Person.id, Person.name, Person.email)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.team_id == bindparam("team_id"), Person.deactivated_at.is_(None))
        .order_by(Person.name)
    )


def list_managing(person_ids: Iterable[UUID]) -> set[UUID]:
    """Return who of these persons manages a team."""
    wanted = select(Management.person_id).where(Management.person_id.in_(set(person_ids)))
    return set(session().scalars(wanted))


def get_member(team_id: UUID, person_id: UUID, *, for_person: Person) -> Person:
    """Return a member of a team that the reader may read, or raise NotFoundError."""
    member = session().scalar(
        select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.team_id == team_id,
            Person.id == person_id,
            Membership.team_id.in_(readable_team_ids(for_person)),
        )
    )
    if member is None:
        raise NotFoundError
    return member


def list_names(person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the names of these persons."""
    rows = session().execute(select(Person.id, Person.name).where(Person.id.in_(set(person_ids))))
    return {row.id: row.name for row in rows}


def get_person(person_id: UUID) -> Person:
    """Return any person, for the administrator, or raise NotFoundError."""
    person = session().get(Person, person_id)
    if person is None:
        raise NotFoundError
    return person


def get_team(team_id: UUID) -> Team:
    """Return any team, for the administrator, or raise NotFoundError."""
    team = session().get(Team, team_id)
    if team is None:
        raise NotFoundError
    return team


def list_people(*, page: int, containing: str = "") -> tuple[Sequence[Person], int]:
    """Return one page of all people by name and their number, for the administrator."""
    wanted = select(Person)
    if containing:
        like = f"%{_escaped(containing.lower())}%"
        wanted = wanted.where(
            func.lower(Person.name).like(like, escape="\\") | Person.email.like(like, escape="\\")
        )
    total = session().scalar(select(func.count()).select_from(wanted.subquery())) or 0
    people = session().scalars(
        wanted.order_by(Person.name, Person.id).offset((page - 1) * PER_PAGE).limit(PER_PAGE)
    )
    return people.all(), total


def list_teams() -> Sequence[Team]:
    """Return all teams by name, for the administrator."""
    return session().scalars(select(Team).order_by(Team.name)).all()


def team_ids_of(person_id: UUID) -> tuple[set[UUID], set[UUID]]:
    """Return the teams a person belongs to and those the person manages."""
    member = select(Membership.team_id).where(Membership.person_id == person_id)
    manager = select(Management.team_id).where(Management.person_id == person_id)
    return set(session().scalars(member)), set(session().scalars(manager))


def count_members() -> dict[UUID, int]:
    """Return the number of active members of each team."""
    rows = session().execute(
        select(Membership.team_id, func.count())
        .join(Person, Person.id == Membership.person_id)
        .where(Person.deactivated_at.is_(None))
        .group_by(Membership.team_id)
    )
    return {row[0]: row[1] for row in rows}


def has_sample_accounts() -> bool:
    """Tell whether sample accounts exist, whose password everybody knows."""
    return bool(session().scalar(select(exists().where(Person.is_sample))))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
