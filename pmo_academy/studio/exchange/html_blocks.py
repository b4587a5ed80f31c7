"""Reads HTML into paragraphs, list items and tables, and notes what none of them can hold."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from flask_babel.speaklater import LazyString

from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import lazy_gettext
from pmo_academy.studio.exchange.plain_markdown import CODE, EMPHASIS, STRONG, Run

DEEPEST = 100
BREAK = "\v"
INSET = "    "

_STYLES = {
    "b": STRONG, "strong": STRONG, "h1": STRONG, "h2": STRONG, "h3": STRONG, "h4": STRONG,
    "h5": STRONG, "h6": STRONG, "i": EMPHASIS, "em": EMPHASIS, "cite": EMPHASIS,
    "var": EMPHASIS, "code": CODE, "tt": CODE, "kbd": CODE, "samp": CODE,
}  # fmt: skip
_BLOCKS = frozenset({
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "pre",
    "blockquote", "section", "article", "header", "footer", "main", "center", "figure",
    "figcaption", "fieldset", "address", "form", "table", "caption", "hr",
})  # fmt: skip
_VOID = frozenset({
    "img", "br", "hr", "input", "source", "track", "embed", "wbr", "col", "area", "param", "link",
    "meta", "base",
})  # fmt: skip
_UNSEEN = frozenset({
    "script", "style", "head", "title", "template", "noscript", "video", "audio", "iframe",
    "object", "canvas", "svg", "math", "select", "textarea",
})  # fmt: skip
_NAMED = {
    "video": lazy_gettext("a video"),
    "audio": lazy_gettext("a recording"),
    "iframe": lazy_gettext("a page within the page"),
    "object": lazy_gettext("an embedded object"),
    "embed": lazy_gettext("an embedded object"),
    "canvas": lazy_gettext("a drawing"),
    "svg": lazy_gettext("a drawing"),
    "math": lazy_gettext("a formula"),
    "input": lazy_gettext("a field of a form"),
    "select": lazy_gettext("a field of a form"),
    "textarea": lazy_gettext("a field of a form"),
    "script": lazy_gettext("a script"),
    "u": lazy_gettext("underlining"),
    "s": lazy_gettext("the crossing out of words"),
    "strike": lazy_gettext("the crossing out of words"),
    "del": lazy_gettext("the crossing out of words"),
}
_SHIFTED: Mapping[str, tuple[str, dict[int, int], LazyString]] = {
    "sup": (
        "^",
        str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"),
        lazy_gettext("raised letters (written with ^)"),
    ),
    "sub": (
        "_",
        str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
        lazy_gettext("lowered letters (written with _)"),
    ),
}
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")


@dataclass(kw_only=True)
class Block:
    """A paragraph, or one of another kind: what its lines begin with, and whether it is code."""

    first: str = ""
    rest: str = ""
    code: bool = False
    item: bool = False
    runs: list[Run] = field(default_factory=list)
    rows: list[list[list[Run]]] = field(default_factory=list)


class BlockReader(HTMLParser):
    """Collects the blocks of a text, and what is lost, each named once and in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.losses: dict[str, None] = {}
        self._open: list[str] = []
        self._numbers: list[int] = []
        self._block = Block()
        self._unseen: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open what a tag opens; what cannot be held is noted."""
        if self._unseen:
            return
        self._note(tag, dict(attrs))
        if tag in _VOID:
            self._void(tag)
            return
        if len(self._open) >= DEEPEST:
            self.losses[_("tags nested too deep")] = None
            return
        if tag in _UNSEEN:
            self._unseen = tag
            return
        self._open.append(tag)
        self._begin(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close a tag and whatever was left open within."""
        if self._unseen:
            self._unseen = None if tag == self._unseen else self._unseen
            return
        if tag not in self._open:
            return
        while (closed := self._open.pop()) != tag:
            self._end(closed)
        self._end(tag)

    def handle_data(self, data: str) -> None:
        """Take words; blanks count as one but in preformatted text."""
        if self._unseen:
            return
        text = data.replace("\xa0", " ")
        text = text.replace("\r", "") if self._block.code else _BLANKS.sub(" ", text)
        styles = frozenset(_STYLES[tag] for tag in self._open if tag in _STYLES)
        self._add(Run(self._shifted(text), styles))

    def close(self) -> None:
        """Finish the last block."""
        super().close()
        self._finish(ends_item=True)

    def _note(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        if tag in _NAMED:
            self.losses[str(_NAMED[tag])] = None
        if tag == "img":
            name = attributes.get("alt") or (attributes.get("src") or "").rpartition("/")[2]
            self.losses[
                _("the picture “%(name)s”", name=name[:80]) if name.strip() else _("a picture")
            ] = None
        target = attributes.get("href")
        if tag == "a" and target:
            self.losses[_("the link to %(target)s", target=target[:120])] = None

    def _void(self, tag: str) -> None:
        if tag == "br":
            self._add(Run("\n" if self._block.code else BREAK))
        elif tag == "hr":
            self._finish()

    def _begin(self, tag: str) -> None:
        if self._block.rows:
            self._begin_in_table(tag)
        elif tag in _BLOCKS or tag == "tr":
            self._finish()
            self._block.code = tag == "pre"
            if tag in ("ul", "ol"):
                self._numbers.append(0 if tag == "ul" else 1)
            elif tag == "li":
                self._item()
            elif tag == "table":
                self._block.rows.append([])

    def _begin_in_table(self, tag: str) -> None:
        """Open a row or a cell; all else within a table is one run of words."""
        rows = self._block.rows
        if tag == "table":
            self.losses[_("a table within a table")] = None
        elif tag == "tr" and rows[-1]:
            rows.append([])
        elif tag in ("td", "th"):
            rows[-1].append([])
        elif tag in _BLOCKS:
            self._add(Run(" "))

    def _end(self, tag: str) -> None:
        if tag == "table" and "table" in self._open:
            return
        if self._block.rows and tag != "table":
            return
        if tag in _BLOCKS:
            self._finish(ends_item=tag == "li")
        if tag in ("ul", "ol") and self._numbers:
            self._numbers.pop()

    def _item(self) -> None:
        """Begin an item of the innermost list."""
        number = self._numbers[-1] if self._numbers else 0
        if number:
            self._numbers[-1] += 1
        rest = self._inset()
        first = rest.removesuffix(INSET) + (f"{number}. " if number else "- ")
        self._block = Block(first=first, rest=rest, item=True)

    def _finish(self, *, ends_item: bool = False) -> None:
        """Keep the block that was read, if it says anything, and begin the next.

        An item without words so far waits for those of the paragraph within.
        """
        block = self._block
        says = block.rows or any(run.text.strip(f" \n{BREAK}") for run in block.runs)
        if says:
            self.blocks.append(block)
        if says or ends_item or not block.item:
            self._block = Block(first=self._inset(), rest=self._inset())

    def _inset(self) -> str:
        """Return what the lines of a block begin with that stands in lists or quotations."""
        return "> " * self._open.count("blockquote") + INSET * self._open.count("li")

    def _add(self, run: Run) -> None:
        rows = self._block.rows
        if not rows:
            self._block.runs.append(run)
        elif rows[-1]:
            rows[-1][-1].append(Run(run.text.replace(BREAK, " "), run.styles))
        elif run.text.strip():
            rows[-1].append([run])

    def _shifted(self, text: str) -> str:
        """Write raised and lowered figures as such; other letters keep a sign that tells."""
        for tag, (sign, table, name) in _SHIFTED.items():
            if tag in self._open and text.strip():
                if all(ord(letter) in table for letter in text):
                    return text.translate(table)
                self.losses[str(name)] = None
                return f"{sign}{text}"
        return text
