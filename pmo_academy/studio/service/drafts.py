"""Begins drafts and changes their files: each change is kept and can be undone."""

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select

from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.authoring.rules.media_names import lies_apart
from pmo_academy.core import audit, clock
from pmo_academy.core.db import session
from pmo_academy.core.errors import ConflictError, StaleError
from pmo_academy.core.files import keep_content
from pmo_academy.core.words import gettext as _
from pmo_academy.studio import queries
from pmo_academy.studio.models import (
    DraftChange,
    DraftComment,
    DraftFile,
    DraftReview,
    DraftVersion,
    Release,
    WorkingDraft,
)

# Saves of one person on the same files within this time are one change of the history.
ONE_SITTING = timedelta(minutes=10)
_SEEN_LENGTH = 20


class OverwritingError(StaleError):
    """Somebody else saved the file meanwhile; carries what stands there now."""

    def __init__(self, path: str, present: bytes | None) -> None:
        super().__init__(_("Somebody else changed this while you were writing."))
        self.path = path
        self.present = present


def begin(kind: Kind, key: str, *, by: UUID) -> WorkingDraft:
    """Return the draft of a piece of content, begun from its latest edition if there is none."""
    draft = queries.find_draft(kind, key)
    if draft is None:
        draft = WorkingDraft(
            kind=kind, key=key, base_number=queries.latest_number(kind, key), started_by=by
        )
        session().add(draft)
        session().flush()
        audit.record("studio.draft-begun", subject=draft.id, by=by, kind=kind.value, key=key)
    return draft


def begin_new(kind: Kind, key: str, files: Mapping[str, bytes], *, by: UUID) -> WorkingDraft:
    """Begin something that was never published; raises ConflictError where the name is taken."""
    if queries.find_draft(kind, key) or queries.latest_number(kind, key):
        raise ConflictError(_("%(key)s is taken. Choose another code.", key=key))
    draft = begin(kind, key, by=by)
    save(draft, files, what=_("Begun"), by=by)
    return draft


def seen_mark(body: bytes | None) -> str:
    """Return a mark of what somebody saw, by which a later save tells whether it is still so."""
    return hashlib.sha256(body or b"").hexdigest()[:_SEEN_LENGTH]


def save(
    draft: WorkingDraft,
    files: Mapping[str, bytes | None],
    *,
    what: str,
    by: UUID,
    seen: Mapping[str, str] | None = None,
) -> DraftChange | None:
    """Store files of a draft (None takes one away); returns the change, None if all was so before.

    `seen` holds marks of what the writer saw; raises OverwritingError where another text stands.
    """
    before = {path: queries.find_file(draft, path) for path in files}
    for path, mark in (seen or {}).items():
        present = before[path]
        if seen_mark(present) != mark and present != files[path]:
            raise OverwritingError(path, present)
    changed = {path: body for path, body in files.items() if body != before[path]}
    if not changed:
        return None
    change = _change_for(draft, set(changed), what=what, by=by)
    kept = queries.versions_of(change.id)
    for path, body in changed.items():
        if path in kept:
            kept[path].after, kept[path].after_digest = _kept(path, body)
        else:
            session().add(_version(change, path, before=before[path], after=body))
        put_file(draft, path, body)
    draft.changed_at = change.at = clock.now()
    session().flush()
    return change


def undo(draft: WorkingDraft, number: int, *, by: UUID) -> DraftChange | None:
    """Take a change back; raises ConflictError when something was changed there since."""
    change = queries.get_change(draft, number)
    versions = queries.versions_of(change.id)
    if change.is_undone:
        return None
    for path, version in versions.items():
        if queries.find_file(draft, path) != queries.body_after(version):
            raise ConflictError(
                _("This cannot be undone: it was changed again since. Restore an earlier text.")
            )
    change.is_undone = True
    before = {path: queries.body_before(version) for path, version in versions.items()}
    return save(draft, before, what=_("Undone: %(what)s", what=change.what), by=by)


def restore(draft: WorkingDraft, path: str, number: int, *, by: UUID) -> DraftChange | None:
    """Bring back the text that a file had after a change."""
    version = queries.versions_of(queries.get_change(draft, number).id)[path]
    what = _("Restored the text of change %(number)s", number=number)
    return save(draft, {path: queries.body_after(version)}, what=what, by=by)


def discard(draft: WorkingDraft, *, by: UUID | None) -> None:
    """Throw a draft away with its history; what is published stays."""
    changes = select(DraftChange.id).where(DraftChange.draft_id == draft.id)
    session().execute(delete(DraftVersion).where(DraftVersion.change_id.in_(changes)))
    for table in (DraftChange, DraftFile, DraftReview, DraftComment, Release):
        session().execute(delete(table).where(table.draft_id == draft.id))
    audit.record("studio.draft-discarded", subject=draft.id, by=by, key=draft.key)
    session().delete(draft)
    session().flush()


def _change_for(draft: WorkingDraft, paths: set[str], *, what: str, by: UUID) -> DraftChange:
    """Return the change that a save belongs to: the last one, if it is the same work going on."""
    last = queries.last_change(draft.id)
    if (
        last is not None
        and (last.by, last.what, last.is_undone) == (by, what, False)
        and clock.now() - last.at < ONE_SITTING
        and set(queries.versions_of(last.id)) == paths
    ):
        return last
    change = DraftChange(
        draft_id=draft.id, number=(last.number if last else 0) + 1, what=what, by=by
    )
    session().add(change)
    session().flush()
    return change


def put_file(draft: WorkingDraft, path: str, body: bytes | None) -> None:
    """Store how a file of a draft is, without a change in its history."""
    row = session().get(DraftFile, (draft.id, path))
    if row is None:
        row = DraftFile(draft_id=draft.id, path=path)
        session().add(row)
    row.body, row.digest = _kept(path, body)


def _version(
    change: DraftChange, path: str, *, before: bytes | None, after: bytes | None
) -> DraftVersion:
    version = DraftVersion(change_id=change.id, path=path)
    version.before, version.before_digest = _kept(path, before)
    version.after, version.after_digest = _kept(path, after)
    return version


def _kept(path: str, body: bytes | None) -> tuple[bytes | None, str | None]:
    """Return a body as a row holds it: a text as it is, anything else as its digest."""
    if body is None or not lies_apart(path):
        return body, None
    return None, keep_content(body)
