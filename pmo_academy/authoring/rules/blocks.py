"""The blocks of a text that Markdown itself does not know: boxes, diagrams, pictures, captions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pmo_academy.authoring.rules.diagrams import Diagram, DiagramError, read_diagram

BOXES = ("note", "tip", "warning", "example", "details")
MAX_DEPTH = 2
MAX_BLOCKS = 500
DECORATIVE = "decorative"

_OPEN = re.compile(r"^:::[ \t]*([A-Za-z-]+)[ \t]*(.*)$")
_CLOSE = re.compile(r"^:::[ \t]*$")
_FENCE = re.compile(r"^ {0,3}(```+|~~~+)[ \t]*(\S*)")
_PICTURE = re.compile(r'^!\[([^\]]*)\]\((\S+?)(?:[ \t]+"([^"]*)")?\)[ \t]*$')
_CAPTION = re.compile(r"^Table:[ \t]+(\S.*)$")


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What is wrong in a line of a text; its first line is 0, columns count from 1."""

    line: int
    message: str
    column: int = 1


@dataclass(frozen=True, kw_only=True)
class Prose:
    """Plain Markdown, with the caption of the table that it begins with, if it has one."""

    text: str
    caption: str = ""


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture that stands by itself; a decorative one has no words."""

    line: int
    words: str
    target: str
    caption: str


@dataclass(kw_only=True)
class Box:
    """A callout or a part that opens on demand, and what is in it."""

    kind: str
    title: str
    line: int
    parts: list["Block"] = field(default_factory=list)


Block = Prose | Picture | Box | Diagram


def read_blocks(text: str) -> tuple[Sequence[Block], Sequence[Fault]]:
    """Part a text into its blocks, and say what is wrong with them."""
    reader = _Reader()
    for number, line in enumerate(text.split("\n")):
        reader.take(number, line)
    return reader.end()


def pictures_in(blocks: Sequence[Block]) -> list[Picture]:
    """Return every picture, also those in boxes."""
    found = []
    for block in blocks:
        if isinstance(block, Picture):
            found.append(block)
        elif isinstance(block, Box):
            found += pictures_in(block.parts)
    return found


class _Reader:
    """Goes through a text once, line by line."""

    def __init__(self) -> None:
        self.root = Box(kind="", title="", line=0)
        self.open = [self.root]
        self.faults: list[Fault] = []
        self.lines: list[str] = []
        self.caption = ""
        self.caption_line = 0
        self.fence = ""
        self.diagram: int | None = None
        self.count = 0
        self.too_deep = 0

    def take(self, number: int, line: str) -> None:
        """Take the next line."""
        if self.fence:
            self._inside_fence(line)
        elif found := _FENCE.match(line):
            self._open_fence(number, line, found)
        elif found := _OPEN.match(line):
            self._open_box(number, line, found[1].lower(), found[2].strip())
        elif _CLOSE.match(line):
            self._close_box(number)
        elif found := _PICTURE.match(line):
            self._flush()
            self._add(
                Picture(
                    line=number, words=found[1].strip(), target=found[2], caption=found[3] or ""
                )
            )
        elif found := _CAPTION.match(line):
            self._flush()
            self.caption, self.caption_line = found[1].strip(), number
        else:
            self.lines.append(line)

    def end(self) -> tuple[Sequence[Block], Sequence[Fault]]:
        """Close what is open and return everything."""
        if self.diagram is not None:
            self._draw()
        self._flush()
        for box in self.open[1:]:
            self._fault(box.line, "this box is never closed; add a line ':::' after it")
        if self.count > MAX_BLOCKS:
            self._fault(0, f"more than {MAX_BLOCKS} boxes, pictures and diagrams; part the text")
        return self.root.parts, sorted(self.faults, key=lambda one: one.line)

    def _open_fence(self, number: int, line: str, found: re.Match[str]) -> None:
        self.fence = found[1]
        if found[2] == "diagram":
            self._flush()
            self.diagram = number
        else:
            self.lines.append(line)

    def _inside_fence(self, line: str) -> None:
        ends = line.strip()
        is_end = len(ends) >= len(self.fence) and not ends.strip(self.fence[0])
        if is_end:
            self.fence = ""
        if self.diagram is None or not is_end:
            self.lines.append(line)
        else:
            self._draw()

    def _draw(self) -> None:
        begin = self.diagram or 0
        try:
            self._add(read_diagram(self.lines, line=begin))
        except DiagramError as error:
            self._fault(error.line, error.message, column=error.column)
        self.lines, self.diagram, self.fence = [], None, ""

    def _open_box(self, number: int, line: str, kind: str, title: str) -> None:
        self._flush()
        if kind not in BOXES:
            wanted = ", ".join(BOXES)
            column = line.lower().index(kind) + 1
            self._fault(number, f"there is no box '{kind}', only {wanted}", column=column)
        if kind == "details" and not title:
            self._fault(number, "say what opens here: '::: details How we counted'")
        if len(self.open) > MAX_DEPTH:
            self.too_deep += 1
            self._fault(number, f"boxes stand at most {MAX_DEPTH} deep; close the outer one first")
            return
        box = Box(kind=kind, title=title, line=number)
        self._add(box)
        self.open.append(box)

    def _close_box(self, number: int) -> None:
        self._flush()
        if self.too_deep:
            self.too_deep -= 1
        elif len(self.open) > 1:
            self.open.pop()
        else:
            self._fault(number, "nothing is open that ':::' could close; remove it")

    def _flush(self) -> None:
        text = "\n".join(self.lines)
        if self.caption and not text.lstrip().startswith("|"):
            self._fault(
                self.caption_line, "a table must follow its caption, with an empty line between"
            )
        if text.strip():
            self.open[-1].parts.append(Prose(text=text, caption=self.caption))
        self.lines, self.caption = [], ""

    def _add(self, block: Block) -> None:
        self.count += 1
        if self.count <= MAX_BLOCKS:
            self.open[-1].parts.append(block)

    def _fault(self, line: int, message: str, *, column: int = 1) -> None:
        self.faults.append(Fault(line=line, message=message, column=column))
