"""The questions of a quiz with their figures as comma-separated values."""

from pmo_academy.core.csv_files import csv_text
from pmo_academy.core.words import gettext as _
from pmo_academy.exams.rules.item_analysis import Estimate
from pmo_academy.reports.items import VERDICTS, ItemRow, QuizItems


def items_csv(items: QuizItems) -> str:
    """Write one line for each question, in the order of the page."""
    head = [
        _("Question"), _("Version"), _("Topic"), _("Words"), _("Answers"),
        _("Right"), _("from"), _("to"), _("Discrimination"), _("from"), _("to"),
        _("Verdict"), _("Reason"),
    ]  # fmt: skip
    return csv_text(head, map(_line, items.rows))


def _line(row: ItemRow) -> list[str | int]:
    found = row.analysis
    return [
        row.key,
        row.number,
        row.topic,
        row.stem,
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
