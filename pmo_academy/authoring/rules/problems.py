"""What is wrong with a piece of content, with its place and the remedy."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

Path = tuple[str | int, ...]
ValueT = TypeVar("ValueT")


@dataclass(frozen=True, kw_only=True, order=True)
class Problem:
    """Something that keeps a file from being published; lines and columns count from 1.

    Advice keeps nothing from being published: it says what would make the content better.
    """

    file: str
    line: int
    column: int
    message: str
    is_advice: bool = False

    def __str__(self) -> str:
        """Write the place before the message, as editors read it."""
        kind = "advice: " if self.is_advice else ""
        return f"{self.file}:{self.line}:{self.column}: {kind}{self.message}"


def as_advice(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Give what was found as advice."""
    return (replace(one, is_advice=True) for one in problems)


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
