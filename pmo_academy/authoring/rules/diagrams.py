"""Diagrams written as text: a kind, a title, and one box a line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

# For each kind the fewest and the most boxes.
KINDS = {"flow": (2, 7), "cycle": (3, 6), "ladder": (2, 7), "grid": (4, 4)}
LONGEST_NAME = 60
LONGEST_NOTE = 160

_FIRST = re.compile(r"^([a-z]+):[ \t]*(.*)$")
_AXIS = re.compile(r"^(across|up):[ \t]*(\S.*)$")


class DiagramError(Exception):
    """A diagram cannot be drawn; the line is counted in the whole text, columns from 1."""

    def __init__(self, line: int, message: str, column: int = 1) -> None:
        self.line, self.message, self.column = line, message, column
        super().__init__(message)


@dataclass(frozen=True, kw_only=True)
class DiagramBox:
    """One box: a name and, smaller, a note."""

    name: str
    note: str


@dataclass(frozen=True, kw_only=True)
class Diagram:
    """Boxes in their order; a ladder's from below, a grid's from the top left, row by row."""

    kind: str
    title: str
    boxes: tuple[DiagramBox, ...]
    across: str = ""
    up: str = ""


def read_diagram(lines: Sequence[str], *, line: int) -> Diagram:
    """Read what stands between the fences; the opening one stands in this line of the text."""
    numbered = [(line + at, text.strip()) for at, text in enumerate(lines, start=1)]
    filled = [(at, text) for at, text in numbered if text]
    kind, title = _kind(filled, line)
    axes: dict[str, str] = {}
    boxes = []
    for at, text in filled[1:]:
        if axis := _AXIS.match(text):
            if kind != "grid":
                raise DiagramError(at, f"only a grid has '{axis[1]}:'; remove it")
            axes[axis[1]] = axis[2]
        else:
            boxes.append(_box(at, text))
    fewest, most = KINDS[kind]
    if not fewest <= len(boxes) <= most:
        wanted = str(fewest) if fewest == most else f"{fewest} to {most}"
        raise DiagramError(line, f"has {len(boxes)} boxes; a {kind} has {wanted}, one a line")
    return Diagram(
        kind=kind,
        title=title,
        boxes=tuple(boxes),
        across=axes.get("across", ""),
        up=axes.get("up", ""),
    )


def _kind(filled: Sequence[tuple[int, str]], line: int) -> tuple[str, str]:
    at, text = filled[0] if filled else (line, "")
    found = _FIRST.match(text)
    if found is None or found[1] not in KINDS:
        wanted = ", ".join(KINDS)
        raise DiagramError(at, f"begin with the kind ({wanted}) and a title: 'flow: How it goes'")
    if not found[2]:
        raise DiagramError(
            at, "the title is missing; it says what the diagram shows", len(text) + 1
        )
    return found[1], found[2]


def _box(at: int, text: str) -> DiagramBox:
    name, _, note = (part.strip() for part in text.partition("|"))
    if not name:
        raise DiagramError(at, "the box has no name; write 'Name | a note'")
    if len(name) > LONGEST_NAME:
        raise DiagramError(at, f"the name has {len(name)} characters; at most {LONGEST_NAME}")
    if len(note) > LONGEST_NOTE:
        message = f"the note has {len(note)} characters; at most {LONGEST_NOTE}"
        raise DiagramError(at, message, text.index("|") + 2)
    return DiagramBox(name=name, note=note)
