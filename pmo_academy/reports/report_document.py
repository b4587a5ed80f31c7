"""The figures of a report under names that stay; docs/report-json.md says what each means."""

from typing import Any

from pmo_academy.maturity.queries import Figures, GapLine, Level
from pmo_academy.maturity.rules.model import Form
from pmo_academy.reports.level_page import LevelPage
from pmo_academy.reports.report import Report

FORMAT = "pmo-academy/maturity-report"
FORMAT_VERSION = 1

Document = dict[str, Any]


def report_document(report: Report) -> Document:
    """Write down the report; what is hidden says so and carries no number."""
    page, figures = report.page, report.page.figures
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "sample": report.is_sample,
        "team": {"id": str(report.source.board.team.id), "name": report.team_name},
        "round": _round(report),
        "model": {"code": figures.model.code, "version": figures.model.version},
        "scope": [
            {"item": code, "reason": reason} for code, reason in report.point.out_of_scope.items()
        ],
        "stated": _level(figures.stated, form=report.point.form),
        "verified": _level(figures.verified, form=report.point.form),
        "brakes": [_brake(page, at) for at in range(len(figures.brakes))],
        "confidence": _confidence(figures),
        "domains": _domains(page),
        "change": _change(page),
        "agreement": {
            "low": [code for code in figures.document["agreement"]["low"] if _shown(page, code)],
            "decides": [code for code in figures.swing if _shown(page, code)],
        },
        "workshop": [
            {"item": one.item, "agreed": one.is_agreed, "value": one.value, "because": one.because}
            for one in report.source.record
            if _shown(page, one.item)
        ],
        "target": _target(page),
        "gaps": [_gap(one.gap) for one in page.gaps],
        "plan": [
            {
                "course": one.course.code,
                "hours": one.course.minutes / 60,
                "share": one.share,
                "announced": one.course.is_announced,
            }
            for one in page.way.plan
        ],
        "groups": [
            {"group": one.code, "hidden": True}
            if one.is_hidden
            else {"group": one.code, "hidden": False, "count": one.count, "scores": one.scores}
            for one in figures.groups
        ],
        "questions": [_question(figures, item.code) for item in figures.model.items],
        "comments": [
            {"item": item, "text": text}
            for item, texts in report.source.comments.items()
            for text in texts
        ],
    }


def _round(report: Report) -> Document:
    point, dates = report.point, report.source.dates
    return {
        "id": str(point.round_id),
        "title": point.title,
        "form": point.form.value,
        "mode": point.mode.value,
        "threshold": point.threshold,
        "opened_on": dates.opens_on.isoformat(),
        "answered_until": dates.closes_on.isoformat(),
        "closed_on": point.closed_on.isoformat(),
        "invited": point.invited,
        "took_part": point.took_part,
        "counted": report.page.figures.counted,
        "careless_left_out": dates.leaves_out_careless,
    }


def _level(level: Level, *, form: Form) -> Document:
    """Write down a level; the quick form knows the tier, not the rung."""
    return {
        "rung": None if form is Form.QUICK else level.rung,
        "tier": level.tier_name,
        "scores": {tier.code: tier.score for tier in level.tiers},
    }


def _brake(page: LevelPage, at: int) -> Document:
    one = page.figures.brakes[at]
    is_hidden = one.item is not None and not _shown(page, one.item)
    return {
        "kind": one.kind.value,
        "domain": one.domain,
        "item": one.item,
        "value": None if is_hidden else one.value,
        "needed": one.needed,
    }


def _confidence(figures: Figures) -> Document:
    sure, drawn = figures.confidence, figures.document["bootstrap"]
    return {
        "index": sure.index,
        "label": sure.label.value.lower(),
        "support": sure.support.value if sure.support else None,
        "intervals": drawn["ci"] if drawn else None,
    }


def _domains(page: LevelPage) -> list[Document]:
    last = page.latest.last_figures
    return [
        {
            "code": line.code,
            "name": line.name,
            "rung": line.rung,
            "target_rung": line.target_rung,
            "previous_rung": line.last_rung,
            "scores": dict(line.scores),
        }
        for line in page.figures.domains(target=page.way.target, last=last)
    ]


def _change(page: LevelPage) -> Document | None:
    before = page.latest.before
    if before is None or not page.latest.changes:
        return None
    return {
        "since": before.closed_on.isoformat(),
        "round": str(before.round_id),
        "tiers": [
            {
                "tier": one.tier,
                "difference": one.change.difference,
                "verdict": one.change.verdict.value,
            }
            for one in page.latest.changes
        ],
    }


def _target(page: LevelPage) -> Document | None:
    target = page.board.target
    return {"rung": target.rung, "by": target.by_date.isoformat()} if target else None


def _gap(gap: GapLine) -> Document:
    return {
        "item": gap.item,
        "hidden": gap.is_hidden,
        "current": None if gap.is_hidden else gap.current,
        "target": gap.target,
        "gap": None if gap.is_hidden else gap.gap,
        "next": gap.action,
    }


def _question(figures: Figures, code: str) -> Document:
    if code in figures.document["out_of_scope"]:
        return {"item": code, "asked": False}
    counts = figures.choices(code)
    if counts is None:
        return {"item": code, "asked": True, "hidden": True}
    *points, unknown = counts
    return {
        "item": code,
        "asked": True,
        "hidden": False,
        "counts": points,
        "unknown": unknown,
        "mean": figures.document["m"][code],
    }


def _shown(page: LevelPage, code: str) -> bool:
    return page.figures.choices(code) is not None
