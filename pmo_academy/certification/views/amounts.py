"""Credit in words: amounts with their unit, measures, gaps, days left."""

from decimal import Decimal

from pmo_academy.certification.rules.cycles import Window
from pmo_academy.certification.rules.documents import Figure
from pmo_academy.certification.rules.forecast import Forecast
from pmo_academy.certification.rules.renewal import (
    MAXIMUMS,
    Activity,
    Category,
    CreditRules,
    Line,
    Measure,
    Standing,
    Status,
    Unit,
)
from pmo_academy.core.web import day, number
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import lazy_gettext as _l
from pmo_academy.core.words import ngettext

_MEASURES = {
    Measure.TOTAL: _l("All together"),
    Measure.YEARLY: _l("Each year"),
    Measure.EDUCATION: _l("Education"),
    Measure.WAYS_OF_WORKING: _l("Ways of Working"),
    Measure.POWER_SKILLS: _l("Power Skills"),
    Measure.BUSINESS_ACUMEN: _l("Business Acumen"),
    Measure.GIVING_BACK: _l("Giving back"),
    Measure.PRACTITIONER: _l("Working as a practitioner"),
}
_CATEGORIES = {
    Category.EDUCATION: _l("Education"),
    Category.GIVING_BACK: _l("Giving back"),
    Category.PRACTITIONER: _l("Working as a practitioner"),
}


def amount(hours: Decimal) -> str:
    """Write a number of quarters without needless decimals: 41, 2.5, 0.25."""
    places = next(places for places in (0, 1, 2) if places == 2 or hours == round(hours, places))
    return number(hours, places)


def credit(hours: Decimal, unit: Unit) -> str:
    """Write an amount with its unit: 2 PDUs, 1 CPD point."""
    count = 1 if hours == 1 else 2
    if unit is Unit.CPD:
        return ngettext("%(hours)s CPD point", "%(hours)s CPD points", count, hours=amount(hours))
    return ngettext("%(hours)s PDU", "%(hours)s PDUs", count, hours=amount(hours))


def unit_name(unit: Unit) -> str:
    """Return what the unit is called when there are many."""
    return _("CPD points") if unit is Unit.CPD else _("PDUs")


def log_label(unit: Unit) -> str:
    """Return what the button says that leads to a new claim."""
    return _("Log CPD points") if unit is Unit.CPD else _("Log PDUs")


def measure_name(measure: Measure) -> str:
    """Return the name of a measure."""
    return str(_MEASURES[measure])


def category_name(category: Category) -> str:
    """Return the name of a category."""
    return str(_CATEGORIES[category])


def bound_words(line: Line) -> str:
    """Say what the body asks: at least 35, at most 25, not published."""
    if line.bound is None:
        return _("not published")
    if line.measure in MAXIMUMS:
        return _("at most %(hours)s", hours=amount(line.bound))
    return _("at least %(hours)s", hours=amount(line.bound))


def line_words(line: Line) -> str:
    """Say what counts of what: 24 of at least 35, or 8 of at most 8, 4 more do not count."""
    if line.bound is None:
        return _("%(hours)s logged", hours=amount(line.logged))
    words = _("%(hours)s of %(bound)s", hours=amount(line.counted), bound=bound_words(line))
    if line.uncounted and line.measure in MAXIMUMS:
        more = _("%(hours)s more do not count", hours=amount(line.uncounted))
        return f"{words} – {more}"
    return words


def gap_words(line: Line) -> str:
    """Say what a minimum still lacks."""
    hours = amount(line.missing)
    if line.measure is Measure.TOTAL:
        return _("You need %(hours)s more in all.", hours=hours)
    return _(
        "You need %(hours)s more in %(measure)s.", hours=hours, measure=measure_name(line.measure)
    )


def year_gap_words(line: Line, window: Window) -> str:
    """Say what a year still lacks."""
    return _(
        "You need %(hours)s more for the year from %(first)s to %(last)s.",
        hours=amount(line.missing),
        first=day(window.starts_on),
        last=day(window.ends_on),
    )


def status_words(standing: Standing, window: Window) -> str:
    """Say until when a cycle runs and how many days that is."""
    if standing.status is Status.OVERDUE:
        days = ngettext("%(num)s day ago", "%(num)s days ago", -standing.days_left)
        return _("The cycle ended on %(day)s, %(days)s", day=day(window.ends_on), days=days)
    days = ngettext("%(num)s day left", "%(num)s days left", standing.days_left)
    return _("Active until %(day)s – %(days)s", day=day(window.ends_on), days=days)


def hints(standing: Standing) -> list[str]:
    """Say everything that is still missing, one sentence each; the present year comes first."""
    found = [gap_words(line) for line in standing.lines.values() if line.missing]
    found += [
        year_gap_words(year.line, year.window)
        for year in reversed(standing.years)
        if year.has_begun and year.line.missing
    ]
    return found


def forecast_words(found: Forecast | None, window: Window) -> str:
    """Say what will be missing on the last day at the present pace, or that nothing will."""
    if found is None:
        return ""
    last = day(window.ends_on)
    if not found.shortfalls:
        return _("At the pace of the last year everything will be there by %(day)s.", day=last)
    parts = [_short_words(one.measure, amount(one.lacking)) for one in found.shortfalls]
    return _(
        "At the pace of the last year you will be short by %(parts)s on %(day)s.",
        parts=", ".join(parts),
        day=last,
    )


def _short_words(measure: Measure, hours: str) -> str:
    if measure is Measure.TOTAL:
        return _("%(hours)s in all", hours=hours)
    return _("%(hours)s in %(measure)s", hours=hours, measure=measure_name(measure))


def split_words(activity: Activity, rules: CreditRules) -> str:
    """Write the hours of an activity, by side where the body tells sides apart."""
    if not rules.has_sides:
        return credit(activity.hours, rules.unit)
    sides = {
        Measure.WAYS_OF_WORKING: activity.ways_of_working,
        Measure.POWER_SKILLS: activity.power_skills,
        Measure.BUSINESS_ACUMEN: activity.business_acumen,
    }
    parts = [f"{measure_name(side)} {amount(hours)}" for side, hours in sides.items() if hours]
    return ", ".join(parts)


def confidence_words(figure: Figure) -> str:
    """Say how sure a figure is."""
    words: dict[str, str] = {
        "A": _("Official page"),
        "B": _("Two or more sources agree"),
        "C": _("One source"),
    }
    return words.get(figure.confidence) or _("Not confirmed")


def figure_words(measure: Measure, figure: Figure) -> str:
    """Say what a figure asks: at least 35, at most 25, not published."""
    line = Line(measure=measure, bound=figure.value, logged=Decimal(0), counted=Decimal(0))
    return bound_words(line)


def years_words(years: int | None) -> str:
    """Write a number of years, or that it is not published."""
    if years is None:
        return _("not published")
    return ngettext("%(num)s year", "%(num)s years", years)
