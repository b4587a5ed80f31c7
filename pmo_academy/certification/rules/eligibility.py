"""What somebody still needs before they can sit the exam of an outside body.

The figures are data of the body, each with source and confidence; a figure that nobody could find
stays unknown, and so does what it would take.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from pmo_academy.certification.rules.cycles import anniversary

_MONTH = Decimal("365.25") / 12  # days


class Schooling(StrEnum):
    """The highest schooling of a person, as bodies tell them apart."""

    SECONDARY = "secondary"
    DEGREE = "degree"
    ACCREDITED = "accredited"


# Whoever has the one has the others after it, too.
_INCLUDES: Mapping[Schooling, Sequence[Schooling]] = {
    Schooling.SECONDARY: (Schooling.SECONDARY,),
    Schooling.DEGREE: (Schooling.DEGREE, Schooling.SECONDARY),
    Schooling.ACCREDITED: (Schooling.ACCREDITED, Schooling.DEGREE, Schooling.SECONDARY),
}


class Measure(StrEnum):
    """What of a record a body asks for: months of experience of a kind, hours, or a window."""

    PROJECT = "project"
    LEADING = "leading"
    PROGRAMME = "programme"
    PORTFOLIO = "portfolio"
    AGILE = "agile"
    BUSINESS = "business"
    HOURS = "hours"
    WINDOW = "window"


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One thing that a body asks for; the amount is of months or hours, None if unknown."""

    words: str
    measure: Measure | None
    amount: int | None
    schooling: Schooling | None = None
    within_years: int | None = None
    note: str = ""
    source: str = ""
    confidence: str = ""
    checked_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Experience:
    """A stretch of work and what it counts as; without a last day it goes on."""

    started_on: date
    ended_on: date | None
    counts_as: frozenset[Measure]


@dataclass(frozen=True, kw_only=True)
class Record:
    """What is known of a person: schooling, stretches of work, hours of education."""

    schooling: Schooling | None
    experiences: tuple[Experience, ...] = ()
    hours: Decimal = Decimal(0)


class AskState(StrEnum):
    """Whether something is there. Unknown: the figure, or the schooling it depends on."""

    MET = "met"
    LACKING = "lacking"
    UNKNOWN = "unknown"
    TOLD = "told"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """An ask held against a record: what is there, and what it lacks, in months or hours."""

    ask: Ask
    state: AskState
    there: Decimal = Decimal(0)
    lacking: Decimal = Decimal(0)


def hold(asks: Sequence[Ask], record: Record, *, today: date) -> tuple[Answer, ...]:
    """Hold what a body asks for against a record; asks for another schooling are left out."""
    window = next((one.amount for one in asks if one.measure is Measure.WINDOW), None)
    chosen = [one for one in asks if one.measure is not Measure.WINDOW]
    return tuple(
        _answer(one, record, window=one.within_years or window, today=today)
        for one in _that_hold(chosen, record.schooling)
    )


def months_of(
    experiences: Iterable[Experience], measure: Measure, *, since: date | None, today: date
) -> int:
    """Return the whole months of work of a kind, each day once however many projects ran.

    A month has a twelfth of 365.25 days, so that neither February nor the cut of a month matters.
    """
    stretches = sorted(
        (max(one.started_on, since or one.started_on), min(one.ended_on or today, today))
        for one in experiences
        if measure in one.counts_as
    )
    days, reached = 0, date.min
    for first, last in stretches:
        begins = max(first, reached + timedelta(days=1)) if reached > date.min else first
        if last >= begins:
            days += (last - begins).days + 1
            reached = last
    return int(days / _MONTH)


def _that_hold(asks: Sequence[Ask], schooling: Schooling | None) -> list[Ask]:
    """Return the asks for this schooling: per measure the highest that the person has.

    Without a schooling every ask stays, for nobody can say which holds.
    """
    if schooling is None:
        return list(asks)
    found: list[Ask] = []
    for ask in asks:
        if ask.schooling is None:
            found.append(ask)
            continue
        same = {one.schooling for one in asks if one.measure is ask.measure}
        best = next((one for one in _INCLUDES[schooling] if one in same), None)
        if ask.schooling is best:
            found.append(ask)
    return found


def _answer(ask: Ask, record: Record, *, window: int | None, today: date) -> Answer:
    if ask.measure is None:
        return Answer(ask=ask, state=AskState.TOLD)
    since = anniversary(today, years=-window) if window else None
    there = (
        record.hours
        if ask.measure is Measure.HOURS
        else Decimal(months_of(record.experiences, ask.measure, since=since, today=today))
    )
    if ask.amount is None:
        return Answer(ask=ask, state=AskState.UNKNOWN, there=there)
    lacking = max(Decimal(0), ask.amount - there)
    if lacking and ask.schooling and record.schooling is None:
        return Answer(ask=ask, state=AskState.UNKNOWN, there=there, lacking=lacking)
    state = AskState.LACKING if lacking else AskState.MET
    return Answer(ask=ask, state=state, there=there, lacking=lacking)
