"""A question as it is put to a person: nothing in it tells which answer is right, or why."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pmo_academy.exams.rules.questions import AskedQuestion, QuestionType, plain
from pmo_academy.exams.rules.reading import Fields, part_name

_LAST_PARAGRAPH = re.compile(r"(?P<before>.*)<p>(?P<asked>(?:(?!</?p>).)*)</p>\s*", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class ShownQuestion:
    """What a page needs to ask; `asked` is the last paragraph of the stem, `before` what precedes.

    `options` are shown places with their HTML; `rows` are the lines that something is chosen for;
    `chosen` are the values of one field, `by_row` those of one field for each line. `pieces` is the
    text around gaps, one more than there are `gaps`; a gap lists what to choose from, or nothing
    where words are typed. `spots` are the points of a picture, with x and y in its pixels; `parts`
    the questions of a case.
    """

    type: QuestionType
    name: str
    before: str
    asked: str
    options: tuple[tuple[int, str], ...]
    rows: tuple[tuple[int, str], ...]
    unit: str
    chosen: tuple[str, ...]
    by_row: Mapping[int, str]
    pieces: tuple[str, ...] = ()
    gaps: tuple[tuple[tuple[int, str], ...], ...] = ()
    picture: Mapping[str, Any] | None = None
    spots: tuple[tuple[int, int, int], ...] = ()
    parts: tuple["ShownQuestion", ...] = ()


def show(question: AskedQuestion, name: str, fields: Fields) -> ShownQuestion:
    """Return the question with what the fields say; the fields are stored or freshly typed."""
    document = question.document
    before, asked = _split(document["stem"])
    is_case = question.type is QuestionType.CASE
    order = () if is_case else question.option_order
    texts = [question.choices[original] for original in order]
    rows = _rows(question)
    if rows:
        texts = [plain(text) for text in texts]
    gaps = document.get("gaps", ())
    lines = range(max(len(rows), len(texts), len(gaps)))
    return ShownQuestion(
        type=question.type,
        name=name,
        before=before,
        asked=asked,
        options=tuple(enumerate(texts)),
        rows=tuple(enumerate(rows)),
        unit=question.document.get("unit") or "",
        chosen=tuple(fields.get(name, ())),
        by_row={
            line: fields[f"{name}-{line}"][0] for line in lines if fields.get(f"{name}-{line}")
        },
        pieces=tuple(document.get("pieces", ())),
        gaps=tuple(_choices_in(gap) for gap in gaps),
        picture=document.get("picture"),
        spots=spots_of(question),
        parts=tuple(
            show(part, part_name(name, number), fields)
            for number, part in enumerate(question.parts)
        ),
    )


def _rows(question: AskedQuestion) -> list[str]:
    if question.type is QuestionType.MATCHING:
        return [pair["left"] for pair in question.document["pairs"]]
    if question.type is QuestionType.CATEGORISE:
        return [part["text"] for part in question.document["items"]]
    return []


def _choices_in(gap: Mapping[str, Any]) -> tuple[tuple[int, str], ...]:
    return tuple((index, plain(option["text"])) for index, option in enumerate(gap["options"]))


def spots_of(question: AskedQuestion) -> tuple[tuple[int, int, int], ...]:
    """Return the points on the picture of a hot spot: shown place, x and y in its pixels."""
    if question.type is not QuestionType.HOT_SPOT:
        return ()
    options = question.document["options"]
    return tuple(
        (place, options[at]["x"], options[at]["y"])
        for place, at in enumerate(question.option_order)
    )


def _split(stem: str) -> tuple[str, str]:
    """Split a stem into what comes before and its last paragraph, which asks."""
    found = _LAST_PARAGRAPH.fullmatch(stem)
    if found is None:
        return (stem, "") if stem.lstrip().startswith("<") else ("", stem)
    return found["before"].strip(), found["asked"].strip()
