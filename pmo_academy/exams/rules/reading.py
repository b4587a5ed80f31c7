"""Form fields to a stored answer and back: forms know shown places, never original indexes."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from pmo_academy.exams.rules import typed_words
from pmo_academy.exams.rules.questions import Answer, AskedQuestion, QuestionType
from pmo_academy.exams.rules.typed_numbers import LONGEST, numbers_meant

Fields = Mapping[str, Sequence[str]]


class Nonsense(StrEnum):
    """Why an answer cannot be kept."""

    UNKNOWN_CHOICE = "unknown-choice"
    NOT_A_NUMBER = "not-a-number"
    SAME_PLACE = "same-place"
    TOO_LONG = "too-long"


class NonsenseError(ValueError):
    """The posted answer says nothing that the question could mean."""

    def __init__(self, reason: Nonsense) -> None:
        super().__init__(reason)
        self.reason = reason


def read_answer(question: AskedQuestion, name: str, fields: Fields) -> list[Any] | None:
    """Return the stored form of what was posted under this name, None when nothing was chosen."""
    if question.type in _BY_LINE:
        answer = _BY_LINE[question.type](question, name, fields)
    else:
        values = [value for value in fields.get(name, ()) if value.strip()]
        answer = _BY_NAME[question.type](question, values) if values else []
    return answer if any(part is not None for part in answer) else None


def to_fields(question: AskedQuestion, name: str, answer: Answer | None) -> dict[str, list[str]]:
    """Return the form fields that stand for a stored answer; the inverse of read_answer."""
    if answer is None:
        return {}
    if question.type in (QuestionType.NUMERIC, QuestionType.TRUE_FALSE, QuestionType.SHORT_TEXT):
        return {name: [str(part) for part in answer]}
    if question.type is QuestionType.CASE:
        return _case_fields(question, name, answer)
    if question.type is QuestionType.CLOZE:
        return {f"{name}-{at}": [str(part)] for at, part in enumerate(answer) if part is not None}
    shown_at = {original: shown for shown, original in enumerate(question.option_order)}
    places = [(place, shown_at[part]) for place, part in enumerate(answer) if part is not None]
    if question.type is QuestionType.ORDERING:
        return {f"{name}-{shown}": [str(place + 1)] for place, shown in places}
    if question.type in (QuestionType.MATCHING, QuestionType.CATEGORISE):
        return {f"{name}-{row}": [str(shown)] for row, shown in places}
    return {name: sorted(str(shown) for _, shown in places)}


def part_name(name: str, number: int) -> str:
    """Return the name of the fields of one part of a case; the first number is 0."""
    return f"{name}-p{number}"


def _read_true_false(_question: AskedQuestion, values: list[str]) -> list[Any]:
    return [_only(values, {"true": "true", "false": "false"})]


def _read_one(question: AskedQuestion, values: list[str]) -> list[Any]:
    return [_only(values, _shown(question))]


def _read_some(question: AskedQuestion, values: list[str]) -> list[Any]:
    return sorted({_known(value, _shown(question)) for value in values})


def _read_words(_question: AskedQuestion, values: list[str]) -> list[Any]:
    if len(values) > 1:
        raise NonsenseError(Nonsense.UNKNOWN_CHOICE)
    return [_short(values[0])]


def _read_number(question: AskedQuestion, values: list[str]) -> list[Any]:
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
    document = question.document
    rows = document["items" if question.type is QuestionType.CATEGORISE else "pairs"]
    chosen = [_first(fields, f"{name}-{row}") for row in range(len(rows))]
    return [_known(value, _shown(question)) if value else None for value in chosen]


def _read_gaps(question: AskedQuestion, name: str, fields: Fields) -> list[Any]:
    answer: list[Any] = []
    for at, gap in enumerate(question.document["gaps"]):
        value = _first(fields, f"{name}-{at}")
        choices = {str(index): index for index in range(len(gap["options"]))}
        read = _known(value, choices) if value and choices else _short(value)
        answer.append(read if value else None)
    return answer


def _read_case(question: AskedQuestion, name: str, fields: Fields) -> list[Any]:
    return [
        read_answer(part, part_name(name, number), fields)
        for number, part in enumerate(question.parts)
    ]


def _case_fields(question: AskedQuestion, name: str, answer: Answer) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for number, (part, own) in enumerate(zip(question.parts, answer, strict=True)):
        fields |= to_fields(part, part_name(name, number), own)
    return fields


def _short(typed: str) -> str:
    if len(typed) > typed_words.LONGEST:
        raise NonsenseError(Nonsense.TOO_LONG)
    return typed.strip()


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


_BY_NAME: Mapping[QuestionType, Callable[[AskedQuestion, list[str]], list[Any]]] = {
    QuestionType.SINGLE: _read_one,
    QuestionType.HOT_SPOT: _read_one,
    QuestionType.MULTIPLE: _read_some,
    QuestionType.TRUE_FALSE: _read_true_false,
    QuestionType.NUMERIC: _read_number,
    QuestionType.SHORT_TEXT: _read_words,
}
_BY_LINE: Mapping[QuestionType, Callable[[AskedQuestion, str, Fields], list[Any]]] = {
    QuestionType.ORDERING: _read_order,
    QuestionType.MATCHING: _read_pairs,
    QuestionType.CATEGORISE: _read_pairs,
    QuestionType.CLOZE: _read_gaps,
    QuestionType.CASE: _read_case,
}
