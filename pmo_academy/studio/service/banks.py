"""Changes the banks of a draft: a question written, several tagged, moved, copied, taken out."""

import hashlib
import json
from collections.abc import Callable, Collection, Mapping
from typing import Any
from uuid import UUID

from pmo_academy.core.errors import ConflictError, StaleError
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import ngettext
from pmo_academy.studio import queries
from pmo_academy.studio.models import DraftChange, WorkingDraft
from pmo_academy.studio.rules import bank_edits
from pmo_academy.studio.rules.bank_edits import BankText, Entry
from pmo_academy.studio.rules.course_facts import bank_path
from pmo_academy.studio.service import drafts

_MARK_LENGTH = 20

Edit = Callable[[BankText], list[Any]]


class ChangedQuestionError(StaleError):
    """Somebody else changed the question meanwhile; carries what stands there now."""

    def __init__(self, present: Entry | None) -> None:
        super().__init__(_("Somebody else changed this question while you were writing."))
        self.present = present


def question_mark(entry: Mapping[str, Any] | None) -> str:
    """Return a mark of a question as somebody saw it; other questions of the bank don't matter."""
    text = json.dumps(entry, sort_keys=True, default=str) if entry else ""
    return hashlib.sha256(text.encode()).hexdigest()[:_MARK_LENGTH]


def save_question(
    draft: WorkingDraft, bank_key: str, entry: Entry, *, seen: str, by: UUID
) -> DraftChange | None:
    """Store a question; raises ChangedQuestionError when it is not as the writer saw it."""
    bank = readable_bank(draft, bank_key)
    present = bank.find(entry["key"])
    if question_mark(present) != seen and present != entry:
        raise ChangedQuestionError(present)
    what = _("Question %(key)s of %(bank)s", key=entry["key"], bank=bank_key)
    questions = bank_edits.put(bank.questions, entry)
    return _store(draft, bank, questions, what=what, by=by)


def add_question(draft: WorkingDraft, bank_key: str, entry: Entry, *, by: UUID) -> str:
    """Put a new question at the end of a bank; returns the key that it got."""
    key = bank_edits.free_key(readable_bank(draft, bank_key).keys)
    what = _("New question %(key)s in %(bank)s", key=key, bank=bank_key)
    add_questions(draft, bank_key, [dict(entry, key=key)], what=what, by=by)
    return key


def add_questions(
    draft: WorkingDraft, bank_key: str, entries: Collection[Entry], *, what: str, by: UUID
) -> DraftChange | None:
    """Put questions at the end of a bank; one whose key is taken gets a free one."""
    bank = readable_bank(draft, bank_key)
    added = bank_edits.copies(entries, bank.keys)
    return _store(draft, bank, [*bank.questions, *added], what=what, by=by)


def set_topic(
    draft: WorkingDraft, bank_key: str, keys: Collection[str], topic: str, *, by: UUID
) -> DraftChange | None:
    """Give questions another topic."""
    what = ngettext(
        "Topic of %(num)s question in %(bank)s", "Topic of %(num)s questions in %(bank)s",
        len(keys), bank=bank_key,
    )  # fmt: skip
    edit: Edit = lambda bank: bank_edits.tagged(bank.questions, keys, "topic", topic)  # noqa: E731
    return _change(draft, bank_key, edit, what=what, by=by)


def set_item(
    draft: WorkingDraft, bank_key: str, keys: Collection[str], item: str, *, by: UUID
) -> DraftChange | None:
    """Give questions another item of the model, or none."""
    what = ngettext(
        "Item of %(num)s question in %(bank)s", "Item of %(num)s questions in %(bank)s",
        len(keys), bank=bank_key,
    )  # fmt: skip
    edit: Edit = lambda bank: bank_edits.tagged(bank.questions, keys, "item", item)  # noqa: E731
    return _change(draft, bank_key, edit, what=what, by=by)


def remove(
    draft: WorkingDraft, bank_key: str, keys: Collection[str], *, by: UUID
) -> DraftChange | None:
    """Take questions out of a bank."""
    what = ngettext(
        "Removed %(num)s question from %(bank)s", "Removed %(num)s questions from %(bank)s",
        len(keys), bank=bank_key,
    )  # fmt: skip
    edit: Edit = lambda bank: bank_edits.without(bank.questions, keys)  # noqa: E731
    return _change(draft, bank_key, edit, what=what, by=by)


def copy_to(
    draft: WorkingDraft, bank_key: str, keys: Collection[str], *, to: str, by: UUID
) -> DraftChange | None:
    """Put copies of questions at the end of another bank."""
    bank = readable_bank(draft, bank_key)
    entries = [one for one in bank.entries if one["key"] in keys]
    what = ngettext(
        "Copied %(num)s question from %(bank)s to %(to)s",
        "Copied %(num)s questions from %(bank)s to %(to)s",
        len(entries), bank=bank_key, to=to,
    )  # fmt: skip
    return add_questions(draft, to, entries, what=what, by=by)


def double(draft: WorkingDraft, bank_key: str, key: str, *, by: UUID) -> DraftChange | None:
    """Put a copy of a question behind it."""

    def edit(bank: BankText) -> list[Any]:
        new_key = bank_edits.free_key(bank.keys)
        return bank_edits.doubled(bank.questions, key, new_key=new_key)

    what = _("Doubled question %(key)s of %(bank)s", key=key, bank=bank_key)
    return _change(draft, bank_key, edit, what=what, by=by)


def move(
    draft: WorkingDraft, bank_key: str, key: str, *, steps: int, by: UUID
) -> DraftChange | None:
    """Move a question up (-1) or down (1)."""
    edit: Edit = lambda bank: bank_edits.moved(bank.questions, key, by=steps)  # noqa: E731
    what = _("Order of the questions in %(bank)s", bank=bank_key)
    return _change(draft, bank_key, edit, what=what, by=by)


def readable_bank(draft: WorkingDraft, bank_key: str) -> BankText:
    """Return a bank as it is now; raises ConflictError when its file cannot be read."""
    path = bank_path(draft.key, bank_key)
    bank = bank_edits.read_bank(bank_key, queries.find_file(draft, path))
    if bank.problem:
        raise ConflictError(
            _("The file of these questions cannot be read. Restore an earlier text first.")
        )
    return bank


def _change(
    draft: WorkingDraft, bank_key: str, edit: Edit, *, what: str, by: UUID
) -> DraftChange | None:
    bank = readable_bank(draft, bank_key)
    return _store(draft, bank, edit(bank), what=what, by=by)


def _store(
    draft: WorkingDraft, bank: BankText, questions: list[Any], *, what: str, by: UUID
) -> DraftChange | None:
    path = bank_path(draft.key, bank.key)
    if bank.text is None and not questions:
        return None
    return drafts.save(draft, {path: bank.with_questions(questions)}, what=what, by=by)
