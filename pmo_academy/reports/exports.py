"""The report as a spreadsheet: real numbers, frozen heads, texts that are never run as formulas."""

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pmo_academy.core.words import gettext as _
from pmo_academy.reports.report import Report
from pmo_academy.reports.report_blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Facts,
    Section,
    Table,
    Text,
)

# Texts stay texts, whatever they begin with.
_AS_WRITTEN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_WIDE, _NARROW = 46, 14


class _Sheet:
    """Writes one sheet from top to bottom."""

    def __init__(self, sheet: Worksheet, *, formats: Mapping[str, Format], mark: str) -> None:
        self.sheet, self.formats, self.row = sheet, formats, 0
        sheet.set_header(f"&L&A&R{mark}")
        sheet.set_footer("&R&P / &N")
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
        """Write heads and rows."""
        for at, column in enumerate(columns):
            self.sheet.write_string(self.row, at, column.label, self.formats["head"])
            if column.is_wide:
                self.sheet.set_column(at, at, _WIDE, self.formats["text"])
        for row in rows:
            self.row += 1
            for at, cell in enumerate(row):
                self._cell(at, cell)
        self.row += 1

    def line(self, *texts: str, kind: str = "text") -> None:
        """Write one row of texts."""
        for at, text in enumerate(texts):
            self.sheet.write_string(self.row, at, text, self.formats[kind])
        self.row += 1

    def _cell(self, at: int, cell: Cell) -> None:
        if cell.value is None:
            kind = "hidden" if cell.is_hidden else "text"
            self.sheet.write_string(self.row, at, cell.text, self.formats[kind])
        else:
            kind = "decimal" if "." in cell.text else "whole"
            self.sheet.write_number(self.row, at, cell.value, self.formats[kind])


def report_xlsx(report: Report) -> bytes:
    """Return a workbook with one sheet for each part of the report."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, _AS_WRITTEN)
    day = datetime.combine(report.point.closed_on, time(), tzinfo=UTC).replace(tzinfo=None)
    book.set_properties({"title": report.title, "created": day})
    formats = _formats(book)
    mark = _("Sample") if report.is_sample else ""
    parts = {section.key: section for section in report.sections}

    def sheet(name: str) -> _Sheet:
        added = _Sheet(book.add_worksheet(name), formats=formats, mark=mark)
        added.sheet.set_column(0, 0, _WIDE, formats["text"])
        added.sheet.set_column(1, 12, _NARROW, formats["text"])
        return added

    level = sheet(_("Level"))
    _facts(level, report)
    for key in ("level", "verified", "confidence", "change", "agreement"):
        _blocks(level, parts[key])
    for name, key in _tables():
        _one_table(sheet(name), parts[key])
    if "comments" in parts:
        _blocks(sheet(_("Comments")), parts["comments"])
    about = sheet(_("About"))
    _about(about, report, parts["about"])
    book.close()
    return made.getvalue()


def _tables() -> Sequence[tuple[str, str]]:
    return [
        (_("Domains"), "profile"),
        (_("Questions"), "questions"),
        (_("Gaps"), "gaps"),
        (_("Plan"), "plan"),
        (_("Groups"), "groups"),
    ]


def _formats(book: xlsxwriter.Workbook) -> Mapping[str, Format]:
    wrapped = {"text_wrap": True, "valign": "top"}
    return {
        "text": book.add_format(wrapped),
        "hidden": book.add_format({**wrapped, "italic": True, "font_color": "#576068"}),
        "head": book.add_format({"bold": True, "bottom": 1, **wrapped}),
        "title": book.add_format({"bold": True, "font_size": 14}),
        "mark": book.add_format({"bold": True, "font_color": "#0b5d73"}),
        "whole": book.add_format({"num_format": "0", "valign": "top"}),
        "decimal": book.add_format({"num_format": "0.0##", "valign": "top"}),
    }


def _facts(sheet: _Sheet, report: Report) -> None:
    """Begin with what a reader looks for first."""
    sheet.line(_("What"), _("Value"), _("Note"), kind="head")
    sheet.sheet.freeze_panes(1, 1)
    if report.is_sample:
        sheet.line(_("Sample"), _("This team and its answers are made up."))
    sheet.line(_("Team"), report.team_name)
    sheet.line(_("Round"), report.subtitle)


def _one_table(sheet: _Sheet, section: Section) -> None:
    """Write all tables of a part as one, with the name of each in front, and its texts below."""
    tables = [block for block in section.blocks if isinstance(block, Table)]
    if tables:
        heads, rows = list(tables[0].columns), [row for one in tables for row in one.rows]
        if len(tables) > 1:
            heads = [Column(label=_("Domain"), is_wide=True), *heads]
            rows = [[Cell(text=one.caption), *row] for one in tables for row in one.rows]
        sheet.table(heads, rows)
        sheet.sheet.freeze_panes(1, 1)
    for block in section.blocks:
        if isinstance(block, Text):
            sheet.line(block.text)


def _blocks(sheet: _Sheet, section: Section) -> None:
    sheet.row += 1
    sheet.line(section.title, kind="title")
    for block in section.blocks:
        _block(sheet, block)


def _block(sheet: _Sheet, block: Block) -> None:
    if isinstance(block, Text):
        sheet.line(block.text, kind="mark" if block.kind == "mark" else "text")
    elif isinstance(block, Bullets):
        for item in block.items:
            sheet.line(item)
    elif isinstance(block, Facts):
        for fact in block.rows:
            sheet.line(fact.label, fact.value, fact.note)
    elif isinstance(block, Table):
        sheet.row += 1
        sheet.line(block.caption, kind="mark")
        sheet.table(block.columns, block.rows)


def _about(sheet: _Sheet, report: Report, section: Section) -> None:
    sheet.line(_("What"), _("Value"), _("Note"), kind="head")
    sheet.sheet.freeze_panes(1, 0)
    for fact in report.facts:
        sheet.line(fact.label, fact.value, fact.note)
    _blocks(sheet, section)
