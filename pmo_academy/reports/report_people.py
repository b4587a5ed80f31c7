"""The report on people and answers: groups, comments, each question, and how it was measured."""

from collections.abc import Iterator, Mapping, Sequence

from pmo_academy.core.web import number
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.models import Mode
from pmo_academy.maturity.queries import Figures
from pmo_academy.maturity.rules.model import Domain, Form
from pmo_academy.reports.level_page import LevelPage
from pmo_academy.reports.queries import ReportSource
from pmo_academy.reports.report_blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Section,
    Table,
    Text,
    figure,
    hidden,
    words,
)


def groups_section(page: LevelPage) -> Section:
    """Show what the perspectives think; small ones are hidden."""
    model = page.figures.model
    heads = [
        Column(label=_("Who"), is_wide=True),
        Column(label=_("Answers"), is_number=True),
        *[Column(label=tier.name, is_number=True) for tier in model.tiers],
    ]
    rows = [
        [
            words(group.name),
            hidden() if group.count is None else figure(group.count, places=0),
            *[
                hidden() if group.scores is None else figure(group.scores[tier])
                for tier in model.tier_codes
            ],
        ]
        for group in page.figures.groups
    ]
    table = Table(
        caption=_("Scores by perspective"),
        columns=heads,
        rows=rows,
        note=_("From 0 to 100, as stated"),
    )
    blocks: list[Block] = [table]
    if any(group.is_hidden for group in page.figures.groups):
        blocks.append(
            Text(
                text=_(
                    "Hidden to protect people: fewer than %(count)s answers. A group next to a "
                    "small one is hidden too where it would give the small one away. To see more, "
                    "invite at least %(count)s people from each perspective next time.",
                    count=page.latest.round.threshold,
                ),
                kind="quiet",
            )
        )
    return Section(key="groups", title=_("By perspective"), blocks=blocks)


def comments_section(page: LevelPage, comments: Mapping[str, Sequence[str]]) -> Section | None:
    """Show what people wrote, by domain; None where nobody wrote anything that may be shown."""
    blocks: list[Block] = [
        Text(
            text=_("As they were written, without names, groups or days, in no particular order."),
            kind="quiet",
        )
    ]
    for domain in page.figures.model.domains:
        said = [
            _("%(question)s: “%(comment)s”", question=item.title, comment=comment)
            for item in domain.items
            for comment in comments.get(item.code, ())
        ]
        if said:
            blocks += [Text(text=domain.name, kind="mark"), Bullets(items=said)]
    if len(blocks) == 1:
        return None
    return Section(key="comments", title=_("What people wrote"), blocks=blocks)


def questions_section(page: LevelPage) -> Section:
    """Show the answers to each question, where they may be shown."""
    lead = _(
        "How many chose each statement, from 0 to 4. A question that fewer than "
        "%(count)s people answered is hidden to protect them.",
        count=page.latest.round.threshold,
    )
    if page.latest.round.mode is Mode.NAMED:
        lead = _("How many chose each statement, from 0 to 4.")
    tables = [_domain_table(page.figures, domain) for domain in page.figures.model.domains]
    return Section(
        key="questions",
        title=_("Appendix: answers to each question"),
        blocks=[Text(text=lead), *[table for table in tables if table.rows]],
    )


def about_section(source: ReportSource, page: LevelPage) -> Section:
    """Say how it was measured, what was left out and why, and how to read it."""
    point = page.latest.round
    blocks: list[Block] = [
        Text(text=_("Scope"), kind="mark"),
        *_scope(page),
        Text(text=_("Privacy"), kind="mark"),
        Text(text=privacy_words(source)),
        Text(text=_("How to read it"), kind="mark"),
        Bullets(items=list(_reading(page))),
    ]
    title = _("About this report")
    if point.form is Form.QUICK:
        quick = _("The quick questionnaire asks fewer questions; its result is indicative.")
        blocks.insert(0, Text(text=quick))
    return Section(key="about", title=title, blocks=blocks)


def privacy_words(source: ReportSource) -> str:
    """Say whether names stand beside answers, and from how many people on figures are shown."""
    point = source.board.trend[-1]
    if point.mode is Mode.NAMED:
        return str(_("Everybody was told before answering that names are kept."))
    return str(
        _(
            "Answers are kept without names, and nothing is shown of fewer than %(count)s people.",
            count=point.threshold,
        )
    )


def scope_words(page: LevelPage) -> str:
    """Say how many of the questions of the model were asked."""
    asked = len(page.figures.model.items) - len(page.figures.document["out_of_scope"])
    count = len(page.figures.model.items)
    return str(_("%(asked)s of %(count)s questions", asked=asked, count=count))


def _scope(page: LevelPage) -> Iterator[Block]:
    left_out = page.latest.round.out_of_scope
    items = page.figures.model.item_by_code
    if not left_out:
        yield Text(text=_("%(scope)s; the owner left none out.", scope=scope_words(page)))
        return
    lead = _(
        "%(scope)s. The owner left these out before the round opened:", scope=scope_words(page)
    )
    yield Text(text=lead)
    yield Bullets(
        items=[
            _("%(title)s: %(reason)s", title=items[code].title, reason=reason)
            for code, reason in left_out.items()
            if code in items
        ]
    )


def _reading(page: LevelPage) -> Iterator[str]:
    limits = page.figures.model.limits
    basic, settled, advanced = (number(step, 0) for step in limits.steps)
    names = ", ".join(tier.name for tier in page.figures.model.tiers)
    yield _("There are three tiers: %(names)s. Each has a basic, intermediate and advanced step, "
            "nine rungs in all.", names=names)  # fmt: skip
    yield _("Scores run from 0 to 100: from %(basic)s a tier is basic, from %(settled)s "
            "intermediate, from %(advanced)s advanced.", basic=basic, settled=settled,
            advanced=advanced)  # fmt: skip
    yield _("A tier counts only when the one below it is settled. Averages inform, gates decide: "
            "one strong domain cannot pay for a missing base.")  # fmt: skip
    yield _("Stated is what people answered. Verified counts an answer above %(cap)s only with "
            "accepted evidence.", cap=number(limits.evidence_cap))  # fmt: skip
    yield _("“I don't know” is never scored as zero, and never raises a result.")
    yield _("The report describes how the work is done. It says nothing about single people.")


def _domain_table(figures: Figures, domain: Domain) -> Table:
    heads = [
        Column(label=_("Question"), is_wide=True),
        Column(label=_("Tier")),
        *[Column(label=str(point), is_number=True) for point in range(5)],
        Column(label=_("Don't know"), is_number=True),
        Column(label=_("Mean"), is_number=True),
    ]
    rows = [
        _question(figures, item.code)
        for item in domain.items
        if item.code not in figures.document["out_of_scope"]
    ]
    return Table(caption=domain.name, columns=heads, rows=rows)


def _question(figures: Figures, code: str) -> list[Cell]:
    item = figures.model.item_by_code[code]
    tier = next(one.name for one in figures.model.tiers if one.code == item.tier)
    counts = figures.choices(code)
    if counts is None:
        return [words(item.title), words(tier), *[hidden() for _count in range(7)]]
    return [
        words(item.title),
        words(tier),
        *[figure(count, places=0) for count in counts],
        figure(figures.document["m"][code]),
    ]
