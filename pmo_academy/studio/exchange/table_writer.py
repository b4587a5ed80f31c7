"""Writes questions of a bank as a table of our own layout, and the template that explains it."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import xlsxwriter

from pmo_academy.core.words import gettext as _
from pmo_academy.studio.exchange.brought import OfferedFile
from pmo_academy.studio.exchange.drafts import short
from pmo_academy.studio.exchange.table_rows import (
    ANSWER,
    COLUMNS,
    EXPLANATION,
    FORMULA,
    NAME,
    OPTION,
    QUESTION,
    RIGHT,
    TAGS,
    TOLERANCE,
    TYPE,
    UNIT,
    WHY,
)

LEAST_OPTIONS = 4
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_RUN = re.compile(rf"'*{FORMULA}")
# Texts stay texts, whatever they begin with.
_AS_WRITTEN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_WIDE, _NARROW = 40, 12

Cells = dict[str, str]
Triple = tuple[str, str, str]


def csv_of(questions: Iterable[Any], *, name: str = "questions") -> OfferedFile:
    """Return the questions as a table; each that it cannot say is named with the reason."""
    rows: list[Cells] = []
    losses: list[str] = []
    for question in questions:
        write = _WRITERS.get(question.type)
        if write is None:
            losses.append(
                _(
                    "%(key)s is left out: the table has no questions of the type %(type)s "
                    "(“%(stem)s”)",
                    key=question.key,
                    type=question.type,
                    stem=short(question.stem),
                )
            )
            continue
        if question.item:
            losses.append(
                _("%(key)s: the item %(item)s it serves", key=question.key, item=question.item)
            )
        rows.append(_common(question) | write(question))
    return _csv(rows, name=name, losses=losses)


def template_csv() -> OfferedFile:
    """Return a table with an example of each type, to be filled in."""
    return _csv(EXAMPLES, name="questions-template", losses=())


def template_xlsx() -> OfferedFile:
    """Return the same as a spreadsheet, with a sheet that explains the columns."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, _AS_WRITTEN) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        sheet = book.add_worksheet("Questions")
        sheet.freeze_panes(1, 0)
        for at, column in enumerate(_columns(EXAMPLES)):
            is_narrow = column in (TYPE, ANSWER, TOLERANCE, UNIT) or column.startswith(RIGHT)
            sheet.set_column(at, at, _NARROW if is_narrow else _WIDE, text)
            sheet.write_string(0, at, column, head)
            for row, cells in enumerate(EXAMPLES, start=1):
                sheet.write_string(row, at, cells.get(column, ""), text)
        legend = book.add_worksheet("Columns")
        legend.set_column(0, 0, _NARROW * 2, text)
        legend.set_column(1, 1, _WIDE * 2, text)
        for row, (column, words) in enumerate(COLUMNS.items()):
            legend.write_string(row, 0, column, head)
            legend.write_string(row, 1, str(words), text)
    return OfferedFile(
        name="questions-template.xlsx", media_type=XLSX_TYPE, content=written.getvalue()
    )


def _csv(rows: Sequence[Cells], *, name: str, losses: Iterable[str]) -> OfferedFile:
    columns = _columns(rows)
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow(columns)
    lines.writerows([_harmless(row.get(column, "")) for column in columns] for row in rows)
    # Office software knows UTF-8 by its mark alone.
    content = written.getvalue().encode("utf-8-sig")
    return OfferedFile(
        name=f"{name}.csv", media_type=CSV_TYPE, content=content, losses=tuple(losses)
    )


def _columns(rows: Sequence[Cells]) -> list[str]:
    """Return the columns that the rows need, at least those of four options."""
    numbers = [int(name.rpartition(" ")[2]) for row in rows for name in row if " " in name]
    most = max([LEAST_OPTIONS, *numbers])
    numbered = [f"{name} {at}" for at in range(1, most + 1) for name in (OPTION, RIGHT, WHY)]
    return [NAME, TYPE, QUESTION, ANSWER, TOLERANCE, UNIT, *numbered, EXPLANATION, TAGS]


def _harmless(cell: str) -> str:
    """Keep office software from running a text as a formula; the reader takes the quote away."""
    return f"'{cell}" if _RUN.match(cell) else cell


def _common(question: Any) -> Cells:
    return {
        NAME: question.key,
        TYPE: question.type,
        QUESTION: question.stem,
        EXPLANATION: question.explanation,
        TAGS: question.topic,
    }


def _numbered(triples: Iterable[Triple]) -> Cells:
    return {
        f"{name} {at}": cell
        for at, triple in enumerate(triples, start=1)
        for name, cell in zip((OPTION, RIGHT, WHY), triple, strict=True)
    }


def _options(question: Any) -> Cells:
    return _numbered((one.text, "x" if one.right else "", one.why) for one in question.options)


def _true_false(question: Any) -> Cells:
    whys = [("", "", question.why_true), ("", "", question.why_false)]
    return {ANSWER: "true" if question.answer else "false"} | _numbered(whys)


def _numeric(question: Any) -> Cells:
    cells = {ANSWER: f"{question.answer:f}", UNIT: question.unit or ""}
    cells |= {TOLERANCE: f"{question.tolerance:f}"} if question.tolerance else {}
    return cells | _numbered((f"{one.value:f}", "", one.why) for one in question.near_misses)


def _short_text(question: Any) -> Cells:
    first, *others = question.accepted
    more: list[Triple] = [(form, "x", "") for form in others]
    more += [(one.text, "", one.why) for one in question.near_misses]
    return {ANSWER: first} | _numbered(more)


def _ordering(question: Any) -> Cells:
    return _numbered((one.text, "", one.why) for one in question.steps)


def _matching(question: Any) -> Cells:
    pairs = [(one.left, one.right, one.why) for one in question.pairs]
    return _numbered([*pairs, *(("", one.right, one.why) for one in question.extra)])


_WRITERS: Mapping[str, Callable[[Any], Cells]] = {
    "single": _options,
    "multiple": _options,
    "true-false": _true_false,
    "numeric": _numeric,
    "short-text": _short_text,
    "ordering": _ordering,
    "matching": _matching,
}

EXAMPLES: Sequence[Cells] = (
    {NAME: "who-decides", TYPE: "single", QUESTION: "Who decides on a change of the baseline?",
     EXPLANATION: "Whoever approved it decides on changes to it."}
    | _numbered([
        ("The sponsor", "x", "The sponsor approved it."),
        ("The project office", "", "It prepares the decision but does not take it."),
        ("The supplier", "", "A supplier can only ask for a change."),
    ]),
    {NAME: "in-the-register", TYPE: "multiple", QUESTION: "What belongs into a register of risks?"}
    | _numbered([
        ("An owner", "x", ""), ("A day to look again", "x", ""),
        ("Minutes of meetings", "", "They have a place of their own."),
    ]),
    {NAME: "ends-with-project", TYPE: "true-false", ANSWER: "true",
     QUESTION: "A project office ends with its project."}
    | _numbered([("", "", ""), ("", "", "An office that stays has another purpose.")]),
    {NAME: "hours-a-year", TYPE: "numeric", ANSWER: "417.5", TOLERANCE: "0.5", UNIT: "hours",
     QUESTION: "835 reports take half an hour each. How many hours is that?"}
    | _numbered([("835", "", "This counts an hour for each.")]),
    {NAME: "one-word", TYPE: "short-text", ANSWER: "portfolio",
     QUESTION: "What do we call all projects that compete for the same means? One word."}
    | _numbered([("project portfolio", "x", ""), ("programme", "", "It shares one outcome.")]),
    {NAME: "steps-of-a-change", TYPE: "ordering", QUESTION: "Put the steps of a change in order."}
    | _numbered([("Describe it", "", ""), ("Weigh it", "", ""), ("Decide on it", "", "")]),
    {NAME: "who-does-what", TYPE: "matching", QUESTION: "Match each with what it does."}
    | _numbered([
        ("Sponsor", "decides", ""), ("Project lead", "delivers", ""), ("", "audits", ""),
    ]),
)  # fmt: skip
