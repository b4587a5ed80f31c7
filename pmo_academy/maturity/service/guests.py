"""People without an account: asked by mail, they come by a private link.

The link is worked out from the invitation and the installation's secret, so that a reminder carries
the same one; the database keeps only its digest.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select, update

from pmo_academy.core import audit
from pmo_academy.core.db import session
from pmo_academy.core.keyed import keyed_digest
from pmo_academy.maturity import queries
from pmo_academy.maturity.models import Invitation, Perspective, Round
from pmo_academy.people import service as people
from pmo_academy.people import sessions
from pmo_academy.people.models import Person

_PURPOSE = "private link of an invitation"


@dataclass(frozen=True, kw_only=True)
class Guest:
    """Somebody to be asked by mail; without a name the address stands for it."""

    name: str
    perspective: Perspective


@dataclass(frozen=True, kw_only=True)
class PrivateLink:
    """Whose link it is, and where it leads."""

    name: str
    email: str
    path: str


def add(guests: Mapping[str, Guest], *, by: Person) -> dict[UUID, Perspective]:
    """Add those who are not here yet; returns everybody as a person with a perspective."""
    known = queries.find_active_by_email(guests) if guests else {}
    found: dict[UUID, Perspective] = {}
    for email, guest in guests.items():
        person_id = known.get(email)
        if person_id is None:
            name = guest.name or email.split("@")[0]
            person_id = people.add_guest(email=email, name=name, by=by).id
        found[person_id] = guest.perspective
    return found


def give_links(one: Round) -> None:
    """Give a private link to each invitation of somebody who has no password yet."""
    without = session().scalars(
        select(Invitation.id)
        .join(Person, Person.id == Invitation.person_id)
        .where(
            Invitation.round_id == one.id,
            Invitation.guest_digest.is_(None),
            Person.password_hash == "",
        )
    )
    for invitation_id in without.all():
        session().execute(
            update(Invitation)
            .where(Invitation.id == invitation_id)
            .values(guest_digest=digest_of(token_of(invitation_id)))
        )


def show_links(one: Round, *, by: Person) -> list[PrivateLink]:
    """Return the private links of a round, to be handed over; that they were shown is recorded."""
    rows = session().execute(
        select(Invitation.id, Person.name, Person.email)
        .join(Person, Person.id == Invitation.person_id)
        .where(
            Invitation.round_id == one.id,
            Invitation.guest_digest.is_not(None),
            Person.password_hash == "",
            Person.deactivated_at.is_(None),
        )
        .order_by(Person.name, Person.email)
    )
    links = [
        PrivateLink(name=row.name, email=row.email, path=path_of(row.id)) for row in rows.all()
    ]
    audit.record("maturity.links-shown", subject=one.id, by=by.id, count=len(links))
    return links


def path_of(invitation_id: UUID) -> str:
    """Return where the private link of an invitation leads."""
    return f"/invitation/{token_of(invitation_id)}"


def token_of(invitation_id: UUID) -> str:
    """Return the secret part of a private link; nobody can work it out from the database."""
    return keyed_digest(str(invitation_id), purpose=_PURPOSE)


def digest_of(token: str) -> str:
    """Return what is kept of the secret part."""
    return sessions.digest_of(token)
