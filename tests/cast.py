"""The standing people: Lena learns, Max manages, Ada leads, Root administers, Olga is elsewhere."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from pmo_academy.people.models import Management, Membership, Person, Team


@dataclass(frozen=True, kw_only=True)
class Cast:
    """Everybody, and the two teams they belong to."""

    lena: Person
    max: Person
    ada: Person
    root: Person
    olga: Person
    payments: Team
    logistics: Team


def make_cast(session: Session) -> Cast:
    """Payments PMO with Lena, managed by Max; Logistics PMO, managed by Olga; Ada; Root."""
    payments, logistics = Team(name="Payments PMO"), Team(name="Logistics PMO")
    session.add_all([payments, logistics])
    lena = make_person(session, "Lena Ortiz", member_of=payments)
    maximilian = make_person(session, "Max Weber", member_of=payments, manager_of=payments)
    ada = make_person(session, "Ada Lind", is_pmo_lead=True)
    root = make_person(session, "Root Admin", is_administrator=True)
    olga = make_person(session, "Olga Novak", member_of=logistics, manager_of=logistics)
    session.commit()
    return Cast(
        lena=lena, max=maximilian, ada=ada, root=root, olga=olga,
        payments=payments, logistics=logistics,
    )  # fmt: skip


def make_person(
    session: Session,
    name: str,
    *,
    member_of: Team | None = None,
    manager_of: Team | None = None,
    is_pmo_lead: bool = False,
    is_administrator: bool = False,
) -> Person:
    """A person without a password, who signs in through `visitor`."""
    person = Person(
        email=f"{name.lower().replace(' ', '.')}@example.test",
        name=name,
        is_pmo_lead=is_pmo_lead,
        is_administrator=is_administrator,
    )
    session.add(person)
    session.flush()
    if member_of:
        session.add(Membership(person_id=person.id, team_id=member_of.id))
    if manager_of:
        session.add(Management(person_id=person.id, team_id=manager_of.id))
    session.flush()
    return person
