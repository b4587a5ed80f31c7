"""The table of the portfolio as comma-separated values."""

from collections.abc import Sequence

from pmo_academy.core.csv_files import csv_text
from pmo_academy.core.words import gettext as _
from pmo_academy.reports.portfolio import Portfolio, TeamLine, instrument_words


def portfolio_csv(found: Portfolio) -> str:
    """Write one line for each team, in the order of the page; what is hidden stays away."""
    return csv_text(_head(found), (_row(found, line) for line in found.lines))


def _head(found: Portfolio) -> Sequence[str]:
    domains = [domain.name for domain in found.model.domains] if found.model else []
    return [
        _("Team"),
        _("Sample"),
        _("Model"),
        _("Round"),
        _("Closed"),
        _("Invited"),
        _("Answered"),
        _("Level"),
        *domains,
        _("Note"),
    ]


def _row(found: Portfolio, line: TeamLine) -> Sequence[str | int]:
    one = line.round
    blanks = [""] * (len(found.model.domains) if found.model else 0)
    name = [line.team.name, _("Sample") if line.team.is_sample else ""]
    if one is None:
        return [*name, "", "", "", "", "", "", *blanks, _("Not measured yet")]
    about: list[str | int] = [
        instrument_words(one.instrument),
        one.title,
        one.closed_on.isoformat() if one.closed_on else "",
        one.invited,
        one.took_part,
    ]
    if one.shown is None:
        return [*name, *about, "", *blanks, _("Hidden to protect people")]
    cells = [cell.text if cell else "" for cell in line.cells]
    return [*name, *about, line.level, *cells, ""]
