"""What pages show of a certificate: the ring, its table, bars, hints and sources."""

from dataclasses import dataclass, field

from markupsafe import Markup

from pmo_academy.certification.queries.credentials import HeldCredential
from pmo_academy.certification.queries.standings import Held
from pmo_academy.certification.rules.cycles import Window
from pmo_academy.certification.rules.renewal import Line, Measure, Standing, Status
from pmo_academy.certification.views import amounts
from pmo_academy.core.web import day
from pmo_academy.core.words import gettext as _
from pmo_academy.ui import charts


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One measure as a bar; without a published figure there is no bar, only words."""

    label: str
    value: float
    total: float | None
    words: str


@dataclass(frozen=True, kw_only=True)
class Tracker:
    """A certificate with its present cycle, in words and pictures."""

    held: HeldCredential
    status: str
    is_overdue: bool = False
    is_complete: bool = False
    ring: Markup | None = None
    takeaway: str = ""
    table: list[list[str]] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    forecast: str = ""


def tracker(held: Held) -> Tracker:
    """Put a certificate and its standing into words and pictures."""
    credential, standing = held.credential, held.standing
    if standing is None or credential.window is None:
        body = credential.certificate.body
        status = _("The length of the cycle is not published; check with %(body)s.", body=body)
        return Tracker(held=credential, status=status)
    return Tracker(
        held=credential,
        status=amounts.status_words(standing, credential.window),
        is_overdue=standing.status is Status.OVERDUE,
        is_complete=standing.is_complete,
        ring=_ring(standing, credential.certificate.title),
        takeaway=_takeaway(standing),
        table=_table(standing),
        bars=_bars(standing),
        hints=amounts.hints(standing),
        unknown=[amounts.measure_name(measure) for measure in standing.unknown],
        forecast=amounts.forecast_words(held.forecast, credential.window),
    )


def _ring(standing: Standing, title: str) -> Markup | None:
    goal = standing.goal
    if goal.bound is None:
        return None
    name = f"{title}: {_takeaway(standing)}"
    return charts.ring(float(goal.counted), float(goal.bound), title=name)


def _takeaway(standing: Standing) -> str:
    goal, unit = standing.goal, standing.unit
    if goal.bound is None:
        return _("%(credit)s logged in this cycle.", credit=amounts.credit(goal.counted, unit))
    words = {"hours": amounts.amount(goal.counted), "asked": amounts.credit(goal.bound, unit)}
    if goal.measure is Measure.YEARLY:
        return _("%(hours)s of %(asked)s count in this year of the cycle.", **words)
    return _("%(hours)s of %(asked)s count in this cycle.", **words)


def _table(standing: Standing) -> list[list[str]]:
    rows = [_row(amounts.measure_name(line.measure), line) for line in standing.lines.values()]
    return rows + [_row(_year_name(year.window), year.line) for year in standing.years]


def _row(name: str, line: Line) -> list[str]:
    missing = amounts.amount(line.missing) if line.missing else "–"
    counts = amounts.amount(line.counted)
    return [name, amounts.amount(line.logged), counts, amounts.bound_words(line), missing]


def _bars(standing: Standing) -> list[Bar]:
    lines = [line for line in standing.lines.values() if line.measure is not Measure.TOTAL]
    bars = [_bar(amounts.measure_name(line.measure), line) for line in lines]
    return bars + [_bar(_year_name(year.window), year.line) for year in standing.years]


def _bar(label: str, line: Line) -> Bar:
    return Bar(
        label=label,
        value=float(line.counted),
        total=None if line.bound is None else float(line.bound),
        words=amounts.line_words(line),
    )


def _year_name(window: Window) -> str:
    return _("%(first)s to %(last)s", first=day(window.starts_on), last=day(window.ends_on))
