"""How many tries are left and when the next one may begin; how long an attempt may take."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True, kw_only=True)
class Policy:
    """So many tries within so many days, with a wait between them; None means no limit."""

    tries: int | None = None
    per_days: int | None = None
    wait_hours: int = 0


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """An attempt so far: it counts from its start, the wait from its end if it has ended."""

    started_at: datetime
    submitted_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Allowance:
    """Tries that are left (None: as many as one likes) and when the next may begin.

    `next_at` is None when nothing has to be waited for, or when there will never be another try.
    """

    left: int | None
    next_at: datetime | None

    @property
    def may_start(self) -> bool:
        """Tell whether an attempt may begin now."""
        return self.left != 0 and self.next_at is None


def allowance(policy: Policy, earlier: Sequence[Sitting], *, now: datetime) -> Allowance:
    """Return what is left of the tries at this moment."""
    left, free_at = _tries(policy, earlier, now=now)
    waits = [_rested_at(policy, earlier), free_at]
    next_at = max((moment for moment in waits if moment and moment > now), default=None)
    is_over = left == 0 and free_at is None
    return Allowance(left=left, next_at=None if is_over else next_at)


@dataclass(frozen=True, kw_only=True)
class Given:
    """Extra time as it was given: in percent, for one course or all, until a day or for good."""

    percent: int
    only_course: str = ""
    until: date | None = None


def extra_percent(given: Given, *, quiz_key: str, today: date) -> int:
    """Return how much more time holds for a quiz on a day; the last day counts."""
    is_elsewhere = given.only_course and quiz_key.split("/")[0] != given.only_course
    is_past = given.until is not None and today > given.until
    return 0 if is_elsewhere or is_past else given.percent


def deadline(started_at: datetime, *, minutes_limit: int, extra_percent: int = 0) -> datetime:
    """Return when an attempt ends; extra time makes it so many percent longer."""
    seconds = minutes_limit * 60 * (100 + extra_percent) // 100
    return started_at + timedelta(seconds=seconds)


def minutes_allowed(minutes_limit: int, extra_percent: int) -> int:
    """Return the whole minutes of a time limit with a person's extra time, rounded up."""
    return -(-minutes_limit * (100 + extra_percent) // 100)


def is_over(deadline_at: datetime | None, *, now: datetime) -> bool:
    """Tell whether the time of an attempt is up."""
    return deadline_at is not None and now >= deadline_at


def _tries(
    policy: Policy, earlier: Sequence[Sitting], *, now: datetime
) -> tuple[int | None, datetime | None]:
    """Return how many tries are left, and if none, when the next one comes free."""
    if policy.tries is None:
        return None, None
    if policy.per_days is None:
        return max(policy.tries - len(earlier), 0), None
    span = timedelta(days=policy.per_days)
    counting = sorted(one.started_at for one in earlier if one.started_at + span > now)
    left = max(policy.tries - len(counting), 0)
    return left, None if left else counting[-policy.tries] + span


def _rested_at(policy: Policy, earlier: Sequence[Sitting]) -> datetime | None:
    ends = [one.submitted_at for one in earlier if one.submitted_at]
    if not ends or not policy.wait_hours:
        return None
    return max(ends) + timedelta(hours=policy.wait_hours)
