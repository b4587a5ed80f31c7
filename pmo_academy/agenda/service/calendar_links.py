"""The private link of a calendar: made anew, looked up, switched off."""

import hmac

from sqlalchemy import delete, select

from pmo_academy.agenda.models import CalendarLink
from pmo_academy.core import audit
from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.core.ids import new_token
from pmo_academy.people import sessions
from pmo_academy.people.models import Person


def make_link(person: Person) -> str:
    """Make a link and return its token, which is shown once; an earlier one works no longer."""
    token = new_token()
    link = session().get(CalendarLink, person.id)
    if link is None:
        session().add(CalendarLink(person_id=person.id, token_digest=sessions.digest_of(token)))
    else:
        link.token_digest = sessions.digest_of(token)
    session().flush()
    audit.record("agenda.calendar-link-made", subject=person.id, by=person.id)
    return token


def switch_off(person: Person) -> None:
    """Let the link work no longer."""
    session().execute(delete(CalendarLink).where(CalendarLink.person_id == person.id))
    audit.record("agenda.calendar-link-ended", subject=person.id, by=person.id)


def has_link(person: Person) -> bool:
    """Tell whether the person has a link."""
    return session().get(CalendarLink, person.id) is not None


def get_reader(token: str) -> Person:
    """Return whose calendar a token opens, or raise NotFoundError."""
    digest = sessions.digest_of(token)
    row = (
        session()
        .execute(
            select(Person, CalendarLink.token_digest)
            .join(CalendarLink, CalendarLink.person_id == Person.id)
            .where(CalendarLink.token_digest == digest, Person.deactivated_at.is_(None))
        )
        .first()
    )
    if row is None or not hmac.compare_digest(row[1], digest):
        raise NotFoundError
    person: Person = row[0]
    return person
