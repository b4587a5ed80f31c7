"""What can be typed into a question, for each type: fields, and rows of fields."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Control(StrEnum):
    """How a field is filled."""

    TEXT = "text"
    REASON = "reason"
    LINE = "line"
    LINES = "lines"
    NUMBER = "number"
    MARK = "mark"
    TRUE_FALSE = "true-false"
    CATEGORY = "category"
    PICTURE = "picture"
    KEY = "key"


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field; left empty, an optional one is not stored at all."""

    name: str
    control: Control
    is_optional: bool = False


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Rows of the same fields; a new question begins with `start` of them.

    Of rows that `follow` the text there is one for each gap; `is_plain` rows hold one text each.
    """

    name: str
    fields: tuple["Field | Rows", ...] = ()
    start: int = 0
    is_plain: bool = False
    follows_text: bool = False
    holds_parts: bool = False


Entry = Field | Rows

_TEXT = Field(name="text", control=Control.TEXT)
_WHY = Field(name="why", control=Control.REASON, is_optional=True)
_RIGHT = Field(name="right", control=Control.MARK, is_optional=True)
_OPTION = (_TEXT, _RIGHT, _WHY)
_MISSED_WORDS = Rows(name="near_misses", fields=(Field(name="text", control=Control.LINE), _WHY))
_ACCEPTED = Field(name="accepted", control=Control.LINES)
_OPTIONS = Rows(name="options", fields=_OPTION, start=4)
_NAME = Field(name="name", control=Control.LINE)

_STEM = Field(name="stem", control=Control.TEXT)
_EXPLANATION = Field(name="explanation", control=Control.REASON, is_optional=True)

_ANSWERS: Mapping[str, tuple[Entry, ...]] = {
    "single": (_OPTIONS,),
    "multiple": (_OPTIONS,),
    "true-false": (
        Field(name="answer", control=Control.TRUE_FALSE),
        Field(name="why_true", control=Control.REASON, is_optional=True),
        Field(name="why_false", control=Control.REASON, is_optional=True),
    ),
    "numeric": (
        Field(name="answer", control=Control.NUMBER),
        Field(name="tolerance", control=Control.NUMBER, is_optional=True),
        Field(name="unit", control=Control.LINE, is_optional=True),
        Rows(name="near_misses", fields=(Field(name="value", control=Control.NUMBER), _WHY)),
    ),
    "ordering": (Rows(name="steps", fields=(_TEXT, _WHY), start=4),),
    "matching": (
        Rows(
            name="pairs",
            fields=(
                Field(name="left", control=Control.TEXT),
                Field(name="right", control=Control.TEXT),
                _WHY,
            ),
            start=3,
        ),
        Rows(name="extra", fields=(Field(name="right", control=Control.TEXT), _WHY)),
    ),
    "short-text": (_ACCEPTED, _MISSED_WORDS),
    "cloze": (
        _TEXT,
        Rows(
            name="gaps",
            fields=(
                Field(name="key", control=Control.KEY),
                Field(name="accepted", control=Control.LINES, is_optional=True),
                _MISSED_WORDS,
                Rows(name="options", fields=_OPTION),
                _WHY,
            ),
            follows_text=True,
        ),
    ),
    "categorise": (
        Rows(name="categories", fields=(_NAME,), start=2, is_plain=True),
        Rows(
            name="items",
            fields=(_TEXT, Field(name="category", control=Control.CATEGORY), _WHY),
            start=4,
        ),
    ),
    "hot-spot": (
        Field(name="picture", control=Control.PICTURE),
        Field(name="alt", control=Control.TEXT),
        Rows(
            name="spots",
            fields=(
                Field(name="x", control=Control.NUMBER),
                Field(name="y", control=Control.NUMBER),
                *_OPTION,
            ),
            start=3,
        ),
    ),
    "case": (Rows(name="parts", start=2, holds_parts=True),),
}

TYPES = tuple(_ANSWERS)
PART_TYPES = tuple(one for one in TYPES if one not in ("hot-spot", "case"))
# Types that hold the same, so that one can become the other.
SIBLINGS: Mapping[str, str] = {"single": "multiple", "multiple": "single"}
MOST_ROWS = 30


def fields_of(question_type: str) -> tuple[Entry, ...]:
    """Return the fields of a type in the order in which they are asked and written."""
    return (_STEM, *_ANSWERS[question_type], _EXPLANATION)


def fields_in(rows: Rows, row: Mapping[str, Any]) -> tuple[Entry, ...]:
    """Return the fields of one row; the part of a case has those of its type."""
    return fields_of(row["type"]) if rows.holds_parts else rows.fields


def rows_of(question_type: str) -> Iterator[Rows]:
    """Give the rows of a type."""
    return (one for one in _ANSWERS[question_type] if isinstance(one, Rows))


def has_one_right(question_type: str, rows: Rows) -> bool:
    """Tell whether exactly one of these rows is right, so that marking one unmarks the rest."""
    return not (question_type == "multiple" and rows.name == "options")
