"""Reads questions from tables of our own layout, as text or as a spreadsheet."""

import csv
import io
import re
from collections.abc import Iterator, Sequence

from pmo_academy.core.words import gettext as _
from pmo_academy.studio.exchange.brought import BroughtFile, BroughtQuestion, UnreadableFileError
from pmo_academy.studio.exchange.limits import checked_count
from pmo_academy.studio.exchange.sheets import is_sheet_file, sheet_rows
from pmo_academy.studio.exchange.sources import Source
from pmo_academy.studio.exchange.table_rows import (
    FORMULA,
    QUESTION,
    TYPE,
    Row,
    column_names,
    is_head,
    is_known,
    question_of,
)

DELIMITERS = (",", ";", "\t")
# What a writer puts before a cell that office software would run as a formula.
GUARDED = re.compile(rf"'+{FORMULA}")

_HINT = re.compile(r"sep=(.)\n", re.IGNORECASE)

Numbered = tuple[int, list[str]]


def is_sheet(source: Source) -> bool:
    """Tell whether a file is a spreadsheet."""
    return is_sheet_file(source.body, source.entries)


def is_table(text: str) -> bool:
    """Tell whether a text begins with the heads of our columns."""
    return _delimiter(text) is not None


def read_csv(text: str) -> BroughtFile:
    """Read a table; commas, semicolons or tabs part its columns."""
    delimiter = _delimiter(text)
    if delimiter is None:
        raise UnreadableFileError(
            _(
                "the first line must name the columns “%(type)s” and “%(question)s”",
                type=TYPE,
                question=QUESTION,
            )
        )
    rows = _csv_rows(text, delimiter)
    return _file("CSV", rows, place=_("line %(number)s"), has_comma=delimiter == ";")


def read_sheet(source: Source) -> BroughtFile:
    """Read the first sheet with our columns; of formulas their last results are taken."""
    sheets, formulas = sheet_rows(source.body)
    for rows in sheets:
        if rows and is_head(column_names(rows[0][1])):
            found = _file("XLSX", iter(rows), place=_("row %(number)s"), has_comma=False)
            loss = (
                (_("formulas (%(count)s): their last results were taken", count=formulas),)
                if formulas
                else ()
            )
            return BroughtFile(
                format="XLSX", questions=found.questions, losses=(*found.losses, *loss)
            )
    raise UnreadableFileError(
        _(
            "no sheet begins with the columns “%(type)s” and “%(question)s”",
            type=TYPE,
            question=QUESTION,
        )
    )


def _delimiter(text: str) -> str | None:
    """Return what parts the columns of a table; None where the first line names none of ours."""
    hint = _HINT.match(text)
    line = text[hint.end() :] if hint else text.lstrip("\n")
    line = line.partition("\n")[0][:10_000]
    for delimiter in DELIMITERS:
        names = next(csv.reader([line], delimiter=delimiter), [])
        if is_head(column_names(names)):
            return delimiter
    return None


def _csv_rows(text: str, delimiter: str) -> Iterator[Numbered]:
    hint = _HINT.match(text)
    begin = 1 if hint else 0
    lines = csv.reader(
        io.StringIO(text[hint.end() :] if hint else text, newline=""),
        delimiter=delimiter,
        strict=True,
    )
    before = 0
    try:
        for cells in lines:
            yield before + begin + 1, cells
            before = lines.line_num
    except csv.Error as error:
        message = _("this line is no row of a table: %(error)s", error=error)
        raise UnreadableFileError(message, line=before + begin + 1) from error


def _file(key: str, rows: Iterator[Numbered], *, place: str, has_comma: bool) -> BroughtFile:
    """Read the rows below the heads; empty ones are left out."""
    full = [(at, cells) for at, cells in rows if any(cell.strip() for cell in cells)]
    names = column_names(full[0][1])
    twice = next((name for name in names if name and names.count(name) > 1), None)
    if twice:
        raise UnreadableFileError(
            _("the column “%(twice)s” stands there twice", twice=twice), line=full[0][0]
        )
    below = checked_count(full[1:])
    if not below:
        raise UnreadableFileError(_("the table holds no question"))
    questions = tuple(
        _question(names, cells, place=place % {"number": at}, has_comma=has_comma)
        for at, cells in below
    )
    unknown = [name for name in names if name and not is_known(name)]
    losses = tuple(
        _("the column “%(name)s”, which is not known", name=name[:60]) for name in unknown
    )
    return BroughtFile(format=key, questions=questions, losses=losses)


def _question(
    names: Sequence[str], cells: Sequence[str], *, place: str, has_comma: bool
) -> BroughtQuestion:
    surplus = [cell for cell in cells[len(names) :] if cell.strip()]
    if surplus:
        letter = column_letter(len(names) + 1)
        reason = _(
            "column %(letter)s: has no head; a text with the sign between columns needs quotes",
            letter=letter,
        )
        return BroughtQuestion(place=place, name="", question=None, losses=(reason,))
    found = dict(zip(names, map(_unguarded, cells), strict=False))
    letters = {name: column_letter(at) for at, name in enumerate(names, start=1)}
    return question_of(Row(place=place, cells=found, letters=letters, has_comma=has_comma))


def column_letter(number: int) -> str:
    """Return what a spreadsheet calls a column; the first is A."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _unguarded(cell: str) -> str:
    return cell[1:] if GUARDED.match(cell) else cell
