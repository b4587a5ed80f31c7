"""Mails about outside certificates whose cycle ends: 90, 30 and 7 days before."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, exists, or_, select
from sqlalchemy.orm import aliased

from pmo_academy.certification.models import Credential, CredentialRules, Cycle
from pmo_academy.core import clock, jobs
from pmo_academy.core.db import session
from pmo_academy.core.keyed import keyed_digest
from pmo_academy.people.models import Person

EXPIRY = "agenda.expiry"
MARKS = (90, 30, 7)
# How many days late a mail may be that no running server sent in time.
_LATE = 3


def plan_expiries() -> None:
    """Write down a mail for each cycle that has reached a mark; each mark has one mail."""
    today = clock.today()
    near = or_(
        *(Cycle.ends_on.between(_day(today, mark - _LATE), _day(today, mark)) for mark in MARKS)
    )
    for row in session().execute(_cycles().where(near)).all():
        mark = min(mark for mark in MARKS if row.ends_on <= _day(today, mark))
        key = keyed_digest(str(row.cycle_id), str(mark), purpose=EXPIRY)
        jobs.put(EXPIRY, {"cycle_id": str(row.cycle_id)}, key=key)


def find_ending(cycle_id: UUID) -> Row[Any] | None:
    """Return a cycle with its person and title, None when a later one has begun."""
    return session().execute(_cycles().where(Cycle.id == cycle_id)).first()


def _day(today: date, days: int) -> date:
    return today + timedelta(days=days)


def _cycles() -> Any:
    later = aliased(Cycle)
    is_last = ~exists().where(
        later.credential_id == Credential.id, later.starts_on > Cycle.starts_on
    )
    return (
        select(
            Person,
            Cycle.id.label("cycle_id"),
            Cycle.ends_on,
            Credential.id.label("credential_id"),
            CredentialRules.title,
        )
        .join(Credential, Credential.person_id == Person.id)
        .join(Cycle, Cycle.credential_id == Credential.id)
        .join(CredentialRules, CredentialRules.id == Cycle.rules_id)
        .where(is_last, Person.deactivated_at.is_(None), Person.password_hash != "")
    )
