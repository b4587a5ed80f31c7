"""Form fields to a stored answer and back: forms know shown places, never original indexes."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from pmo_academy.exams.rules.questions import Answer, AskedQuestion, QuestionType
from pmo_academy.exams.rules.typed_numbers import LONGEST, numbers_meant

Fields = Mapping[str, Sequence[str]]


class Nonsense(StrEnum):
    """Why an answer cannot be kept."""

    UNKNOWN_CHOICE = "unknown-choice"
    NOT_A_NUMBER = "not-a-number"
    SAME_PLACE = "same-place"


class NonsenseError(ValueError):
    """The posted answer says nothing that the question could mean."""

    def __init__(self, reason: Nonsense) -> None:
        super().__init__(reason)
        self.reason = reason


def read_answer(question: AskedQuestion, name: str, fields: Fields) -> list[Any] | None:
    """Return the stored form of what was posted under this name, None when nothing was chosen."""
    values = [value for value in fields.get(name, ()) if value.strip()]
    match question.type:
        case QuestionType.NUMERIC:
            answer = _read_number(question, values)
        case QuestionType.TRUE_FALSE:
            answer = [_only(values, {"true": "true", "false": "false"})] if values else []
        case QuestionType.SINGLE:
            answer = [_only(values, _shown(question))] if values else []
        case QuestionType.MULTIPLE:
            answer = sorted({_known(value, _shown(question)) for value in values})
        case QuestionType.ORDERING:
            answer = _read_order(question, name, fields)
        case _:
            answer = _read_pairs(question, name, fields)
    return answer if any(part is not None for part in answer) else None


def to_fields(question: AskedQuestion, name: str, answer: Answer | None) -> dict[str, list[str]]:
    """Return the form fields that stand for a stored answer; the inverse of read_answer."""
    if answer is None:
        return {}
    if question.type in (QuestionType.NUMERIC, QuestionType.TRUE_FALSE):
        return {name: [str(part) for part in answer]}
    shown_at = {original: shown for shown, original in enumerate(question.option_order)}
    places = [(place, shown_at[part]) for place, part in enumerate(answer) if part is not None]
    if question.type is QuestionType.ORDERING:
        return {f"{name}-{shown}": [str(place + 1)] for place, shown in places}
    if question.type is QuestionType.MATCHING:
        return {f"{name}-{row}": [str(shown)] for row, shown in places}
    return {name: sorted(str(shown) for _, shown in places)}


def _read_number(question: AskedQuestion, values: list[str]) -> list[Any]:
    if not values:
        return []
    typed = values[0].strip()
    unit = question.document.get("unit") or ""
    if len(values) > 1 or len(typed) > LONGEST or not numbers_meant(typed, unit=unit):
        raise NonsenseError(Nonsense.NOT_A_NUMBER)
    return [typed]


def _read_order(question: AskedQuestion, name: str, fields: Fields) -> list[Any]:
    steps: list[int | None] = [None] * len(question.option_order)
    places = {str(place + 1): place for place in range(len(steps))}
    for shown, original in enumerate(question.option_order):
        value = _first(fields, f"{name}-{shown}")
        if not value:
            continue
        place = _known(value, places)
        if steps[place] is not None:
            raise NonsenseError(Nonsense.SAME_PLACE)
        steps[place] = original
    return steps


def _read_pairs(question: AskedQuestion, name: str, fields: Fields) -> list[Any]:
    chosen = [_first(fields, f"{name}-{row}") for row in range(len(question.document["pairs"]))]
    return [_known(value, _shown(question)) if value else None for value in chosen]


def _shown(question: AskedQuestion) -> dict[str, int]:
    return {str(shown): original for shown, original in enumerate(question.option_order)}


def _first(fields: Fields, name: str) -> str:
    return next(iter(fields.get(name, ())), "").strip()


def _only(values: list[str], known: Mapping[str, Any]) -> Any:
    if len(values) > 1:
        raise NonsenseError(Nonsense.UNKNOWN_CHOICE)
    return _known(values[0], known)


def _known(value: str, known: Mapping[str, Any]) -> Any:
    if value not in known:
        raise NonsenseError(Nonsense.UNKNOWN_CHOICE)
    return known[value]
