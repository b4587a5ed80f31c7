"""The profile by domain as a radar; its area is not a measure, the table beside it counts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, pi, sin

from markupsafe import Markup

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

_RADII = (112.0, 104.0, 96.0, 88.0, 80.0)
_GAP = 10.0


@dataclass(frozen=True, kw_only=True)
class Series:
    """One outline: a name and a value for each axis, None where it is not known."""

    name: str
    values: tuple[float | None, ...]


@dataclass(kw_only=True)
class _Label:
    """The words at the end of an axis; `y` is their middle and may be moved."""

    lines: list[str]
    x: float
    y: float
    anchor: str

    @property
    def height(self) -> float:
        return LINE * len(self.lines)

    @property
    def has_broken_word(self) -> bool:
        return any(line.endswith("-") for line in self.lines)

    @property
    def top(self) -> float:
        return self.y - self.height / 2

    @property
    def bottom(self) -> float:
        return self.y + self.height / 2


def radar(
    axes: Sequence[str],
    series: Sequence[Series],
    *,
    title: str,
    top: float = 4,
    shown: Callable[[float], str] = one_decimal,
) -> Markup:
    """Draw up to three series over the axes; the first one's values stand at the labels.

    Short names (up to about twelve letters) keep the picture large; long ones break into lines.
    """
    first = series[0].values if series else (None,) * len(axes)
    texts = [
        f"{name} {'–' if value is None else shown(value)}"
        for name, value in zip(axes, first, strict=True)
    ]
    radius, labels = _fitted(texts)
    for anchor in ("start", "end"):
        _push_apart([label for label in labels if label.anchor == anchor])
    _clear_the_middle(labels)
    highest = min([label.top for label in labels] + [-radius]) - 4
    lowest = max([label.bottom for label in labels] + [radius]) + 4
    scale = radius / top
    body = element(
        "g",
        *_grid(len(axes), int(top), scale),
        *(
            part
            for number, one in enumerate(series, start=1)
            for part in _outline(one, number, scale)
        ),
        *(part for label in labels for part in _written(label)),
        transform=f"translate({WIDTH / 2:g} {-highest:.1f})",
    )
    return drawing([body], title=title, height=lowest - highest, kind="radar")


def _angle(place: int, count: int) -> float:
    return 2 * pi * place / count


def _point(angle: float, distance: float) -> tuple[float, float]:
    return distance * sin(angle), -distance * cos(angle)


def _fitted(texts: Sequence[str]) -> tuple[float, list[_Label]]:
    """Return the largest radius that leaves each label its words in two lines, and the labels."""
    labels: list[_Label] = []
    for radius in _RADII:
        labels = [
            _label(text, _angle(place, len(texts)), radius) for place, text in enumerate(texts)
        ]
        if all(len(label.lines) <= 2 and not label.has_broken_word for label in labels):
            return radius, labels
    return _RADII[-1], labels


def _label(text: str, angle: float, radius: float) -> _Label:
    x, y = _point(angle, radius + _GAP)
    if abs(x) < 1:
        lines = wrapped(text, width=WIDTH * 0.6)
        return _Label(
            lines=lines, x=0, y=y + (1 if y > 0 else -1) * LINE * len(lines) / 2, anchor="middle"
        )
    lines = wrapped(text, width=WIDTH / 2 - abs(x) - 2)
    return _Label(lines=lines, x=x, y=y, anchor="start" if x > 0 else "end")


def _push_apart(labels: list[_Label]) -> None:
    """Move labels of one side up and down, as little as needed, until none overlap."""
    labels.sort(key=lambda label: label.y)
    for _ in range(200):
        moved = False
        for above, below in pairwise(labels):
            overlap = (above.height + below.height) / 2 + 4 - (below.y - above.y)
            if overlap > 0.01:
                above.y -= overlap / 2
                below.y += overlap / 2
                moved = True
        if not moved:
            return


def _clear_the_middle(labels: list[_Label]) -> None:
    """Lift the words above the top axis, and lower those below the bottom one, past the others."""
    sides = [label for label in labels if label.anchor != "middle"]
    for label in labels:
        if label.anchor != "middle":
            continue
        half = max(text_width(line) for line in label.lines) / 2
        near = [side for side in sides if abs(side.x) < half + 6 and side.y * label.y > 0]
        if near and label.y < 0:
            edge = min(side.top for side in near)
            label.y = min(label.y, edge - 4 - label.height / 2)
        elif near:
            edge = max(side.bottom for side in near)
            label.y = max(label.y, edge + 4 + label.height / 2)


def _grid(count: int, steps: int, scale: float) -> list[Markup]:
    rings = [
        element("polygon", points=_joined(_places([step] * count, scale)), class_="chart__grid")
        for step in range(1, steps + 1)
    ]
    ends = [_point(_angle(place, count), steps * scale) for place in range(count)]
    return rings + [element("line", x1=0, y1=0, x2=x, y2=y, class_="chart__grid") for x, y in ends]


def _places(values: Sequence[float | None], scale: float) -> list[tuple[float, float] | None]:
    return [
        None if value is None else _point(_angle(place, len(values)), max(value, 0) * scale)
        for place, value in enumerate(values)
    ]


def _joined(places: Sequence[tuple[float, float] | None]) -> str:
    return " ".join(f"{place[0]:.1f},{place[1]:.1f}" for place in places if place)


def _outline(one: Series, number: int, scale: float) -> list[Markup]:
    """Return the outline of one series; an unknown value leaves it open there."""
    places = _places(one.values, scale)
    kind = f"chart__series chart__series--{number}"
    if None not in places:
        drawn = [element("polygon", points=_joined(places), class_=kind)]
    else:
        pairs = zip(places, places[1:] + places[:1], strict=True)
        drawn = [
            element("line", x1=start[0], y1=start[1], x2=end[0], y2=end[1], class_=kind)
            for start, end in pairs
            if start and end and start != end
        ]
    return drawn + [mark(*place, number) for place in places if place]


def mark(x: float, y: float, number: int, *, size: float = 3.5) -> Markup:
    """Return the sign of a series: a circle, a square, a diamond."""
    kind = f"chart__mark chart__mark--{number}"
    if number == 1:
        return element("circle", cx=x, cy=y, r=size, class_=kind)
    turn = f"rotate(45 {x:.1f} {y:.1f})" if number == 3 else None
    return element(
        "rect",
        x=x - size,
        y=y - size,
        width=2 * size,
        height=2 * size,
        transform=turn,
        class_=kind,
    )


def _written(label: _Label) -> list[Markup]:
    first = label.y - label.height / 2 + TEXT * 0.85
    return [
        words(line, x=label.x, y=first + LINE * number, anchor=label.anchor)
        for number, line in enumerate(label.lines)
    ]
