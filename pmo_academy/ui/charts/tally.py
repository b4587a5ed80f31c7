"""How many there are of each kind: one bar for each, its number at the end."""

from collections.abc import Sequence

from markupsafe import Markup

from pmo_academy.ui.charts.svg import TEXT, WIDTH, drawing, element, text_width, words

_ROW = 24.0
_BAR = 14.0
_BESIDE = 8.0


def tally(rows: Sequence[tuple[str, int]], *, title: str) -> Markup:
    """Draw one bar for each pair of label and count, in the given order."""
    start = max((text_width(label) for label, _ in rows), default=0) + 10
    end = max((text_width(str(count)) for _, count in rows), default=0) + _BESIDE
    room = WIDTH - start - end
    most = max((count for _, count in rows), default=0)
    parts: list[Markup] = []
    for at, (label, count) in enumerate(rows):
        y = at * _ROW
        width = room * count / most if most else 0
        shape = {"x": start, "y": y + 3, "height": _BAR, "rx": 3}
        parts.append(words(label, x=0, y=y + TEXT))
        if count:
            shown = max(width, 4.0)
            parts.append(
                element("rect", width=shown, class_="chart__bar chart__bar--done", **shape)
            )
        parts.append(words(str(count), x=start + width + _BESIDE, y=y + TEXT, kind="number"))
    return drawing(parts, title=title, height=max(len(rows) * _ROW, _ROW), kind="tally")
