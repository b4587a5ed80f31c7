"""Bring evidence, review it, take it back."""

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pmo_academy.core import audit, clock, files
from pmo_academy.core.db import session
from pmo_academy.core.errors import ConflictError, ForbiddenError
from pmo_academy.core.file_checks import CheckedFile
from pmo_academy.core.web_addresses import is_web_address
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity import queries
from pmo_academy.maturity.models import Evidence, EvidenceKind, EvidenceState
from pmo_academy.people.models import Person, Team

USUAL_MONTHS = 12
MOST_MONTHS = 36


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What somebody brings for an item; without a last day it holds for twelve months.

    A new version of evidence may keep the file of the one before.
    """

    model_code: str
    item: str
    kind: EvidenceKind
    title: str
    dated_on: date
    valid_until: date | None = None
    link: str = ""
    text: str = ""
    file: CheckedFile | None = None
    kept_file_id: UUID | None = None


class ProposalError(ConflictError):
    """The evidence cannot be taken so; it carries what is wrong by the name of the field."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(" ".join(problems.values()))
        self.problems = problems


def propose_evidence(team: Team, proposal: Proposal, *, by: Person) -> Evidence:
    """Put evidence forward; it counts once somebody else has accepted it."""
    valid_until = proposal.valid_until or months_after(proposal.dated_on, USUAL_MONTHS)
    problems = _problems(proposal, valid_until=valid_until)
    if problems:
        raise ProposalError(problems)
    kind = proposal.kind
    evidence = Evidence(
        team_id=team.id,
        model_code=proposal.model_code,
        item=proposal.item,
        kind=kind,
        title=proposal.title,
        link=proposal.link if kind is EvidenceKind.LINK else "",
        text=proposal.text if kind is EvidenceKind.TEXT else "",
        file_id=_file_id(proposal) if kind is EvidenceKind.FILE else None,
        dated_on=proposal.dated_on,
        valid_until=valid_until,
        contributed_by=by.id,
    )
    session().add(evidence)
    session().flush()
    _record("maturity.evidence-proposed", evidence, by=by)
    return evidence


def accept_evidence(evidence: Evidence, *, by: Person) -> None:
    """Let evidence count from now on."""
    _review(evidence, by=by)
    if evidence.valid_until < clock.today():
        raise ConflictError(_("This evidence has expired meanwhile. Ask for a newer one."))
    evidence.state = EvidenceState.ACCEPTED
    session().flush()
    _record("maturity.evidence-accepted", evidence, by=by)


def return_evidence(evidence: Evidence, *, reason: str, by: Person) -> None:
    """Give evidence back with a reason, so that its contributor can mend it."""
    _review(evidence, by=by)
    if not reason:
        raise ConflictError(_("Say what is missing, so that it can be mended."))
    evidence.state = EvidenceState.REJECTED
    evidence.review_note = reason
    session().flush()
    _record("maturity.evidence-returned", evidence, by=by)


def withdraw_evidence(evidence: Evidence, *, by: Person) -> None:
    """Take own evidence back that nobody has reviewed yet; its file goes with it."""
    session().refresh(evidence, with_for_update=True)
    if evidence.contributed_by != by.id:
        raise ForbiddenError(_("Only who brought this evidence can take it back."))
    if evidence.state is not EvidenceState.PROPOSED:
        raise ConflictError(_("This evidence has been reviewed and stays on record."))
    file_id = evidence.file_id
    is_last = file_id is not None and not queries.is_file_shared(evidence)
    _record("maturity.evidence-withdrawn", evidence, by=by)
    session().delete(evidence)
    session().flush()
    if file_id is not None and is_last:
        files.forget(file_id)


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, the last of the month where there is none."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = min(day.year + years, date.max.year), month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def who_reviews(names: Sequence[str]) -> str:
    """Say who may review, as the end of a sentence."""
    if not names:
        return str(_("Ask your administrator to name another manager or PMO lead for it."))
    return str(_("It can be reviewed by %(names)s.", names=", ".join(names)))


def _review(evidence: Evidence, *, by: Person) -> None:
    """Begin a review: by somebody else than the contributor, and only once."""
    session().refresh(evidence, with_for_update=True)
    if evidence.contributed_by == by.id:
        names = queries.list_reviewers(evidence.team_id, without=by.id)
        mine = _("You brought this evidence yourself, so somebody else reviews it.")
        raise ForbiddenError(f"{mine} {who_reviews(names)}")
    if evidence.state is not EvidenceState.PROPOSED:
        raise ConflictError(_("Somebody has reviewed this evidence in the meantime."))
    evidence.reviewed_by = by.id
    evidence.reviewed_at = clock.now()


def _problems(proposal: Proposal, *, valid_until: date) -> dict[str, str]:
    problems = _content_problems(proposal)
    today = clock.today()
    if proposal.dated_on > today:
        problems["dated_on"] = _("Enter a day that is not after today.")
    elif valid_until < max(today, proposal.dated_on):
        problems["valid_until"] = _(
            "It would have expired by now. Enter until when it holds, or bring something newer."
        )
    elif valid_until > months_after(proposal.dated_on, MOST_MONTHS):
        problems["valid_until"] = _(
            "Evidence holds for at most %(months)s months after its date.", months=MOST_MONTHS
        )
    return problems


def _content_problems(proposal: Proposal) -> dict[str, str]:
    """Say what is missing of the link, file or text itself."""
    if proposal.kind is EvidenceKind.LINK and not is_web_address(proposal.link):
        return {"link": _("Enter a whole address that begins with https:// or http://.")}
    if proposal.kind is EvidenceKind.TEXT and not proposal.text:
        return {"text": _("Write what shows it.")}
    has_file = proposal.file is not None or proposal.kept_file_id is not None
    if proposal.kind is EvidenceKind.FILE and not has_file:
        return {"file": _("Choose a file.")}
    return {}


def _file_id(proposal: Proposal) -> UUID | None:
    return files.store(proposal.file).id if proposal.file else proposal.kept_file_id


def _record(action: str, evidence: Evidence, *, by: Person) -> None:
    audit.record(
        action, subject=evidence.id, by=by.id, team=str(evidence.team_id), item=evidence.item
    )
