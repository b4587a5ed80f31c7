"""Writes words as Markdown that shows them as they are, in bold, in italics or as code."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

STRONG, EMPHASIS, CODE = "strong", "em", "code"

_MARKS = ((STRONG, "**"), (EMPHASIS, "*"))
_SIGNS = re.compile(
    r"(?P<blank>(?<!\S)_{2,}(?=\s|$|[.,;:!?](?:\s|$)))"
    r"|(?P<backslash>\\(?=[!-/:-@\[-`{-~]|\n|$))"
    r"|(?P<mark>`|(?<!\s)\*|\*(?!\s|$)|(?<!\w)_|_(?!\w))"
    r"|(?P<link>\](?=\())"
    r"|(?P<tag><(?=[A-Za-z/!?]))"
    r"|(?P<entity>&(?=#?\w+;))"
)
_LINE_BEGINS = re.compile(
    r"^(?P<lead>[ \t]*)(?P<sign>[-+*](?=\s|$)|>|#{1,6}(?=\s|$)|~{3}|={1,}(?=\s*$)"
    r"|-{2,}(?=[-\s]*$)|_{3,}(?=[_\s]*$)|\[(?=[^\]]*\]:))",
    re.MULTILINE,
)
_NUMBERED = re.compile(r"^(?P<lead>[ \t]*\d{1,9})(?P<sign>[.)])(?=\s|$)", re.MULTILINE)
_REPLACED = {"link": "]\\", "tag": "&lt;", "entity": "&amp;"}


@dataclass(frozen=True)
class Run:
    """Words of one style; those of code stand as they are."""

    text: str
    styles: frozenset[str] = frozenset()


def escaped(text: str) -> str:
    """Write plain words so that nothing in them is taken for Markdown, HTML or a link."""
    return begun(_said(text))


def begun(text: str) -> str:
    """Keep the beginning of each line from being a list, a heading, a quotation or a rule."""
    text = _LINE_BEGINS.sub(r"\g<lead>\\\g<sign>", text)
    return _NUMBERED.sub(r"\g<lead>\\\g<sign>", text)


def written(runs: Iterable[Run]) -> tuple[str, bool]:
    """Return the Markdown of a paragraph, and whether all its styles could be kept."""
    joined = [
        Run("".join(run.text for run in group), styles)
        for styles, group in groupby(runs, key=lambda run: run.styles)
    ]
    pieces: list[str] = []
    whole = True
    for at, run in enumerate(joined):
        before = joined[at - 1].text[-1:] if at else ""
        after = joined[at + 1].text[:1] if at + 1 < len(joined) else ""
        piece, kept = _piece(run, before, after)
        pieces.append(piece)
        whole = whole and kept
    return begun("".join(pieces)), whole


def _said(text: str, *, begins: bool = True) -> str:
    """Escape words; those that do not begin a paragraph stand behind a sign."""
    return _SIGNS.sub(_kept, text) if begins else _SIGNS.sub(_kept, f"x{text}")[1:]


def _kept(match: re.Match[str]) -> str:
    if match.lastgroup == "blank":  # A line to write on, as many questions have it.
        return match[0]
    return _REPLACED.get(str(match.lastgroup)) or f"\\{match[0]}"


def _piece(run: Run, before: str, after: str) -> tuple[str, bool]:
    """Write words of one style; blanks at their ends stay outside of the marks."""
    text = run.text.strip()
    if not run.styles or not text:
        return _said(run.text, begins=not before), True
    lead, tail = _blanks(run.text, text)
    if CODE in run.styles:
        return _code(text, lead, tail)
    if not _can_be_marked(text, lead or before, tail or after):
        return f"{lead}{_said(text, begins=False)}{tail}", False
    marks = "".join(mark for style, mark in _MARKS if style in run.styles)
    return f"{lead}{marks}{_said(text, begins=False)}{marks[::-1]}{tail}", True


def _blanks(whole: str, text: str) -> tuple[str, str]:
    at = whole.index(text)
    return whole[:at], whole[at + len(text) :]


def _code(text: str, lead: str, tail: str) -> tuple[str, bool]:
    """Write code between marks, unless a question would take it for HTML or a link."""
    if "`" in text or "<" in text or "](" in text:
        return f"{lead}{_said(text, begins=False)}{tail}", False
    return f"{lead}`{text}`{tail}", True


def _can_be_marked(text: str, before: str, after: str) -> bool:
    """Tell whether Markdown sees the marks: a sign inside them must not touch a letter outside."""
    return _is_open(before, text[0]) and _is_open(after, text[-1])


def _is_open(outside: str, inside: str) -> bool:
    beside = outside[-1:] if outside else ""
    return beside not in ("*", "`") and (inside.isalnum() or not beside.isalnum())


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return the Markdown of a table; its first row is the head."""
    width = max(len(row) for row in rows)
    full = [[*row, *[""] * (width - len(row))] for row in rows]
    lines = [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in full]
    return "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])
