"""The report on the level: what it is, what holds it, what is verified, how sure it is."""

from collections.abc import Sequence

from pmo_academy.core.web import day, number
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.queries import Figures
from pmo_academy.maturity.rules.confidence import Part
from pmo_academy.reports import sentences
from pmo_academy.reports.level_page import LevelPage
from pmo_academy.reports.report_blocks import (
    Block,
    Bullets,
    Cell,
    Fact,
    Facts,
    Section,
    Table,
    Text,
    columns,
    figure,
    words,
)
from pmo_academy.reports.trends import support_words


def level_section(page: LevelPage) -> Section:
    """Say the level, the target and what holds it."""
    brakes = [sentences.brake_words(one, page.figures) for one in page.figures.brakes]
    blocks: list[Block] = [level_facts(page), _climb(page)]
    if brakes:
        blocks += [Text(text=_("What holds the level"), kind="mark"), Bullets(items=brakes)]
    if page.figures.overreach_names:
        names = ", ".join(page.figures.overreach_names)
        reach = _("Some of the work reaches above its base. First settle: %(names)s.", names=names)
        blocks.append(Text(text=reach))
    return Section(key="level", title=_("The level and what holds it"), blocks=blocks)


def level_facts(page: LevelPage) -> Facts:
    """Put stated, verified, target and confidence side by side."""
    target, form = page.board.target, page.latest.round.form
    model, sure = page.figures.model, page.figures.confidence
    rows = [
        Fact(
            label=_("Stated"),
            value=sentences.level_words(model, page.figures.stated.rung, form=form),
            note=_("What people answered"),
        ),
        Fact(
            label=_("Verified"),
            value=sentences.level_words(model, page.figures.verified.rung, form=form),
            note=_("As far as accepted evidence carries"),
        ),
    ]
    if target:
        by_date = _("By %(date)s", date=day(target.by_date))
        rows.append(Fact(label=_("Target"), value=page.wanted, note=by_date))
    word = _("%(word)s, %(index)s of 100", word=sure.word.capitalize(), index=number(sure.index, 0))
    rows.append(
        Fact(label=_("Confidence"), value=word, note=sure.advice.text if sure.advice else "")
    )
    return Facts(rows=rows)


def verified_section(page: LevelPage) -> Section:
    """Put stated and verified side by side, and say what closes the distance."""
    stated, verified = page.figures.stated, page.figures.verified
    rows = [
        [
            words(one.name),
            figure(one.score),
            figure(backed.score),
            figure(_difference(one.score, backed.score)),
        ]
        for one, backed in zip(stated.tiers, verified.tiers, strict=True)
    ]
    table = Table(
        caption=_("Scores by tier, stated and verified"),
        columns=columns(
            _("Tier"), _("Stated"), _("Verified"), _("Distance"), numbers=(1, 2, 3), wide=(0,)
        ),
        rows=rows,
        note=_("From 0 to 100"),
    )
    return Section(
        key="verified",
        title=_("Stated and verified"),
        blocks=[Text(text=_evidence_words(page)), table, *_missing_evidence(page)],
    )


def confidence_section(page: LevelPage) -> Section:
    """Say in words how much the result can be trusted, and what would raise that."""
    sure = page.figures.confidence
    index = number(sure.index, 0)
    sentence = _("Confidence is %(word)s: %(index)s of 100.", word=sure.word, index=index)
    parts = [sentence, support_words(page.figures), sure.advice.text if sure.advice else ""]
    names = _part_names()
    table = Table(
        caption=_("What confidence is made of"),
        columns=columns(_("Part"), _("0 to 100"), numbers=(1,), wide=(0,)),
        rows=[
            [words(names[part]), figure(value * 100, places=0)]
            for part, value in sure.parts.items()
        ],
    )
    return Section(
        key="confidence",
        title=_("How sure this is"),
        blocks=[Text(text=" ".join(filter(None, parts))), table, *_intervals(page.figures)],
    )


def _climb(page: LevelPage) -> Table:
    scores = [tier.score for tier in page.figures.stated.tiers]
    return Table(
        caption=_("The climb, tier by tier"),
        columns=columns(
            _("Tier"),
            _("Score"),
            _("Would allow"),
            _("Counts as"),
            _("Because"),
            numbers=(1,),
            wide=(4,),
        ),
        rows=[
            [
                words(tier.name),
                Cell(text=tier.text, value=score),
                words(tier.allows),
                words(tier.counts),
                words(tier.why),
            ]
            for tier, score in zip(page.tiers, scores, strict=True)
        ],
    )


def _evidence_words(page: LevelPage) -> str:
    if page.figures.verified.rung == page.figures.stated.rung:
        return str(_("Evidence carries everything that the level rests on."))
    cap = number(page.figures.model.limits.evidence_cap)
    return str(
        _(
            "Without accepted evidence an answer counts at most %(cap)s of 4, so the verified "
            "level is lower. That says nothing against the answers; it says what can be shown.",
            cap=cap,
        )
    )


def _missing_evidence(page: LevelPage) -> Sequence[Block]:
    if not page.missing_evidence or page.figures.verified.rung == page.figures.stated.rung:
        return []
    lead = _("What closes the distance: accepted evidence for these would lift it most.")
    items = [
        _("%(title)s, answered %(value)s", title=one.title, value=number(one.value))
        for one in page.missing_evidence
    ]
    return [Text(text=lead), Bullets(items=items)]


def _intervals(figures: Figures) -> Sequence[Block]:
    drawn = figures.document["bootstrap"]
    if not drawn:
        return []
    rows = []
    for tier in figures.stated.tiers:
        low, high = drawn["ci"][tier.code] or (None, None)
        rows.append([words(tier.name), figure(tier.score), figure(low), figure(high)])
    heads = columns(_("Tier"), _("Score"), _("Lowest"), _("Highest"), numbers=(1, 2, 3), wide=(0,))
    note = _("In 95 of 100 draws from the same answers the score lies between the two")
    return [Table(caption=_("How far the scores may move"), columns=heads, rows=rows, note=note)]


def _part_names() -> dict[Part, str]:
    return {
        Part.RESPONSE: _("How many of those asked answered"),
        Part.NUMBER: _("How many answered at all"),
        Part.AGREEMENT: _("How far people agree"),
        Part.KNOWLEDGE: _("How seldom people don't know"),
        Part.EVIDENCE: _("How much is backed by evidence"),
        Part.PERSPECTIVES: _("How many perspectives were heard"),
    }


def _difference(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other
