"""Take over what was published while a draft was written; what both changed is chosen."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import delete

from pmo_academy.core import audit
from pmo_academy.core.db import session
from pmo_academy.core.errors import StaleError
from pmo_academy.core.words import gettext as _
from pmo_academy.studio import queries
from pmo_academy.studio.models import DraftFile, WorkingDraft
from pmo_academy.studio.rules.merging import Merging, Side, merge, settle
from pmo_academy.studio.service import drafts


class UndecidedError(StaleError):
    """A file that both changed has no side chosen."""


def merging_of(draft: WorkingDraft) -> tuple[Merging, int, Mapping[str, bytes]]:
    """Return how the draft and the latest edition come together, its number and its files."""
    latest = queries.latest_number(draft.kind, draft.key) or 0
    theirs = queries.edition_files(draft.kind, draft.key, latest)
    base = queries.edition_files(draft.kind, draft.key, draft.base_number)
    return merge(base, queries.files_of(draft), theirs), latest, theirs


def take_over(
    draft: WorkingDraft, sides: Mapping[str, Side], *, number: int, seen: str, by: UUID
) -> None:
    """Put the draft on top of the latest edition; the caller has locked the draft."""
    merging, latest, theirs = merging_of(draft)
    mine = queries.files_of(draft)
    if latest != number or drafts.seen_mark(_all(mine)) != seen:
        raise StaleError(_("Something was changed since you opened this page. Look at it again."))
    if not set(merging.conflicts) <= set(sides):
        raise UndecidedError(_("Choose one of the two for each file."))
    files = settle(merging, theirs, sides)
    changed = {
        path: files.get(path) for path in {**mine, **files} if files.get(path) != mine.get(path)
    }
    drafts.save(draft, changed, what=_("Took over edition %(number)s", number=latest), by=by)
    session().execute(delete(DraftFile).where(DraftFile.draft_id == draft.id))
    for path in sorted({**theirs, **files}):
        if files.get(path) != theirs.get(path):
            drafts.put_file(draft, path, files.get(path))
    draft.base_number = latest
    session().flush()
    audit.record("studio.took-over", subject=draft.id, by=by, key=draft.key, number=latest)


def mark_of(draft: WorkingDraft) -> str:
    """Return the mark of what a draft holds, by which a choice tells whether it still does."""
    return drafts.seen_mark(_all(queries.files_of(draft)))


def _all(files: Mapping[str, bytes]) -> bytes:
    return b"\0".join(part for path, body in files.items() for part in (path.encode(), body))
