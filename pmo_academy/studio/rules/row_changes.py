"""Rows of a question that is being typed: one more, one less, further up or down."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pmo_academy.studio.rules.question_fields import (
    MOST_ROWS,
    PART_TYPES,
    SIBLINGS,
    Rows,
    fields_in,
    fields_of,
)
from pmo_academy.studio.rules.question_typing import Typed, blank_row, tidied

Place = tuple[str | int, ...]


class UnknownRowError(ValueError):
    """There is no such row, or nothing of the kind can be done with it."""


@dataclass(frozen=True, kw_only=True)
class Changed:
    """What was typed after the change, and the place where writing goes on."""

    typed: Typed
    place: Place


def named(place: Place) -> str:
    """Return the name that the field at this place has in the form."""
    return "-".join(str(step) for step in place)


def change_rows(typed: Typed, wish: str, *, part_type: str = "single") -> Changed:
    """Do what a button says, such as "add:options", "up:parts-0-steps-2" or "type:multiple"."""
    verb, _, where = wish.partition(":")
    if verb == "type":
        return _with_type(typed, _place(where))
    place = _place(where)
    if verb == "follow":
        return _following(typed, place)
    if verb not in (*_MOVES, "add"):
        raise UnknownRowError(wish)
    if verb == "add":
        rows, found = _find(typed, place)
        new = blank_row(rows, part_type=part_type if part_type in PART_TYPES else "single")
        if len(found) >= MOST_ROWS or rows.follows_text:
            raise UnknownRowError(wish)
        return Changed(typed=_with(typed, place, [*found, new]), place=(*place, len(found)))
    *inner, at = place
    rows, found = _find(typed, tuple(inner))
    if not isinstance(at, int) or at >= len(found):
        raise UnknownRowError(wish)
    moved, now_at = _MOVES[verb](found, at)
    return Changed(typed=_with(typed, tuple(inner), moved), place=(*inner, now_at))


def _following(typed: Typed, place: Place) -> Changed:
    """Let the gaps follow the text; empty rows go."""
    _find(typed, place)
    typed = typed | tidied(typed)
    _rows, found = _find(typed, place)
    return Changed(typed=typed, place=(*place, max(len(found) - 1, 0)))


def _place(text: str) -> Place:
    steps = [step for step in text.split("-") if step]
    return tuple(int(step) if step.isdecimal() else step for step in steps)


def _find(typed: Typed, place: Place) -> tuple[Rows, list[Typed]]:
    """Return the rows at a place, and what they hold."""
    fields, value = fields_of(typed["type"]), typed
    name, *rest = place or ("",)
    rows = next((one for one in fields if isinstance(one, Rows) and one.name == name), None)
    while rows is not None and rest:
        at, *more = rest
        if not isinstance(at, int) or at >= len(value[rows.name]) or not more:
            raise UnknownRowError(str(place))
        value = value[rows.name][at]
        name, *rest = more
        inside = fields_in(rows, value)
        rows = next((one for one in inside if isinstance(one, Rows) and one.name == name), None)
    if rows is None:
        raise UnknownRowError(str(place))
    return rows, value[rows.name]


def _with(value: Any, place: Place, new: Any) -> Any:
    """Return a copy of the value with something else at the place."""
    if not place:
        return new
    step, *rest = place
    if isinstance(value, list):
        return [_with(one, tuple(rest), new) if at == step else one for at, one in enumerate(value)]
    return value | {step: _with(value[step], tuple(rest), new)}


def _with_type(typed: Typed, place: Place) -> Changed:
    """Turn a question, or a part of a case, into its sibling: what it holds stays."""
    inside: Any = typed
    if place:
        *inner, at = place
        _rows, found = _find(typed, tuple(inner))
        if not isinstance(at, int) or at >= len(found):
            raise UnknownRowError(str(place))
        inside = found[at]
    if inside.get("type") not in SIBLINGS:
        raise UnknownRowError(str(place))
    turned = inside | {"type": SIBLINGS[inside["type"]]}
    if turned["type"] == "single":
        turned["options"] = _one_right(turned["options"])
    return Changed(typed=_with(typed, place, turned), place=(*place, "stem"))


def _one_right(options: list[Typed]) -> list[Typed]:
    first = next((at for at, one in enumerate(options) if one["right"]), None)
    return [one | {"right": at == first} for at, one in enumerate(options)]


def _removed(rows: list[Typed], at: int) -> tuple[list[Typed], int]:
    left = [*rows[:at], *rows[at + 1 :]]
    return left, max(0, min(at, len(left) - 1))


def _up(rows: list[Typed], at: int) -> tuple[list[Typed], int]:
    to = max(at - 1, 0)
    return _swapped(rows, at, to), to


def _down(rows: list[Typed], at: int) -> tuple[list[Typed], int]:
    to = min(at + 1, len(rows) - 1)
    return _swapped(rows, at, to), to


def _swapped(rows: list[Typed], one: int, other: int) -> list[Typed]:
    moved = list(rows)
    moved[one], moved[other] = moved[other], moved[one]
    return moved


_MOVES: Mapping[str, Callable[[list[Typed], int], tuple[list[Typed], int]]] = {
    "remove": _removed,
    "up": _up,
    "down": _down,
}
