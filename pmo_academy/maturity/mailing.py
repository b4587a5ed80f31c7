"""The jobs of rounds: each opens its own transactions, and sends when none is open."""

from uuid import UUID

from pmo_academy.core import jobs, mail
from pmo_academy.core.db import session, transaction
from pmo_academy.core.jobs import Task
from pmo_academy.maturity.models import Round
from pmo_academy.maturity.service import letters, reminders
from pmo_academy.maturity.service.reminders import LetterKind


def register() -> None:
    """Let the runner know who does the jobs of rounds."""
    jobs.register(reminders.INVITE, invite)
    jobs.register(reminders.LETTER, deliver)


def invite(task: Task) -> None:
    """Write to everybody of a round who was not written to yet; doing so again changes nothing."""
    with transaction():
        one = session().get(Round, UUID(task.payload["round_id"]))
        if one is not None:
            reminders.send_invitations(one)


def deliver(task: Task) -> None:
    """Send one letter, unless there is nothing to answer any more."""
    invitation_id = UUID(task.payload["invitation_id"])
    with transaction():
        found = letters.letter_for(invitation_id, kind=LetterKind(task.payload["kind"]))
    if found is not None:
        mail.send(found.letter, to=found.email, name=found.name, job_id=task.id)
