"""The questions of a quiz with their figures as comma-separated values."""

import csv
import io

from pmo_academy.core.words import gettext as _
from pmo_academy.exams.rules.item_analysis import Estimate
from pmo_academy.reports.items import VERDICTS, ItemRow, QuizItems
from pmo_academy.reports.portfolio_list import as_text


def items_csv(items: QuizItems) -> str:
    """Write one line for each question, in the order of the page."""
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow(
        [
            _("Question"), _("Version"), _("Topic"), _("Words"), _("Answers"),
            _("Right"), _("from"), _("to"), _("Discrimination"), _("from"), _("to"),
            _("Verdict"), _("Reason"),
        ]
    )  # fmt: skip
    lines.writerows(_line(row) for row in items.rows)
    return written.getvalue()


def _line(row: ItemRow) -> list[str | int]:
    found = row.analysis
    return [
        as_text(row.key),
        row.number,
        as_text(row.topic),
        as_text(row.stem),
        found.answers,
        *_figures(found.facility),
        *_figures(found.discrimination),
        str(VERDICTS[found.verdict][0]),
        row.reason,
    ]


def _figures(estimate: Estimate | None) -> list[str]:
    if estimate is None:
        return ["", "", ""]
    return [f"{part:.3f}" for part in (estimate.value, estimate.low, estimate.high)]
