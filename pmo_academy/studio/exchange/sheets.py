"""The cells of a spreadsheet (.xlsx) as texts, once its size and its places are known."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from io import BytesIO
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser
from python_calamine import CalamineError, CalamineWorkbook

from pmo_academy.core.archives import open_zip
from pmo_academy.core.words import gettext as _
from pmo_academy.studio.exchange.brought import UnreadableFileError

WORKBOOK = "xl/workbook.xml"
MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 10_000, 256, 20
MOST_UNPACKED = 50_000_000

_OLD = b"\xd0\xcf\x11\xe0"
_CELL = re.compile(r"\$?([A-Za-z]{1,4})\$?([0-9]{1,9})")

Value = int | float | str | bool | time | date | datetime | timedelta
Rows = list[tuple[int, list[str]]]


class _Places:
    """Counts, as the target of a parser, how far the cells of a sheet reach, and its formulas."""

    def __init__(self) -> None:
        self.formulas = 0
        self._row = self._column = 0
        self._reference = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Note where a row or a cell stands; one that does not say so follows the one before."""
        name = tag.rpartition("}")[2]
        if name == "row":
            told = attributes.get("r", "")
            self._row = int(told) if told.isdigit() and len(told) < 10 else self._row + 1
            self._column = 0
        elif name == "c":
            self._column += 1
            self._reference = attributes.get("r", "")
        elif name in ("v", "is", "f"):
            self.formulas += name == "f"
            self._check()

    def end(self, tag: str) -> None:
        """Nothing to do."""

    def data(self, words: str) -> None:
        """Nothing to do."""

    def close(self) -> int:
        """Return how many formulas there are."""
        return self.formulas

    def _check(self) -> None:
        place = _CELL.fullmatch(self._reference)
        if place:
            self._row = int(place[2])
            self._column = _number(place[1])
        if self._row > MOST_ROWS or self._column > MOST_COLUMNS:
            raise UnreadableFileError(
                _(
                    "a cell stands beyond row %(most_rows)s or column %(most_columns)s: "
                    "delete what is not part of the table",
                    most_rows=f"{MOST_ROWS:,}",
                    most_columns=MOST_COLUMNS,
                ),
                line=self._row,
            )


def is_sheet_file(body: bytes, entries: frozenset[str]) -> bool:
    """Tell whether a file is a spreadsheet, also of a kind that is then refused in words."""
    is_open = {"mimetype", "content.xml"} <= entries
    return body.startswith(_OLD) or WORKBOOK in entries or is_open


def sheet_rows(body: bytes) -> tuple[list[Rows], int]:
    """Return the rows of each sheet with their numbers, and how many formulas there are."""
    formulas = _checked(body)
    try:
        with CalamineWorkbook.from_filelike(BytesIO(body)) as book:
            names = book.sheet_names[:MOST_SHEETS]
            sheets = [
                book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in names
            ]
    except CalamineError as error:
        raise UnreadableFileError(_("the spreadsheet is damaged; save it anew as .xlsx")) from error
    return [
        [
            (at, [_text(cell) for cell in row])
            for at, row in enumerate(rows, start=1)
            if any(cell != "" for cell in row)
        ]
        for rows in sheets
    ], formulas


def _checked(body: bytes) -> int:
    """Refuse a spreadsheet that would grow beyond bounds; return its number of formulas."""
    if body.startswith(_OLD):
        raise UnreadableFileError(_("an old spreadsheet, or one with a password: save it as .xlsx"))
    files = open_zip(body)
    if WORKBOOK not in files or {"mimetype", "xl/workbook.bin"} & files.keys():
        raise UnreadableFileError(_("a spreadsheet of another kind: save it as .xlsx"))
    if sum(map(len, files.values())) > MOST_UNPACKED:
        raise UnreadableFileError(
            _(
                "unpacked it has more than %(most_unpacked)s bytes: split it",
                most_unpacked=f"{MOST_UNPACKED:,}",
            )
        )
    return sum(_formulas(name, content) for name, content in files.items())


def _formulas(name: str, content: bytes) -> int:
    """Read one file of a spreadsheet for the places of its cells; what is no XML holds none."""
    if not content.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<"):
        return 0
    parser = DefusedXMLParser(target=_Places(), forbid_dtd=True)
    try:
        parser.feed(content)
        return int(parser.close())
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise UnreadableFileError(
            _("“%(name)s” in the spreadsheet is no sound XML", name=name[:80])
        ) from error


def _number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _text(value: Value) -> str:
    """Return a cell as somebody would type it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)
