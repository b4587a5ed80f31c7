"""The table of people and courses as comma-separated values: what the page shows, no more."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from pmo_academy.core.csv_files import csv_text
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import lazy_gettext as _l
from pmo_academy.reports.queries.people import CellState, TeamPeople
from pmo_academy.retention.rules.freshness import Fresh

_WORDS = {
    CellState.DONE: _l("Done"),
    CellState.OVERDUE: _l("Overdue"),
    CellState.IN_PROGRESS: _l("In progress"),
    CellState.NOT_STARTED: _l("Not started"),
}


def people_csv(people: TeamPeople, fresh: Mapping[UUID, Mapping[str, Fresh]]) -> str:
    """Write one line for each person and course, in the order of the page.

    Freshness is the percent that the page shows, empty where it is not known yet.
    """
    head = [
        _("Name"), _("Course"), _("Title"), _("State"),
        _("Steps done"), _("Steps"), _("Due"), _("Freshness"),
    ]  # fmt: skip
    return csv_text(head, _lines(people, fresh))


def _lines(
    people: TeamPeople, fresh: Mapping[UUID, Mapping[str, Fresh]]
) -> Iterator[list[str | int]]:
    for row in people.rows:
        for code, title in people.titles.items():
            cell = row.courses.get(code)
            if cell is None:
                continue
            due = cell.due_on.isoformat() if cell.due_on else ""
            known = fresh.get(row.id, {}).get(code)
            percent = "" if known is None or known.percent is None else known.percent
            state = str(_WORDS[cell.state])
            yield [row.name, code, title, state, cell.done, cell.total, due, percent]
