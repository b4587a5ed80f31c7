"""How a round goes, in counts: where people have stopped, and when reminders went out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from pmo_academy.core.audit import AuditEntry
from pmo_academy.core.db import session
from pmo_academy.maturity.models import Answer, Invitation, Response, Round
from pmo_academy.maturity.queries.editions import model_of
from pmo_academy.maturity.queries.rounds import out_of_scope
from pmo_academy.maturity.rules.questionnaire import sections_of
from pmo_academy.people.models import Person

REMINDED = "maturity.reminded"


@dataclass(frozen=True, kw_only=True)
class StoppedAt:
    """How many unfinished questionnaires end in a section."""

    section: str
    drafts: int


@dataclass(frozen=True, kw_only=True)
class ReminderRow:
    """A reminder that went out: when, and how many had not taken part before that day."""

    day: date
    count: int
    is_automatic: bool


def list_stopped(one: Round) -> Sequence[StoppedAt] | None:
    """Return where unfinished questionnaires end, in the order of the questionnaire.

    None while fewer have been begun than the round shows anything of.
    """
    rows = session().execute(
        select(Answer.response_id, Answer.item)
        .join(Response, Response.id == Answer.response_id)
        .where(Response.round_id == one.id, Response.submitted_on.is_(None), Answer.choice != "")
    )
    sections = sections_of(model_of(one.model_edition_id), out_of_scope=out_of_scope(one))
    places = {item.code: at for at, section in enumerate(sections) for item in section.items}
    last: dict[object, int] = {}
    for draft, item in rows:
        last[draft] = max(last.get(draft, 0), places.get(item, 0))
    if len(last) < one.threshold:
        return None
    counts = Counter(last.values())
    return [StoppedAt(section=sections[at].name, drafts=counts[at]) for at in sorted(counts)]


def list_reminders(one: Round) -> Sequence[ReminderRow]:
    """Return the reminders that went out, the latest first."""
    rows = session().execute(
        select(AuditEntry.at, AuditEntry.by, AuditEntry.details)
        .where(AuditEntry.action == REMINDED, AuditEntry.subject == str(one.id))
        .order_by(AuditEntry.number.desc())
    )
    return [
        ReminderRow(
            day=row.at.date(), count=row.details.get("count", 0), is_automatic=row.by is None
        )
        for row in rows
    ]


def count_guests(one: Round) -> int:
    """Count the people who come by a private link."""
    return (
        session().scalar(
            select(func.count())
            .select_from(Invitation)
            .join(Person, Person.id == Invitation.person_id)
            .where(
                Invitation.round_id == one.id,
                Invitation.guest_digest.is_not(None),
                Person.password_hash == "",
                Person.deactivated_at.is_(None),
            )
        )
        or 0
    )
