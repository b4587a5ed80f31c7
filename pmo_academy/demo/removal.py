"""Take the sample organisation away, and everything that hangs on its people and teams."""

from typing import Any

from sqlalchemy import delete, or_, select, update

from pmo_academy.certification.models import Claim, Credential, Cycle
from pmo_academy.core.db import Base, session
from pmo_academy.core.files import StoredFile
from pmo_academy.core.jobs import Job
from pmo_academy.learning.models import Submission
from pmo_academy.maturity.models import Evidence, Invitation, Round
from pmo_academy.people.models import Person, Team


def remove() -> None:
    """Delete the sample teams and people, and each row that points at them, however far down."""
    samples: dict[Any, Any] = {
        Team.metadata.tables["people_team"]: Team.is_sample,
        Person.metadata.tables["people_person"]: Person.is_sample,
    }
    session().execute(
        update(Team)
        .where(Team.parent_id.in_(select(Team.id).where(Team.is_sample)))
        .values(parent_id=None)
    )
    for table in Base.metadata.sorted_tables:
        hangs_on = [
            key.parent.in_(select(key.column).where(samples[key.column.table]))
            for key in table.foreign_keys
            if key.column.table in samples and key.column.table is not table
        ]
        if table not in samples and hangs_on:
            samples[table] = or_(*hangs_on)
    _forget_jobs()
    brought = {
        *session().scalars(select(Evidence.file_id).where(_is_sample_evidence())),
        *session().scalars(select(Submission.file_id).where(_is_sample_submission())),
        *session().scalars(select(Claim.file_id).where(_is_sample_claim())),
    }
    for table in reversed(Base.metadata.sorted_tables):
        if table in samples:
            session().execute(delete(table).where(samples[table]))
    still_needed = {
        *session().scalars(select(Evidence.file_id)),
        *session().scalars(select(Submission.file_id)),
        *session().scalars(select(Claim.file_id)),
    }
    session().execute(delete(StoredFile).where(StoredFile.id.in_(brought - still_needed)))


def _forget_jobs() -> None:
    """Delete what is still to be done for sample rounds and people, such as mails."""
    rounds = select(Round.id).join(Team, Team.id == Round.team_id).where(Team.is_sample)
    invitations = select(Invitation.id).where(Invitation.round_id.in_(rounds))
    people = select(Person.id).where(Person.is_sample)
    gone = {str(one) for which in (rounds, invitations, people) for one in session().scalars(which)}
    for job in session().scalars(select(Job)).all():
        if gone.intersection(map(str, job.payload.values())):
            session().delete(job)
    session().flush()


def _is_sample_submission() -> Any:
    return Submission.person_id.in_(select(Person.id).where(Person.is_sample))


def _is_sample_claim() -> Any:
    return Claim.cycle_id.in_(
        select(Cycle.id)
        .join(Credential, Credential.id == Cycle.credential_id)
        .join(Person, Person.id == Credential.person_id)
        .where(Person.is_sample)
    )


def _is_sample_evidence() -> Any:
    return Evidence.team_id.in_(select(Team.id).where(Team.is_sample))
