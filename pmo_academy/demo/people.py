"""The sample teams and people of Harbour PMO."""

from dataclasses import dataclass
from unicodedata import normalize

from sqlalchemy import select

from pmo_academy.core.db import session
from pmo_academy.people import passwords
from pmo_academy.people.models import Management, Membership, Person, Team

PASSWORD = "learn-lead-measure-2026"  # noqa: S105 - everybody knows it; it opens sample accounts only

# Names of the teams' members; the first manages the team.
_PAYMENTS = (
    "Max Weber", "Lena Ortiz", "Priya Nair", "Tomás Silva", "Hanna Berg", "Jonas Keller",
    "Aisha Bello", "Wei Zhang", "Clara Fontaine", "Peter Dvořák",
)  # fmt: skip
_LOGISTICS = (
    "Olga Novak", "Samir Haddad", "Ingrid Dahl", "Luca Moretti", "Grace Mensah", "Yuki Tanaka",
    "Rosa Delgado",
)  # fmt: skip
_DATA_PLATFORM = ("Noor Rahman", "Elif Kaya", "Ben Carter", "Sofia Lindqvist")
_ACCOUNTS = {
    "Lena Ortiz": "lena", "Max Weber": "max", "Ada Lind": "ada", "Root Ekström": "root",
    "Olga Novak": "olga",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Organisation:
    """Harbour PMO: three teams below one, and everybody in them by team."""

    payments: Team
    logistics: Team
    data_platform: Team
    ada: Person
    members: dict[str, list[Person]]

    def person(self, name: str) -> Person:
        """Return a member by first name."""
        everybody = (person for team in self.members.values() for person in team)
        return next(person for person in everybody if person.name.split()[0] == name)


def exists() -> bool:
    """Tell whether the sample organisation is here already."""
    return session().scalar(select(Team.id).where(Team.is_sample).limit(1)) is not None


def add() -> Organisation:
    """Add teams and people; the five accounts of the documentation get the known password."""
    password_hash = passwords.hashed(PASSWORD)
    harbour = _team("Harbour PMO", below=None)
    teams = {
        name: _team(name, below=harbour)
        for name in ("Payments PMO", "Logistics PMO", "Data Platform PMO")
    }
    names = (_PAYMENTS, _LOGISTICS, _DATA_PLATFORM)
    members = {
        team.name: [_member(name, team, password_hash) for name in group]
        for team, group in zip(teams.values(), names, strict=True)
    }
    for team in teams.values():
        session().add(Management(person_id=members[team.name][0].id, team_id=team.id))
    ada = _person("Ada Lind", password_hash)
    ada.is_pmo_lead = True
    _person("Root Ekström", password_hash).is_administrator = True
    session().flush()
    return Organisation(
        payments=teams["Payments PMO"],
        logistics=teams["Logistics PMO"],
        data_platform=teams["Data Platform PMO"],
        ada=ada,
        members=members,
    )


def _plain(name: str) -> str:
    """Return the letters of a name without accents: Tomás Silva is tomassilva."""
    return "".join(letter for letter in normalize("NFKD", name.lower()) if "a" <= letter <= "z")


def _team(name: str, *, below: Team | None) -> Team:
    team = Team(name=name, parent_id=below.id if below else None, is_sample=True)
    session().add(team)
    session().flush()
    return team


def _member(name: str, team: Team, password_hash: str) -> Person:
    person = _person(name, password_hash)
    session().add(Membership(person_id=person.id, team_id=team.id))
    return person


def _person(name: str, password_hash: str) -> Person:
    account = _ACCOUNTS.get(name)
    address = account or _plain(name)
    person = Person(
        email=f"{address}@sample.test",
        name=name,
        password_hash=password_hash if account else "",
        is_sample=True,
    )
    session().add(person)
    session().flush()
    return person
