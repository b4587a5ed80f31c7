"""Where a cycle will stand at its end if somebody goes on as in the last year."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from pmo_academy.certification.rules.cycles import Window
from pmo_academy.certification.rules.renewal import (
    MAXIMUMS,
    NONE,
    Activity,
    CreditRules,
    Line,
    Measure,
    stand,
)

YEAR = timedelta(days=365)
LEAST_DAYS = 60  # fewer say nothing about a pace
_QUARTER = Decimal("0.25")


@dataclass(frozen=True, kw_only=True)
class Shortfall:
    """How much a measure will lack on the last day of the cycle, in whole quarters of an hour."""

    measure: Measure
    lacking: Decimal


@dataclass(frozen=True, kw_only=True)
class Forecast:
    """What will be missing at the present pace, and until which day the pace was measured from."""

    since: date
    shortfalls: tuple[Shortfall, ...]


def forecast(
    rules: CreditRules, activities: Iterable[Activity], *, cycle: Window, today: date
) -> Forecast | None:
    """Return what will be missing at the pace of the last year, or since the cycle began.

    There is none while the cycle is younger than 60 days, after it has ended, and where the body
    asks for credit in each year, which no pace can make up for later. What a maximum keeps from
    counting is no pace either.
    """
    since = max(cycle.starts_on, today - YEAR)
    days = (today - since).days
    if days < LEAST_DAYS or today > cycle.ends_on or Measure.YEARLY in rules.figures:
        return None
    logged = list(activities)
    now = stand(rules, logged, cycle=cycle, today=today).lines
    before = stand(
        rules, [one for one in logged if one.ended_on <= since], cycle=cycle, today=today
    ).lines
    left = (cycle.ends_on - today).days
    found = [
        Shortfall(measure=measure, lacking=lacking)
        for measure, line in now.items()
        if (lacking := _lacking(line, before[measure], days=days, left=left))
    ]
    return Forecast(since=since, shortfalls=tuple(found))


def _lacking(line: Line, before: Line, *, days: int, left: int) -> Decimal:
    if line.bound is None or line.measure in MAXIMUMS:
        return NONE
    growth = (line.counted - before.counted) * left / days
    lacking = max(NONE, line.bound - line.counted - growth)
    return math.ceil(lacking / _QUARTER) * _QUARTER
