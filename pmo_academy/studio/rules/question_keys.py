"""What counts as right in a question, and whether that changed while words may have been mended.

A choice whose words were only mended is still the same choice; one with words of its own is not.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pmo_academy.authoring.rules import question_shapes as questions
from pmo_academy.authoring.rules.question_type_checks import GAP
from pmo_academy.exams.rules.typed_words import folded
from pmo_academy.studio.rules.words import mended

Names = Sequence[Mapping[str, str]]


def is_new_key(before: Any, after: Any) -> bool:
    """Tell whether another answer counts as right."""
    if before.type != after.type:
        return True
    if isinstance(before, questions.Case):
        return len(before.parts) != len(after.parts) or any(
            is_new_key(*pair) for pair in zip(before.parts, after.parts, strict=True)
        )
    olds, news = _choices(before), _choices(after)
    names = [mended(*pair) for pair in zip(olds, news, strict=True)]
    key = _KEYS[before.type]
    return bool(key(before, names) != key(after, [{} for _ in names]))


def key_lines(question: Any) -> tuple[str, ...]:
    """Return what counts as right, a line each."""
    return tuple(_LINES[question.type](question))


def _choices(question: Any) -> list[list[str]]:
    """Return the texts that the key speaks of, in lists of their own."""
    if isinstance(question, questions.Single | questions.Multiple):
        return [[one.text for one in question.options]]
    if isinstance(question, questions.HotSpot):
        return [[one.text for one in question.spots]]
    if isinstance(question, questions.Ordering):
        return [[one.text for one in question.steps]]
    if isinstance(question, questions.Matching):
        rights = [one.right for one in question.pairs] + [one.right for one in question.extra]
        return [[one.left for one in question.pairs], rights]
    if isinstance(question, questions.Categorise):
        return [[one.text for one in question.items], list(question.categories)]
    if isinstance(question, questions.Cloze):
        return [[one.text for gap in question.gaps for one in gap.options]]
    return []


def _gaps(question: questions.Cloze) -> list[questions.Gap]:
    """Return the gaps in the order of the text."""
    by_key = {gap.key: gap for gap in question.gaps}
    return [by_key[key] for key in GAP.split(question.text)[1::2] if key in by_key]


def _right_options(question: Any, names: Names) -> Any:
    return {names[0].get(one.text, one.text) for one in question.options if one.right}


def _right_spots(question: questions.HotSpot, names: Names) -> Any:
    rights = [one for one in question.spots if one.right]
    return {(names[0].get(one.text, one.text), one.x, one.y) for one in rights}


def _order(question: questions.Ordering, names: Names) -> Any:
    return [names[0].get(one.text, one.text) for one in question.steps]


def _pairs(question: questions.Matching, names: Names) -> Any:
    lefts, rights = names
    return {
        (lefts.get(one.left, one.left), rights.get(one.right, one.right)) for one in question.pairs
    }


def _sorting(question: questions.Categorise, names: Names) -> Any:
    items, categories = names
    return {
        (items.get(one.text, one.text), categories.get(one.category, one.category))
        for one in question.items
    }


def _forms(accepted: Sequence[str]) -> set[str]:
    return {folded(form) for form in accepted}


def _filling(question: questions.Cloze, names: Names) -> Any:
    return [
        (
            _forms(gap.accepted),
            {names[0].get(one.text, one.text) for one in gap.options if one.right},
        )
        for gap in _gaps(question)
    ]


_KEYS: Mapping[str, Callable[[Any, Names], Any]] = {
    "single": _right_options,
    "multiple": _right_options,
    "true-false": lambda question, _names: question.answer,
    "numeric": lambda question, _names: (question.answer, question.tolerance),
    "ordering": _order,
    "matching": _pairs,
    "short-text": lambda question, _names: _forms(question.accepted),
    "cloze": _filling,
    "categorise": _sorting,
    "hot-spot": _right_spots,
}


def _number_lines(question: questions.Numeric) -> list[str]:
    number = f"{question.answer:f}"
    if question.tolerance:
        number += f" ± {question.tolerance:f}"
    return [f"{number} {question.unit}" if question.unit else number]


def _gap_lines(question: questions.Cloze) -> list[str]:
    return [
        f"{gap.key}: {', '.join([*gap.accepted, *(one.text for one in gap.options if one.right)])}"
        for gap in _gaps(question)
    ]


def _spot_lines(question: questions.HotSpot) -> list[str]:
    return [f"{one.text} ({one.x:f} %, {one.y:f} %)" for one in question.spots if one.right]


_LINES: Mapping[str, Callable[[Any], Sequence[str]]] = {
    "single": lambda question: [one.text for one in question.options if one.right],
    "multiple": lambda question: [one.text for one in question.options if one.right],
    "true-false": lambda question: ["true" if question.answer else "false"],
    "numeric": _number_lines,
    "ordering": lambda question: [f"{at}. {one.text}" for at, one in enumerate(question.steps, 1)],
    "matching": lambda question: [f"{one.left} → {one.right}" for one in question.pairs],
    "short-text": lambda question: list(question.accepted),
    "cloze": _gap_lines,
    "categorise": lambda question: [f"{one.text} → {one.category}" for one in question.items],
    "hot-spot": _spot_lines,
    "case": lambda question: [line for part in question.parts for line in key_lines(part)],
}
