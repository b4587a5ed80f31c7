"""So many times within a while, counted in memory: nothing about visitors is stored."""

from collections import deque
from datetime import datetime, timedelta
from threading import Lock

from pmo_academy.core import clock

MOST_REMEMBERED = 10_000


class Throttle:
    """Lets each name pass a few times within a while; the oldest names are forgotten first.

    Each process counts by itself, so several of them together let through several times as much.
    """

    def __init__(self, *, most: int, within: timedelta) -> None:
        self.most = most
        self.within = within
        self._times: dict[str, deque[datetime]] = {}
        self._lock = Lock()

    def lets_pass(self, name: str) -> bool:
        """Count one more for the name; false when that is too many."""
        now = clock.now()
        with self._lock:
            times = self._times.pop(name, None) or deque()
            while times and times[0] <= now - self.within:
                times.popleft()
            is_free = len(times) < self.most
            if is_free:
                times.append(now)
            self._times[name] = times
            if len(self._times) > MOST_REMEMBERED:
                self._times.pop(next(iter(self._times)))
        return is_free

    def forget(self) -> None:
        """Begin anew."""
        with self._lock:
            self._times.clear()
