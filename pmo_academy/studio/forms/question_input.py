"""Reads what was typed into the form of a question; nothing that was typed is lost."""

from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from pmo_academy.core.errors import OutOfDateFormError
from pmo_academy.core.words import gettext as _
from pmo_academy.studio.rules.question_fields import (
    MOST_ROWS,
    PART_TYPES,
    TYPES,
    Control,
    Entry,
    Field,
    Rows,
    fields_of,
    has_one_right,
)
from pmo_academy.studio.rules.question_typing import Typed

# Longer than any field may be; what is longer is refused by the shape with its reason.
_MOST_LETTERS = 20_000
ANSWER = "preview"

Form = MultiDict[str, str]


def read_typed(form: Form) -> Typed:
    """Return the question as it stands in the form, its type among the fields."""
    return {
        **_question(form, "", TYPES),
        "topic": form.get("topic", ""),
        "item": form.get("item", ""),
    }


def read_answers(form: Form) -> Mapping[str, list[str]]:
    """Return the answer that was tried in the preview."""
    return {name: form.getlist(name) for name in form if name.split("-")[0] == ANSWER}


def _question(form: Form, prefix: str, types: tuple[str, ...]) -> Typed:
    question_type = form.get(f"{prefix}type", "")
    if question_type not in types:
        raise OutOfDateFormError(_("This page is out of date. Open it again."))
    typed: Typed = {"type": question_type}
    for one in fields_of(question_type):
        typed[one.name] = _entry(form, prefix, one, question_type, typed)
    return typed


def _entry(form: Form, prefix: str, entry: Entry, question_type: str, above: Typed) -> Any:
    name = f"{prefix}{entry.name}"
    if isinstance(entry, Field):
        return form.get(name, "")[:_MOST_LETTERS]
    count = form.get(f"{name}-rows", "")
    rows = min(int(count), MOST_ROWS) if count.isdecimal() and len(count) < 4 else 0
    return [_row(form, f"{name}-{at}-", entry, question_type, above) for at in range(rows)]


def _row(form: Form, prefix: str, rows: Rows, question_type: str, above: Typed) -> Typed:
    if rows.holds_parts:
        return _question(form, prefix, PART_TYPES)
    row: Typed = {}
    for one in rows.fields:
        if isinstance(one, Rows):
            row[one.name] = _entry(form, prefix, one, question_type, above)
        elif one.control is Control.MARK:
            row[one.name] = _is_marked(form, prefix, rows, question_type)
        elif one.control is Control.CATEGORY:
            row[one.name] = _category(form.get(f"{prefix}{one.name}", ""), above)
        else:
            row[one.name] = form.get(f"{prefix}{one.name}", "")[:_MOST_LETTERS]
    return row


def _is_marked(form: Form, prefix: str, rows: Rows, question_type: str) -> bool:
    if not has_one_right(question_type, rows):
        return f"{prefix}right" in form
    group, _dash, at = prefix.removesuffix("-").rpartition("-")
    return form.get(f"{group}-right") == at


def _category(chosen: str, above: Typed) -> str:
    """Return the name of a category, which is chosen by its number: it may just be renamed."""
    names = [row["name"] for row in above.get("categories", ())]
    if chosen.isdecimal() and int(chosen) < len(names):
        return str(names[int(chosen)]).strip()
    return "" if chosen.isdecimal() else chosen.removeprefix("=")
