"""One line through the rounds, with the value printed at each point."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from pmo_academy.ui.charts.radar import mark
from pmo_academy.ui.charts.svg import (
    LINE,
    TEXT,
    WIDTH,
    drawing,
    element,
    one_decimal,
    text_width,
    words,
    wrapped,
)

_HEIGHT = 120.0
_ABOVE = 26.0


@dataclass(frozen=True, kw_only=True)
class TrendPoint:
    """A round: its label, its value (None if hidden), and what changed before it, if anything."""

    label: str
    value: float | None
    break_before: str = ""


def trend(
    points: Sequence[TrendPoint],
    *,
    title: str,
    top: float,
    target: float | None = None,
    target_label: str = "",
    shown: Callable[[float], str] = one_decimal,
) -> Markup:
    """Draw the points from left to right; a change of model interrupts the line, and says so."""
    step = WIDTH / max(len(points), 1)
    places = [(step * (number + 0.5), point) for number, point in enumerate(points)]
    labels = [wrapped(point.label, width=step - 4) for point in points]
    parts = _grid(top, target, target_label)
    parts += [part for place in places for part in _break(place[0] - step / 2, place[1], step)]
    parts += [
        element("line", x1=x, y1=_y(a.value, top), x2=next_x, y2=_y(b.value, top), class_=_LINE)
        for (x, a), (next_x, b) in pairwise(places)
        if a.value is not None and b.value is not None and not b.break_before
    ]
    for (x, point), lines in zip(places, labels, strict=True):
        parts += _point(x, point, top, shown)
        parts += [
            words(line, x=x, y=_ABOVE + _HEIGHT + LINE * (number + 1), anchor="middle")
            for number, line in enumerate(lines)
        ]
    height = _ABOVE + _HEIGHT + LINE * max((len(lines) for lines in labels), default=0) + 8
    return drawing(parts, title=title, height=height, kind="trend")


_LINE = "chart__series chart__series--1"


def _y(value: float | None, top: float) -> float:
    return _ABOVE + _HEIGHT * (1 - min(max(value or 0, 0), top) / top)


def _grid(top: float, target: float | None, target_label: str) -> list[Markup]:
    steps = [top * part / 3 for part in range(4)]
    parts = [
        element("line", x1=0, y1=_y(step, top), x2=WIDTH, y2=_y(step, top), class_="chart__grid")
        for step in steps
    ]
    if target is not None:
        y = _y(target, top)
        parts.append(element("line", x1=0, y1=y, x2=WIDTH, y2=y, class_="chart__target"))
        parts.append(words(target_label, x=0, y=y - 5, kind="quiet"))
    return parts


def _break(x: float, point: TrendPoint, step: float) -> list[Markup]:
    if not point.break_before:
        return []
    lines = wrapped(point.break_before, width=step * 2)
    anchor = "start" if x + text_width(lines[0]) + 4 < WIDTH else "end"
    return [
        element("line", x1=x, y1=4, x2=x, y2=_ABOVE + _HEIGHT, class_="chart__break"),
        words(
            lines[0],
            x=x + (4 if anchor == "start" else -4),
            y=TEXT * 0.9,
            anchor=anchor,
            kind="quiet",
        ),
    ]


def _point(x: float, point: TrendPoint, top: float, shown: Callable[[float], str]) -> list[Markup]:
    if point.value is None:
        return [words("–", x=x, y=_ABOVE + _HEIGHT - 6, anchor="middle", kind="quiet")]
    y = _y(point.value, top)
    return [
        mark(x, y, 1, size=4.5),
        words(shown(point.value), x=x, y=y - 10, anchor="middle", kind="number"),
    ]
