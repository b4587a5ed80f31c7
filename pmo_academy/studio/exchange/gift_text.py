"""GIFT as text: its blocks, comments and escapes; what a text says in its own format."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pmo_academy.studio.exchange.drafts import Draft
from pmo_academy.studio.exchange.texts import of_any, of_html, of_markdown, of_plain

CATEGORY = "$CATEGORY:"
CONTROLS = "\\:#={}~"

# What is escaped stands for itself; no text holds these signs otherwise.
_HELD: Mapping[str, str] = {sign: chr(0xFDD0 + at) for at, sign in enumerate(f"{CONTROLS}n")}
_FREED = str.maketrans({held: "\n" if sign == "n" else sign for sign, held in _HELD.items()})
_ESCAPED = re.compile(r"\\([\\:#={}~n])")
_TAG = re.compile(r"\[(?:tag:)((?:\\\]|[^\]])+)\]")
_FORMAT = re.compile(r"\[(html|moodle|plain|markdown|auto_format)\]\s*")


@dataclass(frozen=True, kw_only=True)
class Block:
    """What stands between empty lines: a question, with its category and the tags above it."""

    line: int
    text: str
    category: str
    tags: tuple[str, ...]


def blocks(text: str) -> Iterator[Block]:
    """Give the questions of a file in order; comments are left out, their tags kept."""
    category, tags, begin = "", [], 0
    lines: list[str] = []
    for at, line in enumerate([*text.splitlines(), ""], start=1):
        bare = line.strip()
        if bare.startswith("//"):
            tags += [one.replace("\\]", "]").strip() for one in _TAG.findall(bare)]
        elif bare.startswith(CATEGORY) and not lines:
            category = bare.removeprefix(CATEGORY).strip()
        elif bare:
            begin = begin or at
            lines.append(line)
        elif lines:
            said = "\n".join(lines)
            yield Block(line=begin, text=held(said), category=category, tags=tuple(tags))
            lines, tags, begin = [], [], 0


def held(text: str) -> str:
    """Hold what is escaped out of the way, so that the signs that are left mean something."""
    return _ESCAPED.sub(lambda match: _HELD[match[1]], text)


def freed(text: str) -> str:
    """Write what was held as what it stands for."""
    return text.translate(_FREED).strip()


def parted(text: str, default: str) -> tuple[str, str]:
    """Return the format that a text names in brackets, or the default, and the rest of it."""
    text = text.strip()
    named = _FORMAT.match(text)
    return (named[1], text[named.end() :]) if named else (default, text)


def said(draft: Draft, raw: str, default: str = "moodle", *, is_line: bool = False) -> str:
    """Return a text as Markdown; lines that are only wrapped in the file are joined."""
    form, text = parted(raw, default)
    if form == "markdown":
        return of_markdown(draft, freed(text), is_line=is_line)
    if form == "html":
        return of_html(draft, freed(text), is_line=is_line)
    words = freed(text.replace("\n", " "))
    return (
        of_plain(words, is_line=is_line)
        if form == "plain"
        else of_any(draft, words, is_line=is_line)
    )
