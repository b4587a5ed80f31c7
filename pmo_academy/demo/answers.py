"""Right and wrong answers to a question, as they are stored; one way for each type."""

from collections.abc import Callable, Mapping
from typing import Any

from pmo_academy.exams.rules.questions import AskedQuestion, QuestionType

Document = Mapping[str, Any]


def right_answer(question: AskedQuestion) -> list[Any]:
    """Return the stored form of the right answer."""
    if question.type is QuestionType.CASE:
        return [right_answer(part) for part in question.parts]
    return _RIGHT.get(question.type, _right_options)(question.document)


def other_than(right: list[Any], question: AskedQuestion) -> list[Any]:
    """Return the stored form of a wrong answer."""
    match question.type:
        case QuestionType.TRUE_FALSE:
            return ["false" if right == ["true"] else "true"]
        case QuestionType.NUMERIC:
            return [str(float(right[0]) * 2 + 1)]
        case QuestionType.ORDERING | QuestionType.MATCHING:
            return right[::-1]
        case QuestionType.SHORT_TEXT | QuestionType.CLOZE | QuestionType.CATEGORISE:
            return [*right[:-1], _another(right[-1])]
        case QuestionType.CASE:
            return [other_than(right[0], question.parts[0]), *right[1:]]
        case _:
            options = range(len(question.document["options"]))
            return [next(place for place in options if place not in right)]


def _another(right: Any) -> Any:
    """Return something else that can stand in the place of a choice or of words."""
    return int(not right) if isinstance(right, int) else f"not {right}"


def _right_options(document: Document) -> list[Any]:
    return [place for place, option in enumerate(document["options"]) if option["right"]]


def _in_gap(gap: Document) -> Any:
    return _right_options(gap)[0] if gap["options"] else gap["accepted"][0]


_RIGHT: Mapping[QuestionType, Callable[[Document], list[Any]]] = {
    QuestionType.TRUE_FALSE: lambda document: ["true" if document["answer"] else "false"],
    QuestionType.NUMERIC: lambda document: [document["answer"]],
    QuestionType.ORDERING: lambda document: list(range(len(document["steps"]))),
    QuestionType.MATCHING: lambda document: list(range(len(document["pairs"]))),
    QuestionType.CATEGORISE: lambda document: [part["category"] for part in document["items"]],
    QuestionType.SHORT_TEXT: lambda document: [document["accepted"][0]],
    QuestionType.CLOZE: lambda document: [_in_gap(gap) for gap in document["gaps"]],
}
