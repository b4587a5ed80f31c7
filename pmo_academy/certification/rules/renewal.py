"""Credit of a renewal cycle against the rules of the outside body: what counts, what is missing.

The figures are data with a source and a date; nothing here knows a certificate by name.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pmo_academy.certification.rules.cycles import Window, years_of

NONE = Decimal(0)


class Category(StrEnum):
    """How credit is earned: by learning, by giving back, or by working in the profession."""

    EDUCATION = "education"
    GIVING_BACK = "giving-back"
    PRACTITIONER = "practitioner"


class Unit(StrEnum):
    """What a body calls one hour of development."""

    PDU = "PDU"
    CPD = "CPD"


class Measure(StrEnum):
    """What a body may set a figure for."""

    TOTAL = "total"
    YEARLY = "yearly"
    EDUCATION = "education"
    WAYS_OF_WORKING = "ways-of-working"
    POWER_SKILLS = "power-skills"
    BUSINESS_ACUMEN = "business-acumen"
    GIVING_BACK = "giving-back"
    PRACTITIONER = "practitioner"


SIDES = (Measure.WAYS_OF_WORKING, Measure.POWER_SKILLS, Measure.BUSINESS_ACUMEN)
MAXIMUMS = frozenset({Measure.GIVING_BACK, Measure.PRACTITIONER})


class Status(StrEnum):
    """Whether the cycle still runs."""

    ACTIVE = "active"
    OVERDUE = "overdue"


@dataclass(frozen=True, kw_only=True)
class CreditRules:
    """What a body asks for in one cycle.

    A measure that is absent is not asked for; one that is None is asked for, but the figure is not
    published. Without a number of years no cycle can be worked out. `carry_over` is the most that
    moves into the next cycle; nothing does where the body does not say so.
    """

    unit: Unit
    cycle_years: int | None
    figures: Mapping[Measure, Decimal | None]
    carry_over: Decimal = NONE

    @property
    def has_sides(self) -> bool:
        """Tell whether hours are split by the sides of the Talent Triangle."""
        return any(side in self.figures for side in SIDES)

    @property
    def has_categories(self) -> bool:
        """Tell whether learning and giving back are told apart."""
        return Measure.GIVING_BACK in self.figures


@dataclass(frozen=True, kw_only=True)
class Activity:
    """One logged activity; hours are whole quarters on each side."""

    category: Category
    ended_on: date
    ways_of_working: Decimal = NONE
    power_skills: Decimal = NONE
    business_acumen: Decimal = NONE

    @property
    def hours(self) -> Decimal:
        """All hours, whatever their side."""
        return self.ways_of_working + self.power_skills + self.business_acumen


@dataclass(frozen=True, kw_only=True)
class Line:
    """One measure: what was logged, what of it counts, what is still missing.

    The bound is None where the body sets none or does not publish it.
    """

    measure: Measure
    bound: Decimal | None
    logged: Decimal
    counted: Decimal

    @property
    def missing(self) -> Decimal:
        """What a minimum still lacks; nothing where the figure is a maximum or unknown."""
        if self.bound is None or self.measure in MAXIMUMS:
            return NONE
        return max(NONE, self.bound - self.counted)

    @property
    def uncounted(self) -> Decimal:
        """What was logged beyond a maximum."""
        return self.logged - self.counted


@dataclass(frozen=True, kw_only=True)
class Year:
    """One year of a cycle whose body asks for credit in each."""

    window: Window
    line: Line
    has_begun: bool
    is_present: bool


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where a cycle stands today."""

    unit: Unit
    status: Status
    days_left: int
    goal: Line
    lines: Mapping[Measure, Line]
    years: tuple[Year, ...]
    unknown: tuple[Measure, ...]

    @property
    def gaps(self) -> tuple[Line, ...]:
        """The measures that still lack something, the whole before its parts.

        A year lacks nothing before it has begun.
        """
        lines = (*self.lines.values(), *(year.line for year in self.years if year.has_begun))
        return tuple(line for line in lines if line.missing)

    @property
    def at_least(self) -> Decimal:
        """How much more fills every gap, if it is chosen well."""
        lacking = {
            group: sum((line.missing for line in self.gaps if line.measure in group), NONE)
            for group in ((Measure.TOTAL,), (Measure.EDUCATION,), (Measure.YEARLY,), SIDES)
        }
        return max(lacking.values())

    @property
    def is_complete(self) -> bool:
        """Tell whether every figure is known and reached."""
        lines = (*self.lines.values(), *(year.line for year in self.years))
        return not self.unknown and not any(line.missing for line in lines)


def stand(
    rules: CreditRules, activities: Iterable[Activity], *, cycle: Window, today: date
) -> Standing:
    """Hold the activities of a cycle against the rules that it began with."""
    logged = list(activities)
    lines = _lines(rules, logged)
    years = _years(rules, logged, cycle=cycle, today=today)
    unknown = tuple(measure for measure, figure in rules.figures.items() if figure is None)
    present = next((year.line for year in years if year.is_present), None)
    return Standing(
        unit=rules.unit,
        status=Status.ACTIVE if today <= cycle.ends_on else Status.OVERDUE,
        days_left=(cycle.ends_on - today).days,
        goal=present or lines[Measure.TOTAL],
        lines=lines if Measure.TOTAL in rules.figures or not years else {},
        years=years,
        unknown=unknown,
    )


def carried_over(rules: CreditRules, standing: Standing) -> Decimal:
    """Return what of a surplus moves into the next cycle: as much as the body allows."""
    total = standing.lines.get(Measure.TOTAL)
    if total is None or total.bound is None:
        return NONE
    return min(rules.carry_over, max(NONE, total.counted - total.bound))


def _lines(rules: CreditRules, logged: list[Activity]) -> dict[Measure, Line]:
    education = [activity for activity in logged if activity.category is Category.EDUCATION]
    worked = _hours(logged, Category.PRACTITIONER)
    practitioner = _capped(rules, Measure.PRACTITIONER, logged=worked, usable=worked)
    given_back = _hours(logged, Category.GIVING_BACK)
    giving_back = _capped(
        rules,
        Measure.GIVING_BACK,
        logged=given_back + worked,
        usable=given_back + practitioner.counted,
    )
    learned = _hours(logged, Category.EDUCATION)
    by_side = {
        Measure.WAYS_OF_WORKING: sum((one.ways_of_working for one in education), NONE),
        Measure.POWER_SKILLS: sum((one.power_skills for one in education), NONE),
        Measure.BUSINESS_ACUMEN: sum((one.business_acumen for one in education), NONE),
    }
    found = [
        _plain(rules, Measure.EDUCATION, learned),
        *(_plain(rules, side, hours) for side, hours in by_side.items()),
        giving_back,
        practitioner,
    ]
    total = Line(
        measure=Measure.TOTAL,
        bound=rules.figures.get(Measure.TOTAL),
        logged=learned + giving_back.logged,
        counted=learned + giving_back.counted,
    )
    asked = {line.measure: line for line in found if line.measure in rules.figures}
    return {Measure.TOTAL: total, **asked}


def _years(
    rules: CreditRules, logged: list[Activity], *, cycle: Window, today: date
) -> tuple[Year, ...]:
    if Measure.YEARLY not in rules.figures:
        return ()
    windows = years_of(cycle)
    # After the end of the cycle its last year stays the one to look at.
    looked_at = min(today, cycle.ends_on)
    return tuple(
        Year(
            window=window,
            line=_plain(
                rules,
                Measure.YEARLY,
                sum((one.hours for one in logged if window.covers(one.ended_on)), NONE),
            ),
            has_begun=window.starts_on <= today,
            is_present=window.covers(looked_at),
        )
        for window in windows
    )


def _plain(rules: CreditRules, measure: Measure, hours: Decimal) -> Line:
    return Line(measure=measure, bound=rules.figures.get(measure), logged=hours, counted=hours)


def _capped(rules: CreditRules, measure: Measure, *, logged: Decimal, usable: Decimal) -> Line:
    """Count up to the maximum what an inner maximum has left usable."""
    bound = rules.figures.get(measure)
    counted = usable if bound is None else min(usable, bound)
    return Line(measure=measure, bound=bound, logged=logged, counted=counted)


def _hours(logged: list[Activity], category: Category) -> Decimal:
    return sum((one.hours for one in logged if one.category is category), NONE)
