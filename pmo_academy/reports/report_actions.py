"""The report on the way on: gaps and the learning plan."""

from pmo_academy.core.web import minutes, number
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import ngettext
from pmo_academy.reports.gap_rows import GapRow
from pmo_academy.reports.level_page import LevelPage
from pmo_academy.reports.report_blocks import (
    Block,
    Cell,
    Section,
    Table,
    Text,
    columns,
    figure,
    hidden,
    words,
)

GAPS_SHOWN = 12


def gaps_section(page: LevelPage) -> Section:
    """List what is missing for the wanted level, the most pressing first."""
    title = _("Gaps on the way to %(level)s", level=page.wanted)
    covered = _("%(percent)s %% of the way is covered.", percent=page.covered)
    if not page.gaps:
        nothing = _("No question is below what this level asks.")
        return Section(key="gaps", title=title, blocks=[Text(text=nothing)])
    note = _("Answers from 0 to 4; ordered by what lifts the level most")
    if len(page.gaps) > GAPS_SHOWN:
        note = _(
            "Answers from 0 to 4; the %(shown)s that lift the level most of %(count)s",
            shown=GAPS_SHOWN,
            count=len(page.gaps),
        )
    heads = columns(
        _("Question"),
        _("Now"),
        _("Target"),
        _("Gap"),
        _("Next at work"),
        _("Domain"),
        numbers=(1, 2, 3),
        wide=(0, 4, 5),
    )
    table = Table(
        caption=_("What is missing"),
        columns=heads,
        rows=[_gap(row) for row in page.gaps],
        note=note,
        shown=GAPS_SHOWN,
    )
    return Section(key="gaps", title=title, blocks=[Text(text=covered), table])


def plan_section(page: LevelPage) -> Section:
    """List the courses that close most of what is missing."""
    way = page.way
    if not way.plan:
        nothing = _("Nothing is missing that a course could teach.")
        return Section(key="plan", title=_("Learning plan"), blocks=[Text(text=nothing)])
    share = ngettext(
        "%(num)s course in %(time)s; it takes up %(share)s %% of what is missing.",
        "%(num)s courses in %(time)s; together they take up %(share)s %% of what is missing.",
        len(way.plan),
        time=minutes(way.plan_minutes),
        share=number((1 - way.left_open) * 100, 0),
    )
    heads = columns(
        _("Course"),
        _("Hours"),
        _("Share in %"),
        _("Serves most"),
        _("Still to take it"),
        numbers=(1, 2),
        wide=(0, 3),
    )
    everybody = len(page.board.learners)
    rows = []
    for one in way.plan:
        missing = len(page.board.not_done(one.course.code))
        rows.append(
            [
                words(one.course.title),
                figure(one.course.minutes / 60),
                figure(one.share * 100, places=0),
                words(", ".join(one.serves)),
                words(
                    _("announced")
                    if one.course.is_announced
                    else _("%(missing)s of %(people)s", missing=missing, people=everybody)
                ),
            ]
        )
    table = Table(caption=_("Courses that close most"), columns=heads, rows=rows)
    closing: list[Block] = [
        Text(
            text=_(
                "Courses close gaps of knowledge. The level moves when the work changes, and shows "
                "it in the next round."
            ),
            kind="quiet",
        )
    ]
    return Section(key="plan", title=_("Learning plan"), blocks=[Text(text=share), table, *closing])


def _gap(row: GapRow) -> list[Cell]:
    gap = row.gap
    now = hidden() if row.current is None else figure(row.current)
    lacks = hidden() if row.current is None else figure(gap.gap)
    return [
        words(gap.title),
        now,
        figure(gap.target),
        lacks,
        words(row.action),
        words(gap.domain_name),
    ]
