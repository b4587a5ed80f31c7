"""What a report is made of: sections of texts, facts, tables and pictures.

The page, the PDF and the spreadsheet are drawn from the same blocks, so their numbers agree, and
what is hidden to protect people is in none of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from pmo_academy.core.web import number
from pmo_academy.core.words import gettext as _


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell of a table: its words, perhaps the number behind them and a step of the heat map."""

    text: str
    value: float | None = None
    step: int = 0
    is_hidden: bool = False


@dataclass(frozen=True, kw_only=True)
class Column:
    """The head of a column; wide ones take the room that is left."""

    label: str
    is_number: bool = False
    is_wide: bool = False


@dataclass(frozen=True, kw_only=True)
class Text:
    """A paragraph; kinds: text, lead, quiet, mark (a short heading inside a section)."""

    text: str
    kind: str = "text"


@dataclass(frozen=True, kw_only=True)
class Bullets:
    """A list."""

    items: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A label, its value and what the value rests on."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Labelled values side by side."""

    rows: Sequence[Fact]


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table; the first cell of each row heads it. Paper shows `shown` rows, a spreadsheet all."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    note: str = ""
    shown: int | None = None

    @property
    def shown_rows(self) -> Sequence[Sequence[Cell]]:
        """The rows that page and paper show."""
        return self.rows if self.shown is None else self.rows[: self.shown]


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A chart with what it says in a sentence; the table with its numbers follows it."""

    svg: Markup
    takeaway: str
    note: str = ""


Block = Text | Bullets | Facts | Table | Picture


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of the report with its heading; the key is its anchor and never changes."""

    key: str
    title: str
    blocks: Sequence[Block]


def words(text: str) -> Cell:
    """Return a cell of words."""
    return Cell(text=text)


def figure(value: float | None, *, places: int = 1, step: int = 0) -> Cell:
    """Return a cell with a number, a dash where it is unknown."""
    return Cell(text=number(value, places), value=value, step=step)


def hidden() -> Cell:
    """Return a cell that protects people; it carries no number."""
    return Cell(text=_("Hidden"), is_hidden=True)


def columns(*labels: str, numbers: Iterable[int] = (), wide: Iterable[int] = ()) -> list[Column]:
    """Return the heads of a table; numbers and wide are places from 0."""
    numbers, wide = set(numbers), set(wide)
    return [
        Column(label=label, is_number=at in numbers, is_wide=at in wide)
        for at, label in enumerate(labels)
    ]
