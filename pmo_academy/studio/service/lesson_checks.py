"""The question that closes a lesson: taken over from a bank, or taken out."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pmo_academy.authoring.rules import strict_yaml
from pmo_academy.core.errors import NotFoundError
from pmo_academy.studio import queries
from pmo_academy.studio.models import DraftChange, WorkingDraft
from pmo_academy.studio.rules.bank_edits import BankText, read_bank
from pmo_academy.studio.rules.course_facts import bank_path
from pmo_academy.studio.service import courses, texts
from pmo_academy.studio.service.texts import TextFile

# What a question has only within a bank.
_PLACED = ("key", "topic", "item")


def list_choices(
    draft: WorkingDraft, lesson_key: str, files: Mapping[str, bytes]
) -> list[tuple[str, str]]:
    """Return the questions that may close a lesson: those of its module's bank, key and stem."""
    bank = _bank(draft, lesson_key, files)
    return [(str(one["key"]), str(one.get("stem", ""))) for one in bank.questions]


def set_check(
    draft: WorkingDraft, text: TextFile, question_key: str, *, by: UUID
) -> DraftChange | None:
    """Close a lesson with a copy of a question of its module's bank, or with none."""
    check: Mapping[str, Any] | None = None
    if question_key:
        found = _bank(draft, text.key, queries.files_of(draft, only_texts=True)).find(question_key)
        if found is None:
            raise NotFoundError
        check = {name: value for name, value in found.items() if name not in _PLACED}
    body = texts.with_changes(text, {"check": check}, text.body)
    return texts.save_text(draft, text, body, seen=text.mark, by=by)


def _bank(draft: WorkingDraft, lesson_key: str, files: Mapping[str, bytes]) -> BankText:
    path = courses.course_file(draft)
    course = strict_yaml.read(files[path].decode(), file=path).value
    for module in course["modules"]:
        if lesson_key in module["lessons"]:
            key = str(module["key"])
            return read_bank(key, files.get(bank_path(draft.key, key)))
    raise NotFoundError
