"""Parts of a whole: a ring, a bar with its least and most, a strip of answers, heat map steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import pi

from markupsafe import Markup, escape

from pmo_academy.ui.charts.svg import TEXT, WIDTH, drawing, element, text_width, words

_RING = 52.0
_BAR = 14.0
_STEP = 24.0


@dataclass(frozen=True, kw_only=True)
class Answer:
    """How many chose one answer; `is_unknown` marks "I don't know"."""

    label: str
    count: int
    is_unknown: bool = False


def ring(value: float, total: float, *, title: str, note: str = "") -> Markup:
    """Draw how much of a whole is there, with "41 / 60" in the middle."""
    around = 2 * pi * _RING
    share = min(max(value / total, 0), 1) if total else 0
    middle = f"{value:g} / {total:g}"
    circle = {"cx": 60, "cy": 60, "r": _RING}
    parts = [element("circle", class_="chart__ring", **circle)]
    if share:
        dashes = f"{around * share:.2f} {around:.2f}"
        parts.append(
            element(
                "circle",
                class_="chart__ring chart__ring--done",
                stroke_dasharray=dashes,
                transform="rotate(-90 60 60)",
                **circle,
            )
        )
    parts.append(words(middle, x=60, y=64 if not note else 60, anchor="middle", kind="middle"))
    if note:
        parts.append(words(note, x=60, y=78, anchor="middle", kind="quiet"))
    return drawing(parts, title=title, height=120, width=120, kind="ring")


def bar(
    value: float,
    total: float,
    *,
    title: str,
    least: float | None = None,
    least_label: str = "",
) -> Markup:
    """Draw one bar; the mark of the least is labelled, the value printed at the end."""
    figure = f"{value:g} / {total:g}"
    room = WIDTH - text_width(figure) - 10
    top = TEXT + 6 if least is not None else 2
    parts = [
        element("rect", x=0, y=top, width=room, height=_BAR, rx=4, class_="chart__bar"),
        words(figure, x=WIDTH, y=top + _BAR - 2.5, anchor="end", kind="number"),
    ]
    if value > 0 and total > 0:
        done = max(room * min(value / total, 1), 4.0)
        parts.append(
            element(
                "rect",
                x=0,
                y=top,
                width=done,
                height=_BAR,
                rx=4,
                class_="chart__bar chart__bar--done",
            )
        )
    if least is not None and total > 0:
        parts += _least(room * min(least / total, 1), top, least_label)
    return drawing(parts, title=title, height=top + _BAR + 6, kind="bar")


def strip(answers: Sequence[Answer], *, title: str) -> Markup:
    """Draw how many chose each answer, in the order of the answers; every count is printed."""
    chosen = sum(answer.count for answer in answers)
    room = WIDTH - _STEP * len(answers) - 2 * max(len(answers) - 1, 0)
    parts: list[Markup] = []
    x = 0.0
    for number, answer in enumerate(answers, start=1):
        width = _STEP + (room * answer.count / chosen if chosen else 0)
        kind = "unknown" if answer.is_unknown else str(min(number, 5))
        parts.append(_answer(answer, x, width, kind if answer.count else "none"))
        x += width + 2
    return drawing(parts, title=title, height=28, kind="strip")


def _answer(answer: Answer, x: float, width: float, kind: str) -> Markup:
    shape = f"chart__step chart__step--{kind}"
    return element(
        "g",
        element("title", escape(f"{answer.label}: {answer.count}")),
        element("rect", x=x, y=1, width=width, height=26, rx=3, class_=shape),
        words(str(answer.count), x=x + width / 2, y=19, anchor="middle", kind=f"step-{kind}"),
    )


def heat_step(value: float, *, top: float = 4) -> int:
    """Return the step, 1 to 5, in which a value falls."""
    share = min(max(value / top, 0), 1) if top else 0
    return min(int(share * 5) + 1, 5)


def _least(x: float, top: float, label: str) -> list[Markup]:
    half = text_width(label) / 2
    centre = min(max(x, half), WIDTH - half)
    return [
        element("line", x1=x, y1=top - 3, x2=x, y2=top + _BAR + 3, class_="chart__target"),
        words(label, x=centre, y=TEXT * 0.9, anchor="middle", kind="quiet"),
    ]
