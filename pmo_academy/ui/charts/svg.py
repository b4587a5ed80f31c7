"""The pieces charts are made of: escaped elements, and text broken into lines that fit."""

from collections.abc import Iterable
from functools import cache
from unicodedata import east_asian_width

from markupsafe import Markup, escape

WIDTH = 360
TEXT = 14
LINE = 17
_WIDE = frozenset("WF")


def element(name: str, *children: str, **attributes: object) -> Markup:
    """Return one element; names may end in an underscore and hold one for each hyphen."""
    written = "".join(
        f' {_attribute_name(key)}="{escape(_attribute(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    body = "".join(escape(child) for child in children)
    return Markup(f"<{name}{written}>{body}</{name}>")  # noqa: S704 -- every part is escaped


@cache
def _attribute_name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def drawing(
    parts: Iterable[str], *, title: str, height: float, width: float = WIDTH, kind: str = ""
) -> Markup:
    """Return the whole picture, named by its title."""
    return element(
        "svg",
        element("title", escape(title)),
        *parts,
        class_=f"chart__svg chart__svg--{kind}" if kind else "chart__svg",
        viewBox=f"0 0 {_short(width)} {_short(height)}",
        role="img",
    )


def words(content: str, *, x: float, y: float, anchor: str = "start", kind: str = "") -> Markup:
    """Return one line of text."""
    return element(
        "text",
        escape(content),
        x=x,
        y=y,
        text_anchor=None if anchor == "start" else anchor,
        class_=f"chart__text chart__text--{kind}" if kind else "chart__text",
    )


def text_width(text: str, *, size: float = TEXT) -> float:
    """Estimate how wide a text is drawn, on the generous side."""
    wide = sum(1 for letter in text if east_asian_width(letter) in _WIDE)
    return (wide + (len(text) - wide) * 0.56) * size


def wrapped(text: str, *, width: float, size: float = TEXT) -> list[str]:
    """Break a text into lines no wider than given, between words where possible."""
    lines: list[str] = []
    if text_width(text, size=size) <= width:
        return [text]
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(joined, size=size) <= width:
            lines[-1] = joined
        elif text_width(word, size=size) <= width:
            lines.append(word)
        else:
            lines.extend(_broken(word, width=width, size=size))
    return lines


def one_decimal(value: float) -> str:
    """Write a number as charts do unless told otherwise."""
    return f"{value:.1f}"


def _broken(word: str, *, width: float, size: float) -> list[str]:
    pieces = [""]
    for letter in word:
        hyphen = "-" if letter.isascii() else ""
        if pieces[-1] and text_width(pieces[-1] + letter + hyphen, size=size) > width:
            pieces[-1] += hyphen
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _attribute(value: object) -> str:
    return _short(value) if isinstance(value, float) else str(value)


def _short(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
