"""Questions that were brought get their place in a bank: a key of their own and a topic."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from pmo_academy.studio.exchange.brought import BroughtQuestion
from pmo_academy.studio.rules.keys import key_from

UNNAMED = "question"

# The fields in the order in which our banks are written; those that are not named come between.
_FIRST = ("key", "type", "topic", "item", "stem")
_LAST = "explanation"


def placed(
    questions: Iterable[BroughtQuestion], *, topic: str, taken_keys: set[str]
) -> list[dict[str, Any]]:
    """Return the questions that can be taken as a bank holds them, each under a key of its own.

    Keys are made from names; those that are taken are not given again, nor are they changed.
    """
    taken = set(taken_keys)
    found = []
    for one in questions:
        if one.question is None:
            continue
        key = key_from(one.name, taken, otherwise=UNNAMED)
        taken.add(key)
        found.append(_in_order({**one.question, "key": key, "topic": topic}))
    return found


def _in_order(question: Mapping[str, Any]) -> dict[str, Any]:
    between = [name for name in question if name not in (*_FIRST, _LAST)]
    names = [name for name in (*_FIRST, *between, _LAST) if name in question]
    return {name: _tidy(question[name]) for name in names if not _is_needless(name, question)}


def _is_needless(name: str, question: Mapping[str, Any]) -> bool:
    """Tell whether a field says only what holds without it."""
    return name == "tolerance" and question[name] == Decimal(0)


def _tidy(value: Any) -> Any:
    """Return lists of fields in plain dicts, whole numbers without a point."""
    if isinstance(value, Mapping):
        return {name: _tidy(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_tidy(one) for one in value]
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return int(value)
    return value
