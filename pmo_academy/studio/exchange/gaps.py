"""A text with gaps on its way to ours: what stands before the first gap becomes the stem."""

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile

from pmo_academy.core.words import gettext as _
from pmo_academy.studio.exchange.brought import BroughtQuestion
from pmo_academy.studio.exchange.drafts import Draft, Fields, part_points
from pmo_academy.studio.exchange.html_text import lines_of

MOST_OPTIONS = 10

_MARK = re.compile("\ue000([0-9]+)\ue001")
_STYLE = re.compile(r"(?<!\\)(?:\*+|`+)")


def mark(number: int) -> str:
    """Return what holds the place of a gap while its text is read."""
    return f"\ue000{number}\ue001"


def with_gaps(draft: Draft, html: str, gaps: Mapping[int, Fields]) -> BroughtQuestion:
    """Return a text with gaps; each number in its marks names a gap."""
    lines, losses = lines_of(html)
    before = list(takewhile(lambda line: not _MARK.search(line), lines))
    text = " ".join(lines[len(before) :])
    draft.lose(*losses, part_points())
    if len(lines) - len(before) > 1:
        draft.lose(_("paragraphs (joined to one)"))
    fill_in = _("Fill in the gaps.")
    if not before:
        draft.lose(
            _("that it asks nothing by itself (the stem says “%(fill_in)s”)", fill_in=fill_in)
        )
    draft.stem = "\n\n".join(before) or fill_in
    numbers = [int(number) for number in _MARK.findall(text)]
    fields = {
        "text": _MARK.sub(r"{gap-\1}", _plain(draft, text).replace("{", "&#123;")),
        "gaps": [{"key": f"gap-{number}", **gaps[number]} for number in numbers],
    }
    return draft.finished("cloze", fields)


def options(draft: Draft, found: Sequence[Fields]) -> list[Fields]:
    """Return the options of a gap, each once; wrong ones that are too many are left behind."""
    once: dict[str, Fields] = {}
    for one in found:
        known = once.setdefault(str(one["text"]).casefold(), one)
        if one.get("right") and not known.get("right"):
            once[str(one["text"]).casefold()] = one
    surplus = len(once) - MOST_OPTIONS
    if surplus <= 0:
        return list(once.values())
    draft.lose(
        _(
            "%(surplus)s wrong words of a gap (it offers at most %(most_options)s)",
            surplus=surplus,
            most_options=MOST_OPTIONS,
        )
    )
    wrong = [name for name, one in once.items() if not one.get("right")]
    return [one for name, one in once.items() if name not in wrong[-surplus:]]


def _plain(draft: Draft, text: str) -> str:
    """Return the text without styles where one reaches over a gap: each piece stands alone."""
    pieces = _MARK.split(text)[::2]
    if all(len(_STYLE.findall(piece)) % 2 == 0 for piece in pieces):
        return text
    draft.lose(_("some bold, italic or code letters"))
    return _STYLE.sub("", text)
