"""Lists as people type them, one entry a line, and as course.yaml says them."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from pmo_academy.studio.rules.keys import key_from

_COVER = re.compile(r"([A-Z]{2,6}-[A-Z][0-9]{1,2})[:,]?\s+(\S+)")
_CODE = re.compile(r"[A-Z]{2,6}-[0-9]{2}")
_SHARES = (Decimal("0.5"), Decimal(1))


class UnreadableLineError(ValueError):
    """A line says something else than what belongs there; carries the line."""

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.line = line


def lines_of(text: str) -> list[str]:
    """Return the lines that say something, without outer blanks and the sign of a list."""
    stripped = (
        line.strip().removeprefix("* ").removeprefix("- ").strip() for line in text.splitlines()
    )
    return [line for line in stripped if line]


def topics_of(text: str, before: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """Return the topics of these lines; known titles keep their keys, so do renamed ones in place.

    A topic counts as renamed when there are as many lines as topics before.
    """
    titles = lines_of(text)
    known = {one["title"]: one["key"] for one in before}
    is_same_length = len(titles) == len(before)
    topics: list[dict[str, str]] = []
    for at, title in enumerate(titles):
        taken = {one["key"] for one in topics}
        key = known.get(title)
        if key is None and is_same_length and before[at]["title"] not in titles:
            key = before[at]["key"]
        if key is None or key in taken:
            key = key_from(title, {*taken, *known.values()})
        topics.append({"key": key, "title": title})
    return topics


def covers_of(text: str) -> dict[str, Any]:
    """Return items with their share, 0.5 or 1; raises UnreadableLineError at another line."""
    covers: dict[str, Any] = {}
    for line in lines_of(text):
        match = _COVER.fullmatch(line)
        share = _share(match[2]) if match else None
        if match is None or share is None:
            raise UnreadableLineError(line)
        covers[match[1]] = share
    return covers


def covers_text(covers: Mapping[str, Any]) -> str:
    """Return the lines for items and their shares."""
    return "\n".join(f"{item} {share}" for item, share in covers.items())


def codes_of(text: str) -> list[str]:
    """Return the codes of courses in a line; raises UnreadableLineError where there is no code."""
    codes = [one for one in re.split(r"[,;\s]+", text) if one]
    for code in codes:
        if not _CODE.fullmatch(code):
            raise UnreadableLineError(code)
    return codes


def _share(text: str) -> Any:
    try:
        share = Decimal(text)
    except InvalidOperation:
        return None
    if share not in _SHARES:
        return None
    return 1 if share == 1 else Decimal("0.5")
