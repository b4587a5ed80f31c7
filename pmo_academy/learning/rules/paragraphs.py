"""The paragraphs of a published text, to which notes belong."""

from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

EXCERPT = 90

_VOID = frozenset({"br", "hr", "img", "use", "image"})


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """A part of a text on its highest level: its number from 0, its HTML and its words."""

    number: int
    html: str
    words: str

    @property
    def excerpt(self) -> str:
        """The first words, by which the paragraph is found again."""
        return self.words[:EXCERPT]


def paragraphs(html: str) -> list[Paragraph]:
    """Return the parts of a text as a browser counts the children of what holds it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    starts = [*reader.starts, len(html)]
    return [
        Paragraph(number=at, html=html[start : starts[at + 1]], words=" ".join(words.split()))
        for at, (start, words) in enumerate(zip(starts, reader.words, strict=False))
    ]


def place_of(paragraph: int, excerpt: str, *, among: Sequence[Paragraph]) -> int | None:
    """Return where a noted paragraph stands now: at its number, or where its words went."""
    at = [one for one in among if one.number == paragraph and one.excerpt == excerpt]
    anywhere = [one for one in among if one.excerpt == excerpt]
    return next((one.number for one in (*at, *anywhere)), None)


class _Reader(HTMLParser):
    """Notes where each part on the highest level begins, and collects its words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.depth = 0
        self.starts: list[int] = []
        self.words: list[str] = []
        self._lines = [0]

    def feed(self, data: str) -> None:
        """Read the text; line ends are noted, because the parser counts by lines."""
        self._lines = [0, *(at + 1 for at, letter in enumerate(data) if letter == "\n")]
        super().feed(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a part, or go deeper into one."""
        del attrs
        if self.depth == 0:
            line, column = self.getpos()
            self.starts.append(self._lines[line - 1] + column)
            self.words.append("")
        if tag not in _VOID:
            self.depth += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element that closes itself for one without a depth."""
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.depth -= 1

    def handle_endtag(self, tag: str) -> None:
        """Come back up."""
        if tag not in _VOID:
            self.depth -= 1

    def handle_data(self, data: str) -> None:
        """Add words to the part that they stand in."""
        if self.depth:
            self.words[-1] += data
