"""What a person typed about one activity, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pmo_academy.certification.rules.cycles import Window
from pmo_academy.certification.rules.renewal import Category
from pmo_academy.core.errors import DomainError
from pmo_academy.core.words import gettext as _


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One activity as typed; hours are whole quarters on each side."""

    title: str
    provider: str
    category: Category
    started_on: date
    ended_on: date
    ways_of_working: int = 0
    power_skills: int = 0
    business_acumen: int = 0
    link: str = ""
    description: str = ""


class EntryError(DomainError):
    """What was typed breaks a rule; each message belongs to a field."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(" ".join(problems.values()))
        self.problems = problems


def refuse_wrong_entry(entry: Entry, *, cycle: Window, today: date) -> None:
    """Raise EntryError with everything that is wrong, each message beside its field."""
    problems = {**_about_days(entry, cycle, today), **_about_hours(entry)}
    if problems:
        raise EntryError(problems)


def _about_days(entry: Entry, cycle: Window, today: date) -> dict[str, str]:
    """Say what is wrong with the days: the first problem of each field counts."""
    problems = {}
    for name, day in (("started_on", entry.started_on), ("ended_on", entry.ended_on)):
        if day > today:
            problems[name] = _("Enter a day that is not in the future.")
        elif not cycle.covers(day):
            problems[name] = _("Enter a day inside the cycle: the dates are above the form.")
    if not problems and entry.ended_on < entry.started_on:
        problems["ended_on"] = _("Enter a last day that is not before the first day.")
    return problems


def _about_hours(entry: Entry) -> dict[str, str]:
    if entry.ways_of_working + entry.power_skills + entry.business_acumen > 0:
        return {}
    return {"ways_of_working": _("Enter at least a quarter of an hour.")}
