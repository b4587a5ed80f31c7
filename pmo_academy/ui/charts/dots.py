"""One row for each domain: where it is now, where it was, where it should be."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

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

_EDGE = 6.0
_TRACK = 16.0
_BETWEEN = 12.0


@dataclass(frozen=True, kw_only=True)
class DotRow:
    """A domain with its values; None where one is not known, hidden instead of a value."""

    label: str
    now: float | None
    target: float | None = None
    before: float | None = None
    hidden: str = ""


def dots(
    rows: Sequence[DotRow],
    *,
    title: str,
    top: float = 4,
    target_word: str = "",
    shown: Callable[[float], str] = one_decimal,
) -> Markup:
    """Draw the rows in the given order; the values of now and target are printed."""
    parts: list[Markup] = []
    y = 0.0
    for row in rows:
        drawn, y = _row(row, y, top, _figure(row, target_word, shown))
        parts += drawn
    return drawing(parts, title=title, height=max(y - _BETWEEN + 4, LINE), kind="dots")


def _figure(row: DotRow, target_word: str, shown: Callable[[float], str]) -> str:
    if row.hidden:
        return row.hidden
    now = "–" if row.now is None else shown(row.now)
    return now if row.target is None else f"{now} {target_word or '/'} {shown(row.target)}"


def _row(row: DotRow, y: float, top: float, figure: str) -> tuple[list[Markup], float]:
    lines = wrapped(row.label, width=WIDTH - text_width(figure) - 12)
    parts = [
        words(line, x=0, y=y + TEXT * 0.85 + LINE * number) for number, line in enumerate(lines)
    ]
    parts.append(words(figure, x=WIDTH, y=y + TEXT * 0.85, anchor="end", kind="number"))
    track = y + LINE * max(len(lines), 1) + _TRACK / 2
    parts.append(element("line", x1=0, y1=track, x2=WIDTH, y2=track, class_="chart__track"))
    if not row.hidden:
        parts += _values(row, track, top)
    return parts, track + _TRACK / 2 + _BETWEEN


def _values(row: DotRow, track: float, top: float) -> list[Markup]:
    parts = []
    if row.now is not None and row.target is not None and row.now < row.target:
        parts.append(
            element(
                "line",
                x1=_place(row.now, top),
                y1=track,
                x2=_place(row.target, top),
                y2=track,
                class_="chart__distance",
            )
        )
    if row.before is not None:
        parts.append(mark(_place(row.before, top), track, 3))
    if row.target is not None:
        x = _place(row.target, top)
        parts.append(
            element("line", x1=x, y1=track - 7, x2=x, y2=track + 7, class_="chart__target")
        )
    if row.now is not None:
        parts.append(mark(_place(row.now, top), track, 1, size=5))
    return parts


def _place(value: float, top: float) -> float:
    return _EDGE + (WIDTH - 2 * _EDGE) * min(max(value, 0), top) / top
