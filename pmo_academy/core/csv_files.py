"""Tables as comma-separated values (RFC 4180), safe to open in office software."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from flask import Response

# A cell that begins so would be run as a formula by office software; numbers may.
_FORMULA_STARTS = (
    "=",
    "+",
    "-",
    "@",
    "\N{FULLWIDTH EQUALS SIGN}",
    "\N{FULLWIDTH PLUS SIGN}",
    "\N{FULLWIDTH HYPHEN-MINUS}",
    "\N{FULLWIDTH COMMERCIAL AT}",
)
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def csv_text(head: Sequence[str], rows: Iterable[Sequence[str | int]]) -> str:
    """Return the table with its head; texts that would be run as formulas begin with a quote."""
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow(head)
    lines.writerows([_harmless(cell) for cell in row] for row in rows)
    return written.getvalue()


def csv_file(name: str, text: str) -> Response:
    """Return the answer that lets a browser save the text under this name."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(text, mimetype="text/csv", headers=headers)


def _harmless(cell: str | int) -> str | int:
    if not isinstance(cell, str) or _NUMBER.fullmatch(cell):
        return cell
    is_run = cell.lstrip().startswith(_FORMULA_STARTS) or cell[:1] in ("\t", "\r", "\n")
    return f"'{cell}" if is_run else cell
