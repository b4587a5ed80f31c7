"""Who of each team holds the certificate that belongs to the level the team aims at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, exists, func, select

from pmo_academy.certification.models import Award, Period
from pmo_academy.certification.queries.careers import find_ladder
from pmo_academy.certification.queries.programmes import list_programmes
from pmo_academy.core import clock
from pmo_academy.core.db import session
from pmo_academy.core.words import lazy_gettext as _l
from pmo_academy.maturity.models import Target
from pmo_academy.people.models import Membership, Person, Team
from pmo_academy.people.queries import readable_team_ids

STEPS = 3  # of each tier
LEVELS = ("Support", "Control", "Strategic")
_WORDS = {"Support": _l("Support"), "Control": _l("Control"), "Strategic": _l("Strategic")}


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """A team: the level it aims at, the programme for it, its members, and who holds what.

    Without an aim there is neither level nor programme; `any_held` counts people with any valid
    certificate of the academy.
    """

    team_id: UUID
    name: str
    level: str
    programme: str
    members: int
    held: int
    any_held: int


def list_coverage(reader: Person) -> Sequence[Coverage]:
    """Return every team that the reader reads and that has members, by name."""
    ladder = find_ladder()
    programme_of = {one.level: one.programme for one in ladder.stages} if ladder else {}
    titles = {key: one.title for key, one in list_programmes().items()}
    held = _held(reader)
    return [
        _coverage(row, programme_of=programme_of, titles=titles, held=held)
        for row in session().execute(_teams(reader))
    ]


def _coverage(
    row: Any,
    *,
    programme_of: Mapping[str, str],
    titles: Mapping[str, str],
    held: Mapping[tuple[UUID, str], int],
) -> Coverage:
    level = LEVELS[(row.rung - 1) // STEPS] if row.rung else ""
    key = programme_of.get(level, "")
    return Coverage(
        team_id=row.id,
        name=row.name,
        level=str(_WORDS[level]) if level else "",
        programme=titles.get(key, ""),
        members=row.members,
        held=held.get((row.id, key), 0),
        any_held=row.any_held,
    )


def _teams(reader: Person) -> Select[*tuple[Any, ...]]:
    rung = (
        select(Target.rung)
        .where(Target.team_id == Team.id)
        .order_by(Target.set_at.desc(), Target.id.desc())
        .limit(1)
        .correlate(Team)
        .scalar_subquery()
    )
    members = func.count(Membership.person_id)
    return (
        select(
            Team.id,
            Team.name,
            rung.label("rung"),
            members.label("members"),
            func.count(Membership.person_id)
            .filter(_is_valid_today(Membership.person_id))
            .label("any_held"),
        )
        .join(Membership, Membership.team_id == Team.id)
        .join(Person, Person.id == Membership.person_id)
        .where(Person.deactivated_at.is_(None), Team.id.in_(readable_team_ids(reader)))
        .group_by(Team.id, Team.name)
        .order_by(Team.name, Team.id)
    )


def _held(reader: Person) -> Mapping[tuple[UUID, str], int]:
    """Count the members of each team who hold a valid certificate, by programme."""
    rows = session().execute(
        select(Membership.team_id, Award.programme_key, func.count())
        .join(Award, Award.person_id == Membership.person_id)
        .join(Person, Person.id == Membership.person_id)
        .where(
            Person.deactivated_at.is_(None),
            Membership.team_id.in_(readable_team_ids(reader)),
            Award.revoked_at.is_(None),
            _lasts(Award.id),
        )
        .group_by(Membership.team_id, Award.programme_key)
    )
    return {(row[0], row[1]): row[2] for row in rows}


def _is_valid_today(person_id: Any) -> Any:
    return exists().where(
        Award.person_id == person_id, Award.revoked_at.is_(None), _lasts(Award.id)
    )


def _lasts(award_id: Any) -> Any:
    return exists().where(Period.award_id == award_id, Period.ends_on >= clock.today())
