"""Mails about what ends: cycles of outside certificates, and certificates of the academy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import aliased

from pmo_academy.certification.models import (
    Award,
    Credential,
    CredentialRules,
    Cycle,
    Period,
    ProgrammeEdition,
)
from pmo_academy.core import clock, jobs
from pmo_academy.core.db import session
from pmo_academy.core.keyed import keyed_digest
from pmo_academy.people.models import Person

EXPIRY = "agenda.expiry"
MARKS = (90, 30, 7)  # days before the end of a cycle
AWARD_MARKS = (180, *MARKS)  # and of a certificate, which can be renewed from the first on
# How many days late a mail may be that no running server sent in time.
_LATE = 3


@dataclass(frozen=True, kw_only=True)
class Ending:
    """Something of a person that ends, and the page where they see what is still needed."""

    person: Person
    title: str
    ends_on: date
    path: str


def plan_expiries() -> None:
    """Write down a mail for each thing that has reached a mark; each mark has one mail."""
    _plan(_cycles(), Cycle.ends_on, MARKS, name="cycle_id")
    _plan(_periods(), Period.ends_on, AWARD_MARKS, name="period_id")


def find_ending(payload: Mapping[str, Any]) -> Ending | None:
    """Return what a mail is about, None when a later cycle or period has begun."""
    if "period_id" in payload:
        wanted = _periods().where(Period.id == UUID(payload["period_id"]))
        row = session().execute(wanted).first()
        path = f"/certificates/{row.code}" if row else ""
    else:
        row = session().execute(_cycles().where(Cycle.id == UUID(payload["cycle_id"]))).first()
        path = f"/certifications/credentials/{row.credential_id}" if row else ""
    if row is None:
        return None
    return Ending(person=row.Person, title=row.title, ends_on=row.ends_on, path=path)


def _plan(wanted: Any, ends_on: Any, marks: Sequence[int], *, name: str) -> None:
    today = clock.today()
    near = or_(*(ends_on.between(_day(today, mark - _LATE), _day(today, mark)) for mark in marks))
    for row in session().execute(wanted.where(near)).all():
        mark = min(mark for mark in marks if row.ends_on <= _day(today, mark))
        key = keyed_digest(str(row.id), str(mark), purpose=EXPIRY)
        jobs.put(EXPIRY, {name: str(row.id)}, key=key)


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
            Cycle.id,
            Cycle.ends_on,
            Credential.id.label("credential_id"),
            CredentialRules.title,
        )
        .join(Credential, Credential.person_id == Person.id)
        .join(Cycle, Cycle.credential_id == Credential.id)
        .join(CredentialRules, CredentialRules.id == Cycle.rules_id)
        .where(is_last, Person.deactivated_at.is_(None), Person.password_hash != "")
    )


def _periods() -> Any:
    later = aliased(Period)
    is_last = ~exists().where(later.award_id == Period.award_id, later.number > Period.number)
    return (
        select(Person, Period.id, Period.ends_on, Award.code, ProgrammeEdition.title)
        .join(Award, Award.person_id == Person.id)
        .join(Period, Period.award_id == Award.id)
        .join(ProgrammeEdition, ProgrammeEdition.id == Award.edition_id)
        .where(
            is_last,
            Award.revoked_at.is_(None),
            Person.deactivated_at.is_(None),
            Person.password_hash != "",
        )
    )
