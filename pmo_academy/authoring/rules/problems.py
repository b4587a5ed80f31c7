"""What is wrong with a piece of content, with its place and the remedy."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Path = tuple[str | int, ...]
ValueT = TypeVar("ValueT")


@dataclass(frozen=True, kw_only=True, order=True)
class Problem:
    """Something that keeps a file from being published; lines and columns count from 1."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        """Write the place before the message, as editors read it."""
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class ContentError(Exception):
    """A file can't be read; carries everything that was found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))


def kept(read: Callable[[], ValueT], problems: list[Problem]) -> ValueT | None:
    """Return what could be read, or add why not to the problems and go on."""
    try:
        return read()
    except ContentError as error:
        problems.extend(error.problems)
        return None
