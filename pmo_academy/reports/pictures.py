"""The charts of a team: profile, trend and answers; each has its table beside it."""

from collections.abc import Sequence

from flask_babel import format_date
from markupsafe import Markup

from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.queries import DomainLine, RoundPoint
from pmo_academy.reports.trends import breaks
from pmo_academy.ui import charts
from pmo_academy.ui.charts import Answer, DotRow, Series, TrendPoint

TOP = 9


def profile(lines: Sequence[DomainLine], *, with_last: bool) -> Markup:
    """Draw the rungs of the domains: now, target and last round."""
    series = [
        Series(name=_("Now"), values=tuple(_float(one.rung) for one in lines)),
        Series(name=_("Target"), values=tuple(_float(one.target_rung) for one in lines)),
    ]
    if with_last:
        last = tuple(_float(one.last_rung) for one in lines)
        series.append(Series(name=_("Last round"), values=last))
    return charts.radar(
        [one.code for one in lines],
        series,
        title=_("Rung of each domain, from 0 to 9"),
        top=TOP,
        shown=_whole,
    )


def distances(lines: Sequence[DomainLine]) -> Markup:
    """Draw one row for each domain, the one furthest from its target on top."""
    rows = [
        DotRow(
            label=one.name,
            now=_float(one.rung),
            target=_float(one.target_rung),
            before=_float(one.last_rung),
        )
        for one in by_distance(lines)
    ]
    return charts.dots(
        rows,
        title=_("Rung and target of each domain, from 0 to 9"),
        top=TOP,
        shown=_whole,
    )


def by_distance(lines: Sequence[DomainLine]) -> Sequence[DomainLine]:
    """Put the domain that is furthest from its target first."""
    return sorted(lines, key=lambda one: -distance(one))


def distance(line: DomainLine) -> int:
    """Count the rungs between a domain and its target; surplus does not count."""
    return max(0, (line.target_rung or 0) - (line.rung or 0))


def trend(points: Sequence[RoundPoint], *, target: int | None) -> Markup:
    """Draw the rung of each round; another model, form or scope breaks the line."""
    return charts.trend(
        [
            TrendPoint(
                label=str(format_date(point.closed_on, "MMM yyyy")),
                value=_float(point.rung),
                break_before=broken,
            )
            for point, broken in zip(points, breaks(points), strict=True)
        ],
        title=_("Rung after each round, from 0 to 9"),
        top=TOP,
        target=target,
        target_label=_("Target") if target else "",
        shown=_whole,
    )


def answers(counts: Sequence[int]) -> Markup:
    """Draw how many chose each answer; the last count is of those who don't know."""
    *points, unknown = counts
    shown = [Answer(label=str(point), count=count) for point, count in enumerate(points)]
    shown.append(Answer(label=_("Don't know"), count=unknown, is_unknown=True))
    return charts.strip(shown, title=_("How many chose each answer"))


def heat_step(score: float) -> int:
    """Return the step of a score from 0 to 100."""
    return charts.heat_step(score, top=100)


def rung_step(rung: int) -> int:
    """Return the step of a rung."""
    return charts.heat_step(rung, top=TOP)


def level_tally(rows: Sequence[tuple[str, int]]) -> Markup:
    """Draw how many teams stand at each level."""
    return charts.tally(rows, title=_("How many teams stand at each level"))


def _float(value: int | None) -> float | None:
    return None if value is None else float(value)


def _whole(value: float) -> str:
    return f"{value:.0f}"
