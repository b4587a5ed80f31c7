"""The jobs of the agenda: each opens its own transactions, and sends when none is open."""

import logging
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from pmo_academy.agenda import letters
from pmo_academy.agenda.rules.when import Week
from pmo_academy.agenda.service import digests, expiries
from pmo_academy.core import jobs, mail
from pmo_academy.core.db import session, transaction
from pmo_academy.core.jobs import JobError, Task
from pmo_academy.people.models import Person
from pmo_academy.people.preferences import MailKind, may_write_to

log = logging.getLogger(__name__)


def register() -> None:
    """Let the runner know who does the jobs of the agenda."""
    jobs.register(digests.DIGEST, deliver_digest)
    jobs.register(expiries.EXPIRY, deliver_expiry)


def plan_due() -> None:
    """Write down the mails that are due; where mail is not set up, none."""
    if not mail.is_set_up():
        return
    try:
        with transaction():
            digests.plan_digests()
            expiries.plan_expiries()
    except IntegrityError:
        # Another process has written them down this very moment.
        log.info("the mails that are due are written down by another process")


def deliver_digest(task: Task) -> None:
    """Send a digest, unless nothing is to do or it was handed over before."""
    person_id = UUID(task.payload["person_id"])
    week = Week(year=task.payload["year"], number=task.payload["week"])
    with transaction():
        person = session().get(Person, person_id)
        if person is None or not person.is_active or not may_write_to(person, MailKind.DIGEST):
            return
        letter = letters.digest_for(person)
        if letter is None or not digests.take(person_id, week):
            return
    try:
        mail.send(letter, to=person.email, name=person.name, job_id=task.id)
    except JobError:
        with transaction():
            digests.give_back(person_id, week)
        raise


def deliver_expiry(task: Task) -> None:
    """Send a mail about a certificate that ends, unless it was renewed."""
    with transaction():
        ending = expiries.find_ending(task.payload)
        if ending is None or not may_write_to(ending.person, MailKind.EXPIRY):
            return
        person, letter = ending.person, letters.expiry_for(ending)
    mail.send(letter, to=person.email, name=person.name, job_id=task.id)
