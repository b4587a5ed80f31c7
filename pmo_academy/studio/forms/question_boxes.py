"""The form of a question as a page draws it: fields and rows with their names and values."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pmo_academy.core.words import gettext as _
from pmo_academy.studio.forms.question_words import ROWS, TYPE_WORDS, field_words, row_words
from pmo_academy.studio.rules.question_fields import (
    PART_TYPES,
    SIBLINGS,
    Control,
    Entry,
    Field,
    Rows,
    fields_in,
    fields_of,
    has_one_right,
)
from pmo_academy.studio.rules.question_remarks import Remark
from pmo_academy.studio.rules.question_typing import Typed, blank_row
from pmo_academy.studio.rules.row_changes import Place, named

_LEAST_SHOWN = 2
# Where writing begins in a row; in all others in its text.
_FIRST = {
    "near_misses": ("value", "text"),
    "pairs": ("left",),
    "extra": ("right",),
    "gaps": ("accepted",),
    "categories": ("name",),
    "spots": ("x",),
    "parts": ("stem",),
}


@dataclass(frozen=True, kw_only=True)
class FieldBox:
    """One field to draw."""

    name: str
    kind: str
    label: str
    help: str
    value: Any
    error: str
    is_required: bool
    choices: Sequence[tuple[str, str]] = ()
    group: str = ""
    has_focus: bool = False
    is_group: bool = False


@dataclass(frozen=True, kw_only=True)
class RowBox:
    """One row to draw, with what its buttons do."""

    name: str
    heading: str
    boxes: Sequence[Any]
    number: int
    can_move: bool
    type: str = ""
    sibling: str = ""
    sibling_words: str = ""


@dataclass(frozen=True, kw_only=True)
class RowsBox:
    """Rows to draw, with the button for one more."""

    name: str
    heading: str
    help: str
    rows: Sequence[RowBox]
    error: str
    add: str
    verb: str
    part_types: Sequence[tuple[str, str]] = ()
    is_group: bool = True


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """What the boxes of one question share."""

    errors: Sequence[Remark] = ()
    pictures: Sequence[str] = ()
    focus: str = ""
    categories: Sequence[str] = field(default_factory=tuple)

    def is_at(self, place: Place) -> bool:
        """Tell whether writing goes on in this field: it is named, or the first of a named row."""
        rows, _dash, at = self.focus.rpartition("-")
        first = _FIRST.get(rows.rpartition("-")[2], ("text",)) if at.isdecimal() else ()
        return named(place) in (self.focus, *(f"{self.focus}-{name}" for name in first))

    def error(self, place: Place, *, within: bool) -> str:
        """Return what is wrong with a field, or with a list in it."""
        found = (
            one.message
            for one in self.errors
            if one.place == place or (within and one.place[: len(place)] == place)
        )
        return next(found, "")


def boxes_of(typed: Typed, drawing: Drawing, place: Place = ()) -> list[FieldBox | RowsBox]:
    """Return the fields of a question, or of a part of one."""
    names = [row["name"] for row in typed.get("categories", ())]
    inner = Drawing(
        errors=drawing.errors, pictures=drawing.pictures, focus=drawing.focus, categories=names
    )
    return [
        _box(one, typed[one.name], typed["type"], inner, (*place, one.name))
        for one in fields_of(typed["type"])
    ]


def _box(
    entry: Entry, typed: Any, question_type: str, drawing: Drawing, place: Place
) -> FieldBox | RowsBox:
    if isinstance(entry, Rows):
        return _rows(entry, typed, question_type, drawing, place)
    return _field(entry, typed, question_type, drawing, place)


def _field(
    entry: Field, typed: Any, question_type: str, drawing: Drawing, place: Place
) -> FieldBox:
    is_text = entry.control is not Control.MARK
    is_inner = len(place) > 1 and place[-3:-2] != ("parts",)
    label, help_text = field_words(question_type, entry.name, is_text=is_text, is_inner=is_inner)
    error = drawing.error(place, within=True)
    if not error and entry.control is Control.LINE and entry.name == "name":
        error = drawing.error(place[:-1], within=False)
    return FieldBox(
        name=named(place),
        kind=entry.control.value,
        label=label,
        help=help_text,
        value=_chosen(typed, drawing) if entry.control is Control.CATEGORY else typed,
        error=error,
        is_required=not entry.is_optional,
        choices=_choices(entry, typed, drawing),
        has_focus=drawing.is_at(place),
    )


def _rows(
    rows: Rows, typed: Sequence[Typed], question_type: str, drawing: Drawing, place: Place
) -> RowsBox:
    words = ROWS[rows.name]
    missing = _LEAST_SHOWN - len(typed) if rows.start else 0
    shown = [*typed, *(blank_row(rows) for _at in range(missing))]
    return RowsBox(
        name=named(place),
        heading=str(words.all),
        help=str(words.help),
        error=drawing.error(place, within=False),
        add=str(words.add),
        verb="follow" if rows.follows_text else "add",
        part_types=[(one, str(TYPE_WORDS[one])) for one in PART_TYPES] if rows.holds_parts else (),
        rows=[
            _row(rows, row, question_type, drawing, (*place, at)) for at, row in enumerate(shown)
        ],
    )


def _row(rows: Rows, typed: Typed, question_type: str, drawing: Drawing, place: Place) -> RowBox:
    number = int(place[-1]) + 1
    heading = row_words(rows.name, number, typed.get("key", "") if rows.follows_text else "")
    sibling = ""
    if rows.holds_parts:
        boxes: list[Any] = boxes_of(typed, drawing, place)
        heading = f"{heading}: {TYPE_WORDS[typed['type']]}"
        sibling = SIBLINGS.get(typed["type"], "")
    else:
        boxes = [
            _marked(one, rows, question_type, box, place)
            for one in fields_in(rows, typed)
            for box in (_box(one, typed[one.name], question_type, drawing, (*place, one.name)),)
        ]
    return RowBox(
        name=named(place),
        heading=heading,
        boxes=boxes,
        number=number,
        can_move=not rows.follows_text,
        type=typed.get("type", ""),
        sibling=sibling,
        sibling_words=str(TYPE_WORDS[sibling]) if sibling else "",
    )


def _marked(entry: Entry, rows: Rows, question_type: str, box: Any, place: Place) -> Any:
    """Give a mark the group in which it is the only one, where exactly one row is right."""
    is_mark = isinstance(entry, Field) and entry.control is Control.MARK
    if not is_mark or not has_one_right(question_type, rows):
        return box
    group = f"{named(place[:-1])}-right"
    return FieldBox(**{**box.__dict__, "group": group, "choices": [(str(place[-1]), "")]})


def _choices(entry: Field, typed: Any, drawing: Drawing) -> list[tuple[str, str]]:
    if entry.control is Control.TRUE_FALSE:
        return [("true", _("True")), ("false", _("False"))]
    if entry.control is Control.PICTURE:
        known = [f"../media/{name}" for name in drawing.pictures]
        own = [typed] if typed and typed not in known else []
        return [(one, one.rpartition("/")[2]) for one in (*known, *own)]
    if entry.control is Control.CATEGORY:
        named_ = [
            (str(at), name.strip() or _("Category %(number)s", number=at + 1))
            for at, name in enumerate(drawing.categories)
        ]
        chosen = _chosen(typed, drawing)
        return named_ if chosen.isdecimal() or not chosen else [*named_, (chosen, typed)]
    return []


def _chosen(typed: str, drawing: Drawing) -> str:
    names = [name.strip() for name in drawing.categories]
    name = typed.strip()
    if not name:
        return ""
    return str(names.index(name)) if name in names else f"={name}"
