"""The report as data for its template on paper: the same blocks as the page, in plain values."""

from pathlib import Path
from typing import Any

from pmo_academy.core.pdf import PdfDocument
from pmo_academy.core.web import day
from pmo_academy.core.words import gettext as _
from pmo_academy.reports.report import Report
from pmo_academy.reports.report_blocks import (
    Block,
    Bullets,
    Cell,
    Fact,
    Facts,
    Picture,
    Table,
    Text,
)

TEMPLATE = Path(__file__).resolve().parent / "report.typ"


def report_pdf(report: Report, *, language: str) -> PdfDocument:
    """Return the report, ready to be compiled once the database is let go."""
    return PdfDocument(
        template=TEMPLATE,
        day=report.point.closed_on,
        data={
            "language": language.split("_")[0],
            "title": report.title,
            "team": report.team_name,
            "subtitle": report.subtitle,
            "rung": report.rung,
            "target": report.page.board.target.rung if report.page.board.target else None,
            "level": report.level,
            "message": report.message,
            "sentence": report.page.sentence,
            "is_sample": report.is_sample,
            "facts": [_fact(fact) for fact in report.facts],
            "sections": [
                {
                    "title": section.title,
                    "key": section.key,
                    "blocks": [_block(block) for block in section.blocks],
                }
                for section in report.sections
            ],
            "words": {
                "product": _("PMO Academy"),
                "report": _("Maturity report"),
                "contents": _("Contents"),
                "sample": _("Sample"),
                "made_up": _("Sample: this team and its answers are made up."),
                "page": _("Page {page} of {pages}"),
                "closed": day(report.point.closed_on),
                "rung": _("Rung %(rung)s of 9", rung=report.rung),
            },
        },
    )


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Text):
        return {"is": block.kind, "text": block.text}
    if isinstance(block, Bullets):
        return {"is": "bullets", "items": list(block.items)}
    if isinstance(block, Facts):
        return {"is": "facts", "rows": [_fact(fact) for fact in block.rows]}
    if isinstance(block, Picture):
        return _picture(block)
    return _table(block)


def _fact(fact: Fact) -> dict[str, str]:
    return {"label": fact.label, "value": fact.value, "note": fact.note}


def _picture(picture: Picture) -> dict[str, Any]:
    drawn = str(picture.svg).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    opened = drawn.index(">") + 1
    return {
        "is": "picture",
        "before": drawn[:opened],
        "after": drawn[opened:],
        "takeaway": picture.takeaway,
        "note": picture.note,
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "is": "table",
        "caption": table.caption,
        "note": table.note,
        "columns": [
            {"label": one.label, "number": one.is_number, "wide": one.is_wide}
            for one in table.columns
        ],
        "rows": [[_cell(cell) for cell in row] for row in table.shown_rows],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {"text": cell.text, "step": cell.step, "hidden": cell.is_hidden}
