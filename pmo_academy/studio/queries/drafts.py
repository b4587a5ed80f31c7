"""Drafts and their files: what an edition holds, and what was changed since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from pmo_academy.authoring.models import Edition, SourceFile
from pmo_academy.authoring.queries import body_of
from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.people.models import Person
from pmo_academy.studio.models import DraftChange, DraftFile, DraftVersion, WorkingDraft


@dataclass(frozen=True, kw_only=True)
class ChangeLine:
    """A change as the history shows it."""

    number: int
    what: str
    by: str
    at: datetime
    is_undone: bool
    paths: tuple[str, ...] = ()


def find_draft(kind: Kind, key: str) -> WorkingDraft | None:
    """Return the draft of a piece of content, if somebody is writing on it."""
    return session().scalar(
        select(WorkingDraft).where(WorkingDraft.kind == kind, WorkingDraft.key == key)
    )


def get_draft(kind: Kind, key: str) -> WorkingDraft:
    """Return the draft of a piece of content, or raise NotFoundError."""
    draft = find_draft(kind, key)
    if draft is None:
        raise NotFoundError
    return draft


def lock_draft(kind: Kind, key: str) -> WorkingDraft:
    """Return the draft for a change: two changes of one draft wait for each other."""
    draft = session().scalar(
        select(WorkingDraft)
        .where(WorkingDraft.kind == kind, WorkingDraft.key == key)
        .with_for_update()
    )
    if draft is None:
        raise NotFoundError
    return draft


def list_drafts() -> Sequence[WorkingDraft]:
    """Return all drafts, the one that was changed last first."""
    return session().scalars(select(WorkingDraft).order_by(WorkingDraft.changed_at.desc())).all()


def files_of(draft: WorkingDraft, *, only_texts: bool = False) -> dict[str, bytes]:
    """Return the files of a draft as they are now, by their path; all, or those that are texts."""
    published = (
        select(SourceFile.path, SourceFile.body, SourceFile.digest)
        .join(Edition, Edition.id == SourceFile.edition_id)
        .where(
            Edition.kind == draft.kind,
            Edition.key == draft.key,
            Edition.number == draft.base_number,
        )
    )
    own = select(DraftFile.path, DraftFile.body, DraftFile.digest).where(
        DraftFile.draft_id == draft.id
    )
    if only_texts:
        published = published.where(_is_text(SourceFile.path))
        own = own.where(_is_text(DraftFile.path))
    rows = {row.path: row for row in session().execute(published)}
    rows |= {row.path: row for row in session().execute(own)}
    files = {path: _body(row.body, row.digest) for path, row in sorted(rows.items())}
    return {path: body for path, body in files.items() if body is not None}


def course_files(code: str) -> dict[str, bytes]:
    """Return the files of a course, of its draft or as published, or raise NotFoundError."""
    draft = find_draft(Kind.COURSE, code)
    files = (
        files_of(draft)
        if draft
        else edition_files(Kind.COURSE, code, latest_number(Kind.COURSE, code))
    )
    if not files:
        raise NotFoundError
    return files


def find_file(draft: WorkingDraft, path: str) -> bytes | None:
    """Return one file of a draft as it is now; None when there is none."""
    own = select(DraftFile.body, DraftFile.digest, literal(0).label("place")).where(
        DraftFile.draft_id == draft.id, DraftFile.path == path
    )
    published = (
        select(SourceFile.body, SourceFile.digest, literal(1).label("place"))
        .join(Edition, Edition.id == SourceFile.edition_id)
        .where(
            Edition.kind == draft.kind,
            Edition.key == draft.key,
            Edition.number == draft.base_number,
            SourceFile.path == path,
        )
    )
    row = session().execute(own.union_all(published).order_by("place")).first()
    return _body(row.body, row.digest) if row else None


def edition_files(kind: Kind, key: str, number: int | None) -> dict[str, bytes]:
    """Return the files of an edition by their path."""
    rows = session().execute(
        select(SourceFile.path, SourceFile.body, SourceFile.digest)
        .join(Edition, Edition.id == SourceFile.edition_id)
        .where(Edition.kind == kind, Edition.key == key, Edition.number == number)
    )
    return {row.path: body_of(row.body, row.digest) for row in rows}


def latest_number(kind: Kind, key: str) -> int | None:
    """Return the number of the latest edition, if something was published."""
    return session().scalar(
        select(func.max(Edition.number)).where(Edition.kind == kind, Edition.key == key)
    )


def changed_paths(draft: WorkingDraft) -> Sequence[str]:
    """Return the files that are not as in the edition the draft began from."""
    return (
        session()
        .scalars(
            select(DraftFile.path).where(DraftFile.draft_id == draft.id).order_by(DraftFile.path)
        )
        .all()
    )


def last_change(draft_id: UUID) -> DraftChange | None:
    """Return the latest change of a draft."""
    return session().scalar(
        select(DraftChange)
        .where(DraftChange.draft_id == draft_id)
        .order_by(DraftChange.number.desc())
        .limit(1)
    )


def get_change(draft: WorkingDraft, number: int) -> DraftChange:
    """Return a change of a draft, or raise NotFoundError."""
    change = session().scalar(
        select(DraftChange).where(DraftChange.draft_id == draft.id, DraftChange.number == number)
    )
    if change is None:
        raise NotFoundError
    return change


def versions_of(change_id: UUID) -> Mapping[str, DraftVersion]:
    """Return what a change did to files, by their path."""
    rows = session().scalars(select(DraftVersion).where(DraftVersion.change_id == change_id))
    return {row.path: row for row in rows}


def body_before(version: DraftVersion) -> bytes | None:
    """Return what a file was before a change; None when there was none."""
    return _body(version.before, version.before_digest)


def body_after(version: DraftVersion) -> bytes | None:
    """Return what a file was after a change; None when there was none."""
    return _body(version.after, version.after_digest)


def list_changes(draft: WorkingDraft, *, path: str = "", most: int = 50) -> list[ChangeLine]:
    """Return the latest changes, all or those of one file, the newest first."""
    wanted = (
        select(DraftChange, Person.name)
        .join(Person, Person.id == DraftChange.by)
        .where(DraftChange.draft_id == draft.id)
        .order_by(DraftChange.number.desc())
        .limit(most)
    )
    if path:
        wanted = wanted.join(DraftVersion, DraftVersion.change_id == DraftChange.id).where(
            DraftVersion.path == path
        )
    return [
        ChangeLine(
            number=change.number,
            what=change.what,
            by=name,
            at=change.at,
            is_undone=change.is_undone,
        )
        for change, name in session().execute(wanted)
    ]


def _is_text(path: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    return or_(path.like("%.md"), path.like("%.yaml"))


def _body(text: bytes | None, digest: str | None) -> bytes | None:
    return None if text is None and digest is None else body_of(text, digest)
