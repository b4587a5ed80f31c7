"""Moments and the clock on somebody's wall, also on the days when that clock is changed."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def wall_clock(moment: datetime, zone: str) -> datetime:
    """Return what the clock on the wall shows at a moment."""
    return moment.astimezone(ZoneInfo(zone))


def moment_of(day: date, at: time, zone: str) -> datetime:
    """Return the moment at which the clock shows a time of a day, in UTC.

    A time that the clock shows twice means the first; one that it skips means as much later.
    """
    return datetime.combine(day, at, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def end_of_quiet(moment: datetime, zone: str, *, start: time, end: time) -> datetime | None:
    """Return when the quiet hours end in which a moment falls, None when it falls in none.

    They go over midnight when they end earlier than they start; the same time twice means none.
    """
    shown = wall_clock(moment, zone)
    if not _is_between(shown.time(), start, end):
        return None
    is_tomorrow = shown.time() >= end
    day = shown.date() + timedelta(days=1 if is_tomorrow else 0)
    ends_at = moment_of(day, end, zone)
    # The hour that comes twice: quiet has ended already, the first time round.
    return ends_at if ends_at > moment else None


def _is_between(shown: time, start: time, end: time) -> bool:
    if start <= end:
        return start <= shown < end
    return shown >= start or shown < end
