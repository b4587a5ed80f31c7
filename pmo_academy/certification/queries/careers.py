"""The career ladder, and where somebody stands on it: for themselves and for their manager."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import exists, select

from pmo_academy.certification.models import (
    CareerAim,
    CompetenceRating,
    CredentialRules,
    LadderEdition,
    Side,
)
from pmo_academy.certification.rules.career import Ladder, read_ladder
from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.people.models import Membership, Person
from pmo_academy.people.queries import readable_team_ids


@dataclass(frozen=True, kw_only=True)
class Views:
    """What a person and their manager said of each competence, and the stage aimed at."""

    own: Mapping[str, int]
    manager: Mapping[str, int]
    aim: str | None


def find_ladder() -> Ladder | None:
    """Return the latest ladder, if there is one."""
    document = session().scalar(
        select(LadderEdition.document).order_by(LadderEdition.number.desc()).limit(1)
    )
    return read_ladder(document) if document else None


def get_views(person_id: UUID) -> Views:
    """Return what was said of a person so far."""
    rows = session().execute(
        select(CompetenceRating.side, CompetenceRating.competence, CompetenceRating.step).where(
            CompetenceRating.person_id == person_id
        )
    )
    sides: dict[Side, dict[str, int]] = {Side.OWN: {}, Side.MANAGER: {}}
    for side, competence, step in rows:
        sides[side][competence] = step
    aim = session().get(CareerAim, person_id)
    return Views(own=sides[Side.OWN], manager=sides[Side.MANAGER], aim=aim.stage if aim else None)


def get_rated_person(person_id: UUID, *, reader: Person) -> Person:
    """Return somebody of a team that the reader manages or reads, never the reader themselves."""
    in_team = exists().where(
        Membership.person_id == Person.id, Membership.team_id.in_(readable_team_ids(reader))
    )
    person = session().scalar(
        select(Person).where(Person.id == person_id, Person.id != reader.id, in_team)
    )
    if person is None:
        raise NotFoundError
    return person


def list_rated_people(reader: Person) -> Sequence[tuple[UUID, str]]:
    """Return who of the reader's teams has said where they stand, by name."""
    in_team = exists().where(
        Membership.person_id == Person.id, Membership.team_id.in_(readable_team_ids(reader))
    )
    has_said = exists().where(CompetenceRating.person_id == Person.id)
    rows = session().execute(
        select(Person.id, Person.name)
        .where(Person.id != reader.id, Person.deactivated_at.is_(None), in_team, has_said)
        .order_by(Person.name, Person.id)
    )
    return [(row[0], row[1]) for row in rows]


def list_certificate_titles() -> Mapping[str, str]:
    """Return the titles of outside certificates by key."""
    rows = session().execute(
        select(CredentialRules.key, CredentialRules.title).where(CredentialRules.is_latest)
    )
    return {row[0]: row[1] for row in rows}
