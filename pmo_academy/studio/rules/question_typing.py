"""A question as it is typed into a form: texts everywhere, unfinished rows too; and back."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pmo_academy.authoring.rules.question_type_checks import GAP
from pmo_academy.studio.rules.question_fields import (
    Control,
    Entry,
    Field,
    Rows,
    fields_in,
    fields_of,
)

Typed = dict[str, Any]

_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,14})")
_BROKEN = re.compile(r"-?(0|[1-9][0-9]{0,14})\.[0-9]{1,15}")


def blank(question_type: str, *, part_type: str = "single") -> Typed:
    """Return an empty question of a type with as many rows as it usually needs."""
    typed = typed_of({"type": question_type})
    for one in fields_of(question_type):
        if isinstance(one, Rows):
            typed[one.name] = [blank_row(one, part_type=part_type) for _ in range(one.start)]
    return typed


def blank_row(rows: Rows, *, part_type: str = "single") -> Typed:
    """Return an empty row."""
    if rows.holds_parts:
        return blank(part_type)
    return _typed(rows.fields, {})


def typed_of(value: Mapping[str, Any]) -> Typed:
    """Return a question of a bank as it stands in the form; what cannot be shown is left empty."""
    return {"type": value["type"], **_typed(fields_of(value["type"]), value)}


def value_of(typed: Typed) -> dict[str, Any]:
    """Return what was typed as a bank holds it; whether it fits the shape is checked elsewhere."""
    return {"type": typed["type"], **_value(fields_of(typed["type"]), typed)}


def tidied(typed: Typed) -> Typed:
    """Return what was typed without ends of lines and empty rows; gaps follow the text."""
    if typed["type"] == "cloze":
        typed = typed | {"gaps": _following(typed)}
    return {"type": typed["type"], **_tidied(fields_of(typed["type"]), typed)}


def is_same(typed: Typed, value: Mapping[str, Any]) -> bool:
    """Tell whether what was typed says the same as the question that stands in the bank."""
    return tidied(typed) == tidied(typed_of(value))


def _typed(fields: tuple[Entry, ...], value: Mapping[str, Any]) -> Typed:
    return {one.name: _typed_entry(one, value.get(one.name)) for one in fields}


def _typed_entry(entry: Entry, value: Any) -> Any:
    if isinstance(entry, Rows):
        return [_typed_row(entry, one) for one in value] if isinstance(value, list) else []
    if entry.control is Control.MARK:
        return value is True
    if entry.control is Control.TRUE_FALSE:
        return {True: "true", False: "false"}.get(value, "") if value is not None else ""
    if entry.control is Control.LINES:
        return "\n".join(_text(one) for one in value) if isinstance(value, list) else ""
    return _text(value)


def _typed_row(rows: Rows, value: Any) -> Typed:
    if rows.is_plain:
        return {"name": _text(value)}
    inside = value if isinstance(value, dict) else {}
    return typed_of(inside) if rows.holds_parts else _typed(rows.fields, inside)


def _text(value: Any) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    return "" if value is None or isinstance(value, dict | list) else str(value)


def _value(fields: tuple[Entry, ...], typed: Typed) -> dict[str, Any]:
    found = {one.name: _entry_value(one, typed[one.name]) for one in fields}
    return {one.name: found[one.name] for one in fields if not _is_left_out(one, found[one.name])}


def _is_left_out(entry: Entry, value: Any) -> bool:
    if isinstance(entry, Rows):
        return not value and not entry.start and not entry.follows_text
    return entry.is_optional and value in ("", False, [])


def _entry_value(entry: Entry, typed: Any) -> Any:
    if isinstance(entry, Rows):
        if entry.is_plain:
            return [row["name"] for row in typed]
        return [value_of(row) if entry.holds_parts else _value(entry.fields, row) for row in typed]
    if entry.control is Control.TRUE_FALSE:
        return {"true": True, "false": False}.get(typed)
    if entry.control is Control.LINES:
        return [line for line in typed.splitlines() if line]
    if entry.control is Control.NUMBER:
        return number_of(typed)
    return typed


def number_of(text: str) -> Any:
    """Return the number that a text says, or the text."""
    plain = text.replace(",", ".", 1) if text.count(",") == 1 and "." not in text else text
    if _WHOLE.fullmatch(plain):
        return int(plain)
    return Decimal(plain) if _BROKEN.fullmatch(plain) else text


def _tidied(fields: tuple[Entry, ...], typed: Typed) -> Typed:
    return {one.name: _tidied_entry(one, typed[one.name]) for one in fields}


def _tidied_entry(entry: Entry, typed: Any) -> Any:
    if isinstance(entry, Rows):
        rows = [_tidied_row(entry, row) for row in typed]
        return [row for row in rows if entry.follows_text or not is_empty(entry, row)]
    if entry.control is Control.LINES:
        lines = (line.strip() for line in _unix(typed).split("\n"))
        return "\n".join(line for line in lines if line)
    return _unix(typed).strip() if isinstance(typed, str) else typed


def _tidied_row(rows: Rows, row: Typed) -> Typed:
    return tidied(row) if rows.holds_parts else _tidied(rows.fields, row)


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def is_empty(rows: Rows, row: Typed) -> bool:
    """Tell whether nothing was typed into a row; what is only chosen or marked does not count."""
    return all(_is_blank(one, row[one.name]) for one in fields_in(rows, row))


def _is_blank(entry: Entry, typed: Any) -> bool:
    if isinstance(entry, Field):
        chosen = (Control.MARK, Control.CATEGORY, Control.KEY, Control.TRUE_FALSE)
        return entry.control in chosen or not typed.strip()
    return all(is_empty(entry, row) for row in typed)


def _following(typed: Typed) -> list[Typed]:
    """Return a row for each gap that the text marks, then those filled without a mark."""
    (rows,) = (one for one in fields_of("cloze") if isinstance(one, Rows))
    there = {row["key"]: row for row in reversed(typed["gaps"])}
    marked = list(dict.fromkeys(GAP.findall(typed["text"])))
    following = [there.get(key) or blank_row(rows) | {"key": key} for key in marked]
    left = [row for row in typed["gaps"] if row["key"] not in marked and not is_empty(rows, row)]
    return [*following, *left]
