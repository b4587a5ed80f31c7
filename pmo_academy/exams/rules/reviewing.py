"""An answered question with its key: what was chosen, what is right, and why for each line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pmo_academy.exams.rules.grading import fills, is_number, is_right, right_options
from pmo_academy.exams.rules.questions import (
    KEY_BY_LINE,
    Answer,
    AskedQuestion,
    QuestionType,
    matching_parts,
    plain,
)
from pmo_academy.exams.rules.showing import spots_of
from pmo_academy.exams.rules.typed_words import is_meant


@dataclass(frozen=True, kw_only=True)
class ReviewedLine:
    """One option, step or pair; `yours` is what the person put there where that differs."""

    text: str
    why: str
    is_right: bool
    is_chosen: bool
    yours: str = ""


@dataclass(frozen=True, kw_only=True)
class ReviewedQuestion:
    """A question after it was answered."""

    type: QuestionType
    stem: str
    explanation: str
    is_right: bool
    is_answered: bool
    lines: tuple[ReviewedLine, ...]
    typed: str = ""
    right_typed: str = ""
    tolerance: str = ""
    unit: str = ""
    shows_key: bool = True
    picture: Mapping[str, Any] | None = None
    spots: tuple[tuple[int, int, int], ...] = ()
    parts: tuple["ReviewedQuestion", ...] = ()


def review(question: AskedQuestion, answer: Answer | None) -> ReviewedQuestion:
    """Return the question with its key, its reasons and what the person answered."""
    given, document = list(answer or ()), question.document
    is_numeric = question.type is QuestionType.NUMERIC
    is_typed = is_numeric or question.type is QuestionType.SHORT_TEXT
    tolerance = str(document.get("tolerance") or "0")
    return ReviewedQuestion(
        type=question.type,
        stem=document["stem"],
        explanation=document.get("explanation") or "",
        is_right=is_right(question, answer),
        is_answered=any(part is not None for part in given),
        lines=tuple(_LINES[question.type](question, given)),
        typed=str(given[0]) if is_typed and given else "",
        right_typed=str(document["answer"] if is_numeric else document["accepted"][0])
        if is_typed
        else "",
        tolerance=tolerance if is_numeric and tolerance.strip("0.") else "",
        unit=document.get("unit") or "",
        picture=document.get("picture"),
        spots=spots_of(question),
        parts=tuple(
            review(part, own)
            for part, own in zip(question.parts, given or [None] * len(question.parts), strict=True)
        )
        if question.type is QuestionType.CASE
        else (),
    )


def own_part(question: ReviewedQuestion) -> ReviewedQuestion:
    """Return only what the person chose and why that is right or wrong; no key in it.

    The lines of an order, of pairs or of gaps are the key itself, so none of them is left.
    """
    is_key = question.type in KEY_BY_LINE
    return replace(
        question,
        explanation="",
        lines=() if is_key else tuple(line for line in question.lines if line.is_chosen),
        right_typed="",
        tolerance="",
        shows_key=False,
        parts=tuple(own_part(part) for part in question.parts),
    )


def answer_in_words(question: AskedQuestion, answer: Answer | None) -> str:
    """Return an answer as one line of plain text, for messages; empty when there is none."""
    if not answer:
        return ""
    if question.type in (QuestionType.NUMERIC, QuestionType.TRUE_FALSE, QuestionType.SHORT_TEXT):
        return str(answer[0])
    if question.type is QuestionType.CASE:
        pairs = zip(question.parts, answer, strict=True)
        return " / ".join(answer_in_words(part, own) or "–" for part, own in pairs)
    if question.type is QuestionType.CLOZE:
        gaps = zip(question.document["gaps"], answer, strict=True)
        return "; ".join(_in_gap(gap, own) or "–" for gap, own in gaps)
    texts = ["–" if part is None else plain(question.choices[part]) for part in answer]
    return (" > " if question.type is QuestionType.ORDERING else "; ").join(texts)


def _options(question: AskedQuestion, given: list[Any]) -> Iterable[ReviewedLine]:
    right = right_options(question)
    for index in question.option_order:
        option = question.document["options"][index]
        yield ReviewedLine(
            text=option["text"],
            why=option.get("why") or "",
            is_right=index in right,
            is_chosen=index in given,
        )


def _true_false(question: AskedQuestion, given: list[Any]) -> Iterable[ReviewedLine]:
    for value in ("true", "false"):
        yield ReviewedLine(
            text=value,
            why=question.document.get(f"why_{value}") or "",
            is_right=(value == "true") is question.document["answer"],
            is_chosen=value in given,
        )


def _numbers(question: AskedQuestion, given: list[Any]) -> Iterable[ReviewedLine]:
    """Only the near miss that the person typed, with the mistake behind it."""
    document = question.document
    if not given or is_right(question, given):
        return
    for near_miss in document.get("near_misses") or ():
        value = str(near_miss["value"])
        if is_number(str(given[0]), value, unit=document.get("unit") or ""):
            yield ReviewedLine(text=value, why=near_miss["why"], is_right=False, is_chosen=True)


def _steps(question: AskedQuestion, given: list[Any]) -> Iterable[ReviewedLine]:
    steps = question.document["steps"]
    for place, step in enumerate(steps):
        here = given[place] if place < len(given) else None
        yield ReviewedLine(
            text=step["text"],
            why=step.get("why") or "",
            is_right=here is not None and steps[here]["text"] == step["text"],
            is_chosen=place in given,
            yours=str(given.index(place) + 1) if place in given else "",
        )


def _pairs(question: AskedQuestion, given: list[Any]) -> Iterable[ReviewedLine]:
    parts = matching_parts(question.document)
    for row, pair in enumerate(question.document["pairs"]):
        chosen: Mapping[str, Any] | None = None
        if row < len(given) and given[row] is not None:
            chosen = parts[given[row]]
        is_fitting = chosen is not None and chosen["right"] == pair["right"]
        missed = "" if chosen is None or is_fitting else _why_of_extra(question, given[row])
        yield ReviewedLine(
            text=f"{pair['left']} – {pair['right']}",
            why=" ".join(part for part in (missed, pair.get("why") or "") if part),
            is_right=is_fitting,
            is_chosen=chosen is not None,
            yours="" if chosen is None else chosen["right"],
        )


def _words(question: AskedQuestion, given: list[Any]) -> Iterable[ReviewedLine]:
    """Only the near miss that the person typed, with the mistake behind it."""
    if given and not is_right(question, given):
        for near_miss in question.document.get("near_misses") or ():
            if is_meant(str(given[0]), [near_miss["text"]]):
                yield ReviewedLine(
                    text=near_miss["text"], why=near_miss["why"], is_right=False, is_chosen=True
                )


def _gaps(question: AskedQuestion, given: list[Any]) -> Iterable[ReviewedLine]:
    for at, gap in enumerate(question.document["gaps"]):
        own = given[at] if at < len(given) else None
        is_filled = own is not None and fills(gap, own)
        missed = "" if own is None or is_filled else _why_missed(gap, own)
        yield ReviewedLine(
            text=right_form(gap),
            why=" ".join(part for part in (missed, gap.get("why") or "") if part),
            is_right=is_filled,
            is_chosen=own is not None,
            yours=_in_gap(gap, own),
        )


def right_form(gap: Mapping[str, Any]) -> str:
    """Return what belongs into a gap, as text."""
    right = [plain(option["text"]) for option in gap["options"] if option["right"]]
    return right[0] if right else str(gap["accepted"][0])


def _in_gap(gap: Mapping[str, Any], own: Any) -> str:
    if own is None:
        return ""
    return plain(gap["options"][own]["text"]) if gap["options"] else str(own)


def _why_missed(gap: Mapping[str, Any], own: Any) -> str:
    if gap["options"]:
        return str(gap["options"][own].get("why") or "")
    misses = gap.get("near_misses") or ()
    return next((miss["why"] for miss in misses if is_meant(str(own), [miss["text"]])), "")


def _categories(question: AskedQuestion, given: list[Any]) -> Iterable[ReviewedLine]:
    names = question.choices
    for row, part in enumerate(question.document["items"]):
        own = given[row] if row < len(given) else None
        yield ReviewedLine(
            text=f"{part['text']} – {names[part['category']]}",
            why=part.get("why") or "",
            is_right=own == part["category"],
            is_chosen=own is not None,
            yours="" if own is None else names[own],
        )


def _no_lines(_question: AskedQuestion, _given: list[Any]) -> Iterable[ReviewedLine]:
    """Return nothing: the lines of a case stand in its parts."""
    return ()


def _why_of_extra(question: AskedQuestion, index: int) -> str:
    extra = question.document.get("extra") or []
    beyond = index - len(question.document["pairs"])
    return (extra[beyond].get("why") or "") if beyond >= 0 else ""


_LINES = {
    QuestionType.SINGLE: _options,
    QuestionType.MULTIPLE: _options,
    QuestionType.TRUE_FALSE: _true_false,
    QuestionType.NUMERIC: _numbers,
    QuestionType.ORDERING: _steps,
    QuestionType.MATCHING: _pairs,
    QuestionType.SHORT_TEXT: _words,
    QuestionType.CLOZE: _gaps,
    QuestionType.CATEGORISE: _categories,
    QuestionType.HOT_SPOT: _options,
    QuestionType.CASE: _no_lines,
}
