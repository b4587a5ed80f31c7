"""Who needs a private link, and what it leads to, whoever holds it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from pmo_academy.core import clock
from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.maturity.models import Invitation, Mode, Round, RoundState
from pmo_academy.people.models import Person, Team


class LinkState(StrEnum):
    """What can be done with a private link."""

    READY = "ready"
    PLANNED = "planned"
    OVER = "over"
    HAS_ACCOUNT = "has-account"
    ACCOUNT_CLOSED = "account-closed"


@dataclass(frozen=True, kw_only=True)
class PrivateInvitation:
    """Who is asked for what, and whether the link works now."""

    round_id: UUID
    person: Person
    title: str
    team_name: str
    contact: str
    mode: Mode
    threshold: int
    opens_on: date
    closes_on: date
    state: LinkState


def get_private_invitation(digest: str) -> PrivateInvitation:
    """Return what the link with this digest leads to, or raise NotFoundError."""
    asker = aliased(Person)
    row = (
        session()
        .execute(
            select(Round, Person, Team.name.label("team"), asker.name.label("contact"))
            .join(Invitation, Invitation.round_id == Round.id)
            .join(Person, Person.id == Invitation.person_id)
            .join(Team, Team.id == Round.team_id)
            .join(asker, asker.id == Round.opened_by)
            .where(Invitation.guest_digest == digest)
        )
        .first()
    )
    if row is None:
        raise NotFoundError
    one: Round = row.Round
    return PrivateInvitation(
        round_id=one.id,
        person=row.Person,
        title=one.title,
        team_name=row.team,
        contact=row.contact,
        mode=one.mode,
        threshold=one.threshold,
        opens_on=one.opens_on,
        closes_on=one.closes_on,
        state=_state(one, row.Person),
    )


def list_closed_accounts(emails: Collection[str]) -> frozenset[str]:
    """Return which of these addresses, in lower case, belong to accounts that are closed."""
    if not emails:
        return frozenset()
    closed = select(Person.email).where(
        Person.email.in_(emails), Person.deactivated_at.is_not(None)
    )
    return frozenset(session().scalars(closed))


def _state(one: Round, person: Person) -> LinkState:
    if not person.is_active:
        return LinkState.ACCOUNT_CLOSED
    if person.password_hash:
        return LinkState.HAS_ACCOUNT
    states = {RoundState.PLANNED: LinkState.PLANNED, RoundState.OPEN: LinkState.READY}
    return states.get(one.state_on(clock.today()), LinkState.OVER)
