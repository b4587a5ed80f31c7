"""A question as it is put to a person: nothing in it tells which answer is right, or why."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pmo_academy.exams.rules.questions import AskedQuestion, QuestionType, plain
from pmo_academy.exams.rules.reading import Fields

_LAST_PARAGRAPH = re.compile(r"(?P<before>.*)<p>(?P<asked>(?:(?!</?p>).)*)</p>\s*", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class ShownQuestion:
    """What a page needs to ask; `asked` is the last paragraph of the stem, `before` what precedes.

    `options` are shown places with their HTML; `rows` are the left sides of a matching question;
    `chosen` are the values of one field, `by_row` those of one field for each line.
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


def show(question: AskedQuestion, name: str, fields: Fields) -> ShownQuestion:
    """Return the question with what the fields say; the fields are stored or freshly typed."""
    before, asked = _split(question.document["stem"])
    texts = [question.choices[original] for original in question.option_order]
    rows: list[str] = []
    if question.type is QuestionType.MATCHING:
        rows = [pair["left"] for pair in question.document["pairs"]]
        texts = [plain(text) for text in texts]
    lines = range(max(len(rows), len(texts)))
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
    )


def _split(stem: str) -> tuple[str, str]:
    """Split a stem into what comes before and its last paragraph, which asks."""
    found = _LAST_PARAGRAPH.fullmatch(stem)
    if found is None:
        return (stem, "") if stem.lstrip().startswith("<") else ("", stem)
    return found["before"].strip(), found["asked"].strip()
