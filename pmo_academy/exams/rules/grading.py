"""Whether an answer is right, and whether an attempt is passed."""

from decimal import Decimal

from pmo_academy.core.numbers import percent
from pmo_academy.exams.rules.questions import Answer, AskedQuestion, QuestionType, is_complete
from pmo_academy.exams.rules.typed_numbers import numbers_meant


def is_right(question: AskedQuestion, answer: Answer | None) -> bool:
    """Tell whether the whole answer is right; there are no half points."""
    if answer is None or not is_complete(answer):
        return False
    document = question.document
    match question.type:
        case QuestionType.NUMERIC:
            return _is_near_enough(question, str(answer[0]))
        case QuestionType.TRUE_FALSE:
            return (answer[0] == "true") is document["answer"]
        case QuestionType.ORDERING:
            return _texts(question, answer) == question.choices
        case QuestionType.MATCHING:
            # Compared by text: two lines may rightly have the same partner.
            return _texts(question, answer) == [pair["right"] for pair in document["pairs"]]
        case _:
            return set(answer) == right_options(question)


def right_options(question: AskedQuestion) -> set[int]:
    """Return the indexes of the options that are right."""
    options = question.document["options"]
    return {index for index, option in enumerate(options) if option.get("right")}


def score(right: int, asked: int) -> Decimal:
    """Return the share of right answers in percent."""
    return percent(right, asked)


def is_passed(right: int, asked: int, *, pass_percent: int) -> bool:
    """Tell whether the share of right answers reaches the pass mark."""
    return score(right, asked) >= pass_percent


def right_needed(asked: int, *, pass_percent: int) -> int:
    """Return the least number of right answers that passes."""
    return -(-asked * pass_percent // 100)


def is_number(text: str, value: str, *, tolerance: str = "0", unit: str = "") -> bool:
    """Tell whether a typed number can mean the value, give or take the tolerance."""
    meant = numbers_meant(text, unit=unit)
    return any(abs(number - Decimal(value)) <= Decimal(tolerance) for number in meant)


def _is_near_enough(question: AskedQuestion, text: str) -> bool:
    document = question.document
    return is_number(
        text,
        str(document["answer"]),
        tolerance=str(document.get("tolerance") or "0"),
        unit=document.get("unit") or "",
    )


def _texts(question: AskedQuestion, answer: Answer) -> list[str]:
    return [question.choices[index] for index in answer]
