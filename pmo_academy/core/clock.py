"""The only clock: tests can set it, nothing else reads the time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

_set_to: datetime | None = None


def now() -> datetime:
    """Return the present moment, aware and in UTC."""
    return _set_to or datetime.now(UTC)


def today() -> date:
    """Return the present day in UTC."""
    return now().date()


@contextmanager
def set_to(moment: datetime) -> Iterator[None]:
    """Hold the clock at a moment, for tests."""
    global _set_to
    before, _set_to = _set_to, moment
    try:
        yield
    finally:
        _set_to = before
