"""When a digest is due: on Monday at eight, by the clock on its reader's wall."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from pmo_academy.people.rules.when import moment_of, wall_clock

AT = time(8)
# A server that was away on Monday morning makes up for it until the end of Tuesday.
CATCHES_UP_FOR = timedelta(days=2)


@dataclass(frozen=True, kw_only=True)
class Week:
    """A week of the calendar (ISO 8601), from Monday to Sunday."""

    year: int
    number: int

    @property
    def monday(self) -> date:
        """Return its first day."""
        return date.fromisocalendar(self.year, self.number, 1)


def week_of(day: date) -> Week:
    """Return the week of a day."""
    year, number, _weekday = day.isocalendar()
    return Week(year=year, number=number)


def week_due(moment: datetime, zone: str) -> Week | None:
    """Return the week whose digest may be written at a moment, None when there is none."""
    today = wall_clock(moment, zone).date()
    week = week_of(today)
    begins_at = moment_of(week.monday, AT, zone)
    is_late = today >= week.monday + CATCHES_UP_FOR
    return week if moment >= begins_at and not is_late else None
