"""The report on the profile: domains by tier, what changed, and what people see differently."""

from collections.abc import Sequence

from pmo_academy.core.web import day
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.queries import Figures, TierChange
from pmo_academy.maturity.rules.change import Verdict
from pmo_academy.reports import pictures, sentences
from pmo_academy.reports.level_page import LevelPage
from pmo_academy.reports.queries import Outcome
from pmo_academy.reports.report_blocks import (
    Block,
    Cell,
    Column,
    Picture,
    Section,
    Table,
    Text,
    columns,
    figure,
    hidden,
    words,
)


def profile_section(page: LevelPage) -> Section:
    """Show each domain by tier with its rung, its target and the round before."""
    note = _("Circle: now. Bar: target. Figures: now / target.")
    if page.latest.last_figures:
        note = _("Circle: now. Bar: target. Diamond: last round. Figures: now / target.")
    picture = Picture(svg=page.dots, takeaway=page.profile_takeaway, note=note)
    return Section(key="profile", title=_("Profile by domain"), blocks=[picture, _heat_map(page)])


def change_section(page: LevelPage) -> Section:
    """Say what changed since the round that can be compared, and show the rounds."""
    blocks: list[Block] = [Text(text=page.trend_takeaway)]
    if page.latest.before and page.latest.changes:
        blocks.append(_changes(page))
    if len(page.board.trend) > 1:
        blocks.append(Picture(svg=page.trend, takeaway=_("The level after each round.")))
    blocks.append(_rounds(page))
    return Section(key="change", title=_("Change"), blocks=blocks)


def agreement_section(page: LevelPage, record: Sequence[Outcome]) -> Section:
    """List what people see differently, what decides the level, and what a workshop agreed."""
    figures = page.figures
    shown = [code for code in figures.document["agreement"]["low"] if _is_shown(figures, code)]
    swing = [code for code in figures.swing if _is_shown(figures, code)]
    blocks: list[Block] = []
    if shown or swing:
        blocks.append(Text(text=_("These are worth an hour together before the next round.")))
        blocks.append(_topics(figures, low=shown, swing=swing))
    else:
        blocks.append(Text(text=_("People see the same work in much the same way.")))
    agreed = [one for one in record if _is_shown(figures, one.item)]
    if agreed:
        blocks.append(_record(figures, agreed))
    return Section(key="agreement", title=_("What people see differently"), blocks=blocks)


def _heat_map(page: LevelPage) -> Table:
    tiers = page.figures.model.tiers
    last = page.latest.last_figures is not None
    heads = [
        Column(label=_("Domain"), is_wide=True),
        *[Column(label=tier.name, is_number=True) for tier in tiers],
        Column(label=_("Level")),
        Column(label=_("Rung"), is_number=True),
        Column(label=_("Target"), is_number=True),
        *([Column(label=_("Last round"), is_number=True)] if last else []),
    ]
    rows = []
    for row in page.domains:
        rung = row.line.rung
        pairs = [f"{row.line.code}/{tier.code}" for tier in tiers]
        level = (
            "–"
            if rung is None
            else sentences.level_words(page.figures.model, rung, form=page.latest.round.form)
        )
        before = [figure(row.line.last_rung, places=0)] if last else []
        rows.append(
            [
                words(row.line.name),
                *[_score(page.figures, pair) for pair in pairs],
                words(level),
                figure(rung, places=0),
                figure(row.line.target_rung, places=0),
                *before,
            ]
        )
    note = _("Scores by tier from 0 to 100, as stated; rungs from 0 to 9. The darker, the higher.")
    caption = _("Domains, the one furthest from its target first")
    return Table(caption=caption, columns=heads, rows=rows, note=note)


def _score(figures: Figures, pair: str) -> Cell:
    score = figures.document["S"][pair]
    if score is None and figures.is_withheld(*pair.split("/")):
        return hidden()
    step = 0 if score is None else pictures.heat_step(score)
    return figure(score, places=0, step=step)


def _changes(page: LevelPage) -> Table:
    before, after = page.latest.last_figures, page.figures
    date = day(page.latest.before.closed_on) if page.latest.before else ""
    heads = columns(
        _("Tier"),
        _("Before"),
        _("Now"),
        _("Points"),
        _("Verdict"),
        numbers=(1, 2, 3),
        wide=(0, 4),
    )
    return Table(
        caption=_("Change since %(date)s", date=date),
        columns=heads,
        rows=[_change(one, before, after) for one in page.latest.changes],
        note=_("A change counts when it is at least 5 points and more than chance"),
    )


def _change(one: TierChange, before: Figures | None, after: Figures) -> list[Cell]:
    verdicts = {
        Verdict.IMPROVED: _("Improved"),
        Verdict.DECLINED: _("Declined"),
        Verdict.NO_RELIABLE_CHANGE: _("No reliable change"),
    }
    return [
        words(one.tier_name),
        figure(before.document["tier"][one.tier] if before else None),
        figure(after.document["tier"][one.tier]),
        figure(one.change.difference),
        words(verdicts[one.change.verdict]),
    ]


def _rounds(page: LevelPage) -> Table:
    rows = []
    for point in reversed(page.board.trend):
        level = hidden()
        if point.figures and point.rung is not None:
            level = words(sentences.level_words(point.figures.model, point.rung, form=point.form))
        rows.append(
            [
                words(point.title),
                words(day(point.closed_on)),
                level,
                figure(point.rung, places=0),
                words(
                    _(
                        "%(took_part)s of %(invited)s",
                        took_part=point.took_part,
                        invited=point.invited,
                    )
                ),
                words(point.model),
            ]
        )
    heads = columns(
        _("Round"),
        _("Closed"),
        _("Level"),
        _("Rung"),
        _("Answered"),
        _("Model"),
        numbers=(3, 4),
        wide=(0,),
    )
    return Table(caption=_("Rounds, the latest first"), columns=heads, rows=rows)


def _topics(figures: Figures, *, low: Sequence[str], swing: Sequence[str]) -> Table:
    agreed = figures.document["agreement"]["items"]
    rows = []
    for code in dict.fromkeys([*swing, *low]):
        item = figures.model.item_by_code[code]
        reasons = [
            *([_("decides the level")] if code in swing else []),
            *([_("people disagree")] if code in low else []),
        ]
        rows.append(
            [
                words(item.title),
                words(_domain_name(figures, item.domain)),
                figure(figures.document["m"][code]),
                figure(agreed[code]["rwg"] if agreed[code] else None, places=2),
                words(", ".join(reasons)),
            ]
        )
    heads = columns(
        _("Question"),
        _("Domain"),
        _("Mean"),
        _("Agreement"),
        _("Why"),
        numbers=(2, 3),
        wide=(0, 1, 4),
    )
    note = _("Means from 0 to 4; agreement from 0 to 1, low below 0.7")
    return Table(caption=_("To talk about in a workshop"), columns=heads, rows=rows, note=note)


def _record(figures: Figures, record: Sequence[Outcome]) -> Table:
    heads = columns(
        _("Question"), _("Value"), _("Outcome"), _("Because"), numbers=(1,), wide=(0, 3)
    )
    rows = [
        [
            words(figures.model.item_by_code[one.item].title),
            figure(one.value),
            words(_("Agreed") if one.is_agreed else _("Not agreed: the mean of the last ballot")),
            words(one.because or "–"),
        ]
        for one in record
    ]
    note = _("Values from 0 to 4, which count in place of the means")
    return Table(caption=_("What the workshop agreed"), columns=heads, rows=rows, note=note)


def _domain_name(figures: Figures, code: str) -> str:
    return next(one.name for one in figures.model.domains if one.code == code)


def _is_shown(figures: Figures, code: str) -> bool:
    return figures.choices(code) is not None
