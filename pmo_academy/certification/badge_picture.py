"""The picture of a badge: nine steps, as the ladder has them, and the programme's name."""

from html import escape

_STEPS = 9
_FILLED = {1: 3, 2: 5, 3: 7, 4: 9}  # by the programme's place in the list
_WIDEST = 15  # letters of one line of the title


def badge_picture(title: str, *, position: int) -> str:
    """Return an SVG of 400 by 400 with the title on at most four lines."""
    filled = _FILLED.get(position, _STEPS)
    lines = _lines(title)
    top = 262 - 17 * (len(lines) - 1)
    texts = "".join(
        f'<text x="200" y="{top + 34 * row}" text-anchor="middle" font-size="27" '
        f'font-weight="600" fill="#1c2226">{escape(line)}</text>'
        for row, line in enumerate(lines)
    )
    bars = "".join(_bar(step, is_filled=step < filled) for step in range(_STEPS))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" width="400" height="400" '
        'role="img" font-family="Source Sans 3, Source Sans Pro, Noto Sans SC, sans-serif">'
        f"<title>{escape(title)}</title>"
        '<circle cx="200" cy="200" r="192" fill="#ffffff" stroke="#0b5d73" stroke-width="12"/>'
        '<circle cx="200" cy="200" r="176" fill="none" stroke="#e5f1f4" stroke-width="6"/>'
        f"{bars}{texts}"
        '<text x="200" y="345" text-anchor="middle" font-size="16" letter-spacing="1.5" '
        'fill="#0b5d73">PMO ACADEMY</text></svg>'
    )


def _bar(step: int, *, is_filled: bool) -> str:
    height = 22 + 7 * step
    x = 95 + step * 23 + step // 3 * 6
    paint = 'fill="#0b5d73"' if is_filled else 'fill="none" stroke="#a9b1b7" stroke-width="2"'
    return f'<rect x="{x}" y="{168 - height}" width="14" height="{height}" rx="3" {paint}/>'


def _lines(title: str) -> list[str]:
    lines: list[str] = []
    for word in title.split():
        if lines and len(lines[-1]) + len(word) < _WIDEST:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines[:4]
