"""Ask for a review, decide on it, say something about a line."""

from uuid import UUID

from pmo_academy.authoring.service import digest_of
from pmo_academy.core import audit, clock
from pmo_academy.core.db import session
from pmo_academy.core.errors import ConflictError, NotFoundError, StaleError
from pmo_academy.core.words import gettext as _
from pmo_academy.studio import queries
from pmo_academy.studio.models import DraftComment, DraftReview, WorkingDraft
from pmo_academy.studio.rules.quoting import quote_of
from pmo_academy.studio.rules.review import Verdict, may_approve


def request_review(draft: WorkingDraft, *, of: UUID | None, note: str, by: UUID) -> DraftReview:
    """Ask somebody, or any other author, to look at a draft; an open request is taken back."""
    if of is not None and of not in {one.id for one in queries.list_reviewers(without=by)}:
        raise NotFoundError
    open_one = queries.find_review(draft.id)
    if open_one is not None and open_one.verdict is None:
        _close(open_one, Verdict.TAKEN_BACK, by=by)
    review = DraftReview(
        draft_id=draft.id, asked_by=by, asked_of=of, note=note, digest=_digest(draft)
    )
    session().add(review)
    session().flush()
    audit.record("studio.review-asked", subject=draft.id, by=by, key=draft.key)
    return review


def take_request_back(draft: WorkingDraft, *, by: UUID) -> None:
    """Take an open request back; without one nothing happens."""
    review = queries.find_review(draft.id)
    if review is not None and review.verdict is None:
        _close(review, Verdict.TAKEN_BACK, by=by)


def decide(
    draft: WorkingDraft, verdict: Verdict, *, reason: str, seen: str, by: UUID
) -> DraftReview:
    """Approve exactly the files that were seen, or send the draft back with a reason.

    Nobody approves what they changed last; nobody but whom was asked decides.
    """
    review = queries.find_review(draft.id)
    if review is None or review.verdict is not None:
        raise ConflictError(_("Nobody asks for a review of this draft any more."))
    if review.asked_by == by or review.asked_of not in (None, by):
        raise ConflictError(_("Somebody else was asked for this review."))
    digest = _digest(draft)
    if digest != seen:
        raise StaleError(_("The draft was changed since you opened it. Look at it again."))
    if verdict is Verdict.APPROVED:
        last = queries.last_change(draft.id)
        if not may_approve(by, last_writer=last.by if last else None):
            raise ConflictError(_("You changed this draft last, so somebody else approves it."))
    review.digest, review.reason = digest, reason
    _close(review, verdict, by=by)
    return review


def comment(draft: WorkingDraft, path: str, line: int, text: str, *, by: UUID) -> DraftComment:
    """Say something about a line of a file of the draft."""
    lines = queries.lines_of(queries.find_file(draft, path))
    if not 1 <= line <= len(lines):
        raise NotFoundError
    said = DraftComment(
        draft_id=draft.id, path=path, line=line, quote=quote_of(lines, line), text=text, by=by
    )
    session().add(said)
    session().flush()
    audit.record("studio.commented", subject=draft.id, by=by, key=draft.key)
    return said


def resolve(said: DraftComment, *, by: UUID) -> None:
    """Say that a comment is dealt with."""
    if said.resolved_at is None:
        said.resolved_by, said.resolved_at = by, clock.now()
        session().flush()


def reopen(said: DraftComment) -> None:
    """Say that a comment is not dealt with after all."""
    said.resolved_by = said.resolved_at = None
    session().flush()


def _digest(draft: WorkingDraft) -> str:
    return digest_of(queries.files_of(draft))


def _close(review: DraftReview, verdict: Verdict, *, by: UUID) -> None:
    review.verdict, review.decided_by, review.decided_at = verdict, by, clock.now()
    session().flush()
    audit.record(f"studio.review-{verdict.value}", subject=review.draft_id, by=by)
