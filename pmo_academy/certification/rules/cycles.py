"""Renewal windows: one after the other from the day a credential was earned, never reset."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Window:
    """A stretch of days; both ends belong to it."""

    starts_on: date
    ends_on: date

    def covers(self, day: date) -> bool:
        """Tell whether the day belongs to the window."""
        return self.starts_on <= day <= self.ends_on


def anniversary(day: date, *, years: int) -> date:
    """Return the same day so many years on; 29 February becomes 28 where there is none."""
    year = day.year + years
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


def first_window(earned_on: date, *, years: int) -> Window:
    """Return the window that begins on the day a credential was earned."""
    return Window(starts_on=earned_on, ends_on=anniversary(earned_on, years=years))


def following_window(ends_on: date, *, years: int) -> Window:
    """Return the window after one that ends on this day."""
    return Window(starts_on=ends_on + DAY, ends_on=anniversary(ends_on, years=years))


def present_window(earned_on: date, *, years: int, today: date) -> Window:
    """Return the window that covers today, counted on from the day of earning."""
    window, number = first_window(earned_on, years=years), 1
    while window.ends_on < today:
        number += 1
        ends_on = anniversary(earned_on, years=number * years)
        window = Window(starts_on=window.ends_on + DAY, ends_on=ends_on)
    return window


def years_of(window: Window) -> tuple[Window, ...]:
    """Cut a window into its years, counted back from its end."""
    parts: list[Window] = []
    ends_on, back = window.ends_on, 0
    while ends_on >= window.starts_on:
        back += 1
        before = anniversary(window.ends_on, years=-back)
        # The first window begins on the anniversary itself; that day joins its first year.
        starts_on = window.starts_on if before <= window.starts_on else before + DAY
        parts.append(Window(starts_on=starts_on, ends_on=ends_on))
        ends_on = starts_on - DAY
    return tuple(reversed(parts))
