"""Whether a later wording of a question corrects its key, and what that does to earlier answers.

Answers are kept as indexes into the document they were given to. A corrected document may list its
options in another order, so an answer is carried over by its texts before it is judged anew.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from pmo_academy.exams.rules.grading import is_right, right_options
from pmo_academy.exams.rules.questions import (
    CHOOSING,
    Answer,
    AskedQuestion,
    QuestionType,
    matching_parts,
)
from pmo_academy.exams.rules.typed_words import folded

# The order of these choices is what the question is about, or is told by its key.
_BY_TEXT = CHOOSING | {QuestionType.ORDERING}


def is_corrected(earlier: AskedQuestion, later: AskedQuestion) -> bool:
    """Tell whether both ask the same, while another answer counts as right."""
    return (
        earlier.type is later.type
        and _asks(earlier) == _asks(later)
        and _key(earlier) != _key(later)
    )


@dataclass(frozen=True, kw_only=True)
class NewKey:
    """What counts by now: the key of a later question, or, without one, every answer."""

    later: AskedQuestion | None


def accepts(key: NewKey, earlier: AskedQuestion, answer: Answer | None) -> bool:
    """Tell whether the answer that was given to the earlier question is right by the new key."""
    return key.later is None or is_right(key.later, carry(earlier, key.later, answer))


def carry(earlier: AskedQuestion, later: AskedQuestion, answer: Answer | None) -> Answer | None:
    """Return an answer to the earlier question as the later one would have stored it.

    The two ask the same. None where there was no answer.
    """
    if answer is None:
        return None
    if earlier.type is QuestionType.CASE:
        parts = zip(earlier.parts, later.parts, answer, strict=True)
        return [carry(before, after, own) for before, after, own in parts]
    if earlier.type is QuestionType.CLOZE:
        gaps = zip(earlier.document["gaps"], later.document["gaps"], answer, strict=True)
        return [_carry_gap(before, after, own) for before, after, own in gaps]
    moved = _moved(earlier, later)
    if earlier.type in (QuestionType.MATCHING, QuestionType.CATEGORISE):
        rows = _row_names(earlier), _row_names(later)
        by_row = dict(zip(rows[0], answer, strict=True))
        return [moved.get(by_row[name]) for name in rows[1]]
    if earlier.type in _BY_TEXT:
        carried = [moved.get(index) for index in answer]
        return sorted(carried) if earlier.type is QuestionType.MULTIPLE else carried
    return answer


def carry_question(earlier: AskedQuestion, later: AskedQuestion) -> AskedQuestion:
    """Return the later question in the order in which the earlier one was shown to a person."""
    if earlier.type is QuestionType.CASE:
        parts = zip(earlier.parts, later.parts, strict=True)
        orders = [list(carry_question(*pair).option_order) for pair in parts]
        return replace(later, option_order=orders)
    moved = _moved(earlier, later)
    return replace(later, option_order=[moved[index] for index in earlier.option_order])


def _moved(earlier: AskedQuestion, later: AskedQuestion) -> dict[int | None, int]:
    """Return for each choice of the earlier question its place in the later one."""
    places: dict[str, list[int]] = {}
    for place, text in enumerate(later.choices):
        places.setdefault(text, []).append(place)
    return {index: places[text].pop(0) for index, text in enumerate(earlier.choices)}


def _carry_gap(earlier: Mapping[str, Any], later: Mapping[str, Any], own: Any) -> Any:
    if own is None or not earlier["options"]:
        return own
    texts = [option["text"] for option in later["options"]]
    return texts.index(earlier["options"][own]["text"])


def _row_names(question: AskedQuestion) -> list[str]:
    if question.type is QuestionType.MATCHING:
        return [pair["left"] for pair in question.document["pairs"]]
    return [part["text"] for part in question.document["items"]]


def _asks(question: AskedQuestion) -> tuple[Any, ...]:
    """Return what a person saw, whatever the order in which it was shuffled."""
    document = question.document
    return document["stem"], _ASKED.get(question.type, _nothing)(question)


def _nothing(_question: AskedQuestion) -> Any:
    return ()


def _asked_choices(question: AskedQuestion) -> Any:
    return Counter(question.choices)


def _asked_rows(question: AskedQuestion) -> Any:
    return Counter(_row_names(question)), Counter(question.choices)


def _asked_gaps(question: AskedQuestion) -> Any:
    gaps = question.document["gaps"]
    choices = [Counter(option["text"] for option in gap["options"]) for gap in gaps]
    return list(question.document["pieces"]), choices


def _asked_points(question: AskedQuestion) -> Any:
    options = question.document["options"]
    points = Counter((option["text"], option["x"], option["y"]) for option in options)
    return question.document["picture"], points


def _asked_unit(question: AskedQuestion) -> Any:
    return question.document.get("unit") or ""


def _asked_parts(question: AskedQuestion) -> Any:
    return [(part.type, _asks(part)) for part in question.parts]


def _key(question: AskedQuestion) -> Any:
    """Return what counts as right, in texts."""
    return _KEYS[question.type](question)


def _right_texts(question: AskedQuestion) -> Any:
    return Counter(question.choices[index] for index in right_options(question))


def _right_number(question: AskedQuestion) -> Any:
    document = question.document
    return Decimal(str(document["answer"])), Decimal(str(document.get("tolerance") or "0"))


def _right_pairs(question: AskedQuestion) -> Any:
    rights = [part["right"] for part in matching_parts(question.document)]
    return Counter(zip(_row_names(question), rights, strict=False))


def _right_categories(question: AskedQuestion) -> Any:
    items = question.document["items"]
    return Counter((part["text"], question.choices[part["category"]]) for part in items)


def _right_words(accepted: Sequence[str]) -> frozenset[str]:
    return frozenset(folded(form) for form in accepted)


def _right_gaps(question: AskedQuestion) -> Any:
    return [
        (
            _right_words(gap["accepted"]),
            frozenset(option["text"] for option in gap["options"] if option["right"]),
        )
        for gap in question.document["gaps"]
    ]


_ASKED: Mapping[QuestionType, Callable[[AskedQuestion], Any]] = {
    QuestionType.SINGLE: _asked_choices,
    QuestionType.MULTIPLE: _asked_choices,
    QuestionType.ORDERING: _asked_choices,
    QuestionType.HOT_SPOT: _asked_points,
    QuestionType.NUMERIC: _asked_unit,
    QuestionType.MATCHING: _asked_rows,
    QuestionType.CATEGORISE: _asked_rows,
    QuestionType.CLOZE: _asked_gaps,
    QuestionType.CASE: _asked_parts,
}
_KEYS: Mapping[QuestionType, Callable[[AskedQuestion], Any]] = {
    QuestionType.SINGLE: _right_texts,
    QuestionType.MULTIPLE: _right_texts,
    QuestionType.HOT_SPOT: _right_texts,
    QuestionType.TRUE_FALSE: lambda question: question.document["answer"],
    QuestionType.NUMERIC: _right_number,
    QuestionType.ORDERING: lambda question: question.choices,
    QuestionType.MATCHING: _right_pairs,
    QuestionType.CATEGORISE: _right_categories,
    QuestionType.SHORT_TEXT: lambda question: _right_words(question.document["accepted"]),
    QuestionType.CLOZE: _right_gaps,
    QuestionType.CASE: lambda question: [_key(part) for part in question.parts],
}
