"""A long list, a page at a time."""

from collections.abc import Sequence
from typing import Generic, TypeVar

RowT = TypeVar("RowT")


class PageOf(Generic[RowT]):
    """A stretch of a list: a page that is not there is the first. Places count from 1."""

    def __init__(self, rows: Sequence[RowT], *, number: int, size: int) -> None:
        start = (max(number, 1) - 1) * size
        self.number = number if 0 < start < len(rows) else 1
        start = (self.number - 1) * size
        self.rows = rows[start : start + size]
        self.first, self.last, self.total = start + 1, start + len(self.rows), len(rows)

    @property
    def has_more(self) -> bool:
        """Tell whether there is another page."""
        return self.last < self.total
