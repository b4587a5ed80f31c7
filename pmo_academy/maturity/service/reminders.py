"""Mails of a round: invitations on its first day, reminders before its last.

Nobody may learn from them who has taken part, or when. So a mailing marks everybody of the round
and writes a job for everybody, in no order; each job looks only when it runs whether its person
still has something to answer, and forgets afterwards whom it was about.
"""

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import exists, func, select, update

from pmo_academy.core import audit, clock, jobs, mail
from pmo_academy.core.db import session
from pmo_academy.core.errors import ConflictError
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.models import Invitation, Round, RoundState
from pmo_academy.people.models import Person

INVITE = "maturity.invite"
LETTER = "maturity.letter"
_MORNING = time(6, tzinfo=UTC)


class LetterKind(StrEnum):
    """What a mail about a round is for."""

    INVITATION = "invitation"
    REMINDER = "reminder"


def plan_invitations(one: Round) -> None:
    """Let the invitations go out at once, or in the morning of a first day that is to come."""
    is_to_come = one.opens_on > clock.today()
    due_at = datetime.combine(one.opens_on, _MORNING) if is_to_come else clock.now()
    jobs.put(INVITE, {"round_id": str(one.id)}, due_at=due_at)


def send_invitations(one: Round) -> None:
    """Write to everybody who was not written to yet; where mail is not set up, to nobody."""
    if not mail.is_set_up() or one.state_on(clock.today()) is not RoundState.OPEN:
        return
    _write_to(one, LetterKind.INVITATION, which=Invitation.mailed_on.is_(None))


def remind(one: Round, *, by: Person) -> int:
    """Write to those who have not taken part; returns how many they are."""
    _lock(one)
    if one.state_on(clock.today()) is not RoundState.OPEN:
        raise ConflictError(_("Reminders go out only while the round takes answers."))
    if not mail.is_set_up():
        raise ConflictError(_("Mail is not set up; people find the questionnaire at Assess."))
    if not _not_mailed_today(one):
        raise ConflictError(_("Everybody was written to today. Remind them again tomorrow."))
    return _remind(one, by=by)


def may_remind(one: Round) -> bool:
    """Tell whether a reminder can go out today."""
    is_open = one.state_on(clock.today()) is RoundState.OPEN
    return is_open and mail.is_set_up() and _not_mailed_today(one)


def remind_due() -> int:
    """Remind in all rounds whose last day comes near; returns in how many."""
    if not mail.is_set_up():
        return 0
    today = clock.today()
    near = session().scalars(
        select(Round).where(
            Round.closed_at.is_(None),
            Round.ended_at.is_(None),
            Round.opens_on <= today,
            Round.closes_on >= today,
        )
    )
    due = [one for one in near.all() if _is_due(one, today=today)]
    for one in due:
        _remind(one, by=None)
    return len(due)


def _is_due(one: Round, *, today: date) -> bool:
    """Tell whether a day of reminding has come on which nobody has been written to yet.

    A day on or before the first one is none: then the invitation is the reminder.
    """
    days = [one.closes_on - timedelta(days=before) for before in one.reminder_days]
    come = [day for day in days if one.opens_on < day <= today]
    if not come:
        return False
    last_mail = func.coalesce(Invitation.mailed_on, Invitation.invited_on)
    waits = exists().where(Invitation.round_id == one.id, last_mail < max(come))
    return bool(session().scalar(select(waits)))


def _remind(one: Round, *, by: Person | None) -> int:
    """Write to everybody of the round.

    What is recorded counts those who had not taken part before today: the moment beside a closer
    count would tell when somebody did.
    """
    took_part, today = Invitation.took_part_on, clock.today()
    is_left, was_left = took_part.is_(None), took_part.is_(None) | (took_part >= today)
    left, were_left = (
        session()
        .execute(
            select(func.count().filter(is_left), func.count().filter(was_left))
            .select_from(Invitation)
            .join(Person, Person.id == Invitation.person_id)
            .where(Invitation.round_id == one.id, Person.deactivated_at.is_(None))
        )
        .one()
    )
    _write_to(one, LetterKind.REMINDER, which=True)
    audit.record("maturity.reminded", subject=one.id, by=by.id if by else None, count=were_left)
    return int(left)


def _write_to(one: Round, kind: LetterKind, *, which: Any) -> None:
    of_round = [Invitation.round_id == one.id, *([] if which is True else [which])]
    ids = session().scalars(select(Invitation.id).where(*of_round).order_by(func.random())).all()
    for invitation_id in ids:
        jobs.put(LETTER, {"invitation_id": str(invitation_id), "kind": kind.value})
    session().execute(
        update(Invitation).where(Invitation.id.in_(ids)).values(mailed_on=clock.today())
    )


def _not_mailed_today(one: Round) -> bool:
    """Tell whether there is somebody who has heard nothing today; an invitation counts too."""
    earlier = func.coalesce(Invitation.mailed_on, Invitation.invited_on) < clock.today()
    return bool(session().scalar(select(exists().where(Invitation.round_id == one.id, earlier))))


def _lock(one: Round) -> None:
    """Let two presses of the button wait for each other."""
    session().refresh(one, with_for_update=True)
