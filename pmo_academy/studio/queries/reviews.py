"""Requests for a review, what is said about lines, and what is to be published at a moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.people.models import Person
from pmo_academy.people.queries import list_names
from pmo_academy.studio.models import DraftComment, DraftReview, Release, WorkingDraft
from pmo_academy.studio.rules.quoting import place_of


@dataclass(frozen=True, kw_only=True)
class CommentLine:
    """A comment with the place where its line stands now; None when the line is gone."""

    id: UUID
    path: str
    line: int | None
    quote: str
    text: str
    by: str
    at: datetime
    is_resolved: bool
    resolved_by: str


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A draft with its last request for a review and what is planned for it, for one person."""

    draft: WorkingDraft
    review: DraftReview | None
    release: Release | None


def find_review(draft_id: UUID) -> DraftReview | None:
    """Return the last request for a review of a draft."""
    return session().scalar(
        select(DraftReview)
        .where(DraftReview.draft_id == draft_id)
        .order_by(DraftReview.asked_at.desc(), DraftReview.id.desc())
        .limit(1)
    )


def find_release(draft_id: UUID) -> Release | None:
    """Return when a draft is to be published, if that is decided."""
    return session().get(Release, draft_id)


def find_release_by_id(release_id: UUID) -> tuple[Release, WorkingDraft] | None:
    """Return a release with its draft; both are gone when it was cancelled or published."""
    row = (
        session()
        .execute(
            select(Release, WorkingDraft)
            .join(WorkingDraft, WorkingDraft.id == Release.draft_id)
            .where(Release.id == release_id)
        )
        .first()
    )
    return (row[0], row[1]) if row else None


def list_reviewers(*, without: UUID) -> Sequence[Person]:
    """Return who may be asked for a review, by name."""
    return (
        session()
        .scalars(
            select(Person)
            .where(Person.is_pmo_lead, Person.deactivated_at.is_(None), Person.id != without)
            .order_by(Person.name)
        )
        .all()
    )


def list_comments(draft: WorkingDraft, files: Mapping[str, bytes]) -> list[CommentLine]:
    """Return what is said about a draft, the open ones first, each where its line is now."""
    comments = session().scalars(
        select(DraftComment)
        .where(DraftComment.draft_id == draft.id)
        .order_by(DraftComment.resolved_at.is_not(None), DraftComment.path, DraftComment.at)
    )
    rows = comments.all()
    names = list_names(
        {one.by for one in rows} | {one.resolved_by for one in rows if one.resolved_by}
    )
    return [
        CommentLine(
            id=one.id,
            path=one.path,
            line=place_of(one.quote, one.line, lines_of(files.get(one.path))),
            quote=one.quote,
            text=one.text,
            by=names[one.by],
            at=one.at,
            is_resolved=one.resolved_at is not None,
            resolved_by=names[one.resolved_by] if one.resolved_by else "",
        )
        for one in rows
    ]


def get_comment(draft: WorkingDraft, comment_id: UUID) -> DraftComment:
    """Return a comment on this draft, or raise NotFoundError."""
    comment = session().get(DraftComment, comment_id)
    if comment is None or comment.draft_id != draft.id:
        raise NotFoundError
    return comment


def lines_of(body: bytes | None) -> list[str]:
    """Return the lines of a file as they are shown; nothing for what is no text."""
    try:
        return (body or b"").decode().splitlines()
    except UnicodeDecodeError:
        return []


def list_waiting() -> list[Waiting]:
    """Return every draft with its last request for a review and its release; one query."""
    last = (
        select(DraftReview.id)
        .where(DraftReview.draft_id == WorkingDraft.id)
        .order_by(DraftReview.asked_at.desc(), DraftReview.id.desc())
        .limit(1)
        .correlate(WorkingDraft)
        .scalar_subquery()
    )
    rows = session().execute(
        select(WorkingDraft, DraftReview, Release)
        .outerjoin(DraftReview, DraftReview.id == last)
        .outerjoin(Release, Release.draft_id == WorkingDraft.id)
        .order_by(WorkingDraft.key)
    )
    return [Waiting(draft=row[0], review=row[1], release=row[2]) for row in rows]


def count_open_comments(draft_id: UUID) -> int:
    """Count what was said about a draft and is not resolved."""
    return (
        session().scalar(
            select(func.count(DraftComment.id)).where(
                DraftComment.draft_id == draft_id, DraftComment.resolved_at.is_(None)
            )
        )
        or 0
    )
