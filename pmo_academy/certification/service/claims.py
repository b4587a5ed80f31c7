"""Log, change, delete and bring back claims; confirm drafts."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, or_, select

from pmo_academy.certification.models import Claim, ClaimState
from pmo_academy.certification.rules.cycles import Window
from pmo_academy.certification.service.entries import Entry, refuse_wrong_entry
from pmo_academy.core import audit, clock, files
from pmo_academy.core.db import session
from pmo_academy.core.errors import ConflictError, StaleError
from pmo_academy.core.file_checks import CheckedFile
from pmo_academy.core.words import gettext as _
from pmo_academy.people.models import Person

_COPIED = (
    "title",
    "provider",
    "category",
    "started_on",
    "ended_on",
    "ways_of_working",
    "power_skills",
    "business_acumen",
    "link",
    "description",
    "activity_id",
    "course_code",
    "file_id",
    "file_name",
)
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
        description=entry.description,
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
        "description",
    ):
        setattr(claim, name, getattr(entry, name))
    _forget_what_others_saw(claim)
    claim.state = ClaimState.LOGGED
    session().flush()
    audit.record("certification.claim-changed", subject=claim.id, by=by.id)


def _forget_what_others_saw(claim: Claim) -> None:
    """Take off what was said of another text: verified, sent back, reported."""
    claim.verified_by = claim.verified_at = claim.asked_at = claim.reported_on = None
    claim.sent_back_because = ""


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
    gone = session().scalars(
        select(Claim.file_id).where(Claim.deleted_at < before, Claim.file_id.is_not(None))
    )
    brought = {one for one in gone if one}
    session().execute(delete(Claim).where(Claim.deleted_at < before))
    forget_files(brought)


def keep_evidence(claim: Claim, file: CheckedFile, *, by: Person) -> None:
    """Keep a file as the evidence of a claim, in the place of one that was there."""
    old = claim.file_id
    claim.file_id, claim.file_name = files.store(file).id, file.name
    claim.verified_by = claim.verified_at = None
    session().flush()
    if old is not None:
        forget_files({old})
    audit.record("certification.evidence-kept", subject=claim.id, by=by.id)


def claim_elsewhere(claim: Claim, *, cycle_id: UUID, cycle: Window, by: Person) -> Claim:
    """Claim the same activity in a cycle of another credential; twice has one effect.

    What is there already, such as a draft of the same course, takes over what this claim says.
    """
    if claim.state is not ClaimState.LOGGED:
        raise ConflictError(_("Confirm this draft first, then claim it elsewhere."))
    if not cycle.covers(claim.started_on) or not cycle.covers(claim.ended_on):
        raise ConflictError(_("The days of this activity lie outside that cycle."))
    same = Claim.activity_id == claim.activity_id
    if claim.course_code is not None:
        same = or_(same, Claim.course_code == claim.course_code)
    there = session().scalars(select(Claim).where(Claim.cycle_id == cycle_id, same)).first()
    copy = there or Claim(
        cycle_id=cycle_id,
        title=claim.title,
        category=claim.category,
        started_on=claim.started_on,
        ended_on=claim.ended_on,
    )
    if any(getattr(copy, name) != getattr(claim, name) for name in _COPIED):
        _forget_what_others_saw(copy)
    for name in _COPIED:
        setattr(copy, name, getattr(claim, name))
    copy.state, copy.deleted_at = ClaimState.LOGGED, None
    session().add(copy)
    session().flush()
    audit.record("certification.claim-logged", subject=copy.id, by=by.id)
    return copy


def report(claims: Iterable[Claim], *, by: Person) -> int:
    """Note that these claims stand on the body's own page by now; return how many were new."""
    count = 0
    for claim in claims:
        if claim.reported_on is None and claim.state is ClaimState.LOGGED:
            claim.reported_on = clock.today()
            audit.record("certification.claim-reported", subject=claim.id, by=by.id)
            count += 1
    session().flush()
    return count


def ask_to_verify(claim: Claim, *, by: Person) -> None:
    """Ask PMO leads to look at the evidence of a claim; there must be some."""
    if claim.file_id is None and not claim.link:
        raise ConflictError(_("Add a link or a file first, so that there is something to look at."))
    claim.asked_at = claim.asked_at or clock.now()
    claim.sent_back_because = ""
    session().flush()
    audit.record("certification.verification-asked", subject=claim.id, by=by.id)


def verify(claim: Claim, *, seen: int, by: Person) -> None:
    """Say that the evidence of somebody else's claim was seen, as it was when it was shown."""
    _refuse_changed(claim, seen)
    claim.verified_by, claim.verified_at = by.id, clock.now()
    session().flush()
    audit.record("certification.claim-verified", subject=claim.id, by=by.id)


def send_back(claim: Claim, *, seen: int, because: str, by: Person) -> None:
    """Say why the evidence of somebody else's claim does not show it; the owner may ask again."""
    _refuse_changed(claim, seen)
    claim.asked_at, claim.sent_back_because = None, because
    session().flush()
    audit.record("certification.claim-sent-back", subject=claim.id, by=by.id)


def _refuse_changed(claim: Claim, seen: int) -> None:
    if claim.version != seen:
        raise StaleError(_("The claim has changed since you looked at it. Look again."))


def forget_files(file_ids: set[UUID]) -> None:
    """Delete the files that no claim refers to any more."""
    needed = set(session().scalars(select(Claim.file_id).where(Claim.file_id.in_(file_ids))))
    for file_id in file_ids - needed:
        files.forget(file_id)
