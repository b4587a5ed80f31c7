"""Log, change, delete and bring back claims; confirm drafts."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete

from pmo_academy.certification.models import Claim, ClaimState
from pmo_academy.certification.rules.cycles import Window
from pmo_academy.certification.service.entries import Entry, refuse_wrong_entry
from pmo_academy.core import audit, clock
from pmo_academy.core.db import session
from pmo_academy.core.errors import StaleError
from pmo_academy.core.words import gettext as _
from pmo_academy.people.models import Person

KEPT_AFTER_DELETION = timedelta(days=7)


def log_claim(entry: Entry, *, cycle_id: UUID, cycle: Window, by: Person) -> Claim:
    """Log an activity in a cycle; it counts at once."""
    refuse_wrong_entry(entry, cycle=cycle, today=clock.today())
    claim = Claim(
        cycle_id=cycle_id,
        title=entry.title,
        provider=entry.provider,
        category=entry.category,
        started_on=entry.started_on,
        ended_on=entry.ended_on,
        ways_of_working=entry.ways_of_working,
        power_skills=entry.power_skills,
        business_acumen=entry.business_acumen,
        link=entry.link,
    )
    session().add(claim)
    audit.record("certification.claim-logged", subject=claim.id, by=by.id)
    return claim


def change_claim(claim: Claim, entry: Entry, *, cycle: Window, version: int, by: Person) -> None:
    """Change a claim that is still as the person saw it; a draft counts from now on."""
    refuse_wrong_entry(entry, cycle=cycle, today=clock.today())
    if claim.version != version:
        raise StaleError(_("This claim was changed in another tab. Nothing was overwritten."))
    for name in (
        "title",
        "provider",
        "category",
        "started_on",
        "ended_on",
        "ways_of_working",
        "power_skills",
        "business_acumen",
        "link",
    ):
        setattr(claim, name, getattr(entry, name))
    claim.state = ClaimState.LOGGED
    session().flush()
    audit.record("certification.claim-changed", subject=claim.id, by=by.id)


def confirm_draft(claim: Claim, *, by: Person) -> None:
    """Let a draft count as it stands; confirming twice has one effect."""
    if claim.state is ClaimState.LOGGED:
        return
    claim.state = ClaimState.LOGGED
    session().flush()
    audit.record("certification.claim-confirmed", subject=claim.id, by=by.id)


def delete_claim(claim: Claim, *, by: Person) -> None:
    """Take a claim out; it can be brought back until it is forgotten."""
    claim.deleted_at = clock.now()
    session().flush()
    audit.record("certification.claim-deleted", subject=claim.id, by=by.id)


def restore_claim(claim: Claim, *, by: Person) -> None:
    """Bring a deleted claim back as it was."""
    claim.deleted_at = None
    session().flush()
    audit.record("certification.claim-restored", subject=claim.id, by=by.id)


def forget_deleted() -> None:
    """Remove for good what was deleted long enough ago; a job calls this."""
    before = clock.now() - KEPT_AFTER_DELETION
    session().execute(delete(Claim).where(Claim.deleted_at < before))
