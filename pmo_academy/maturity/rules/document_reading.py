"""Reads plain values out of a document and notes, with their place, those that don't fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Path = tuple[str | int, ...]


@dataclass(frozen=True, kw_only=True)
class Problem:
    """What is wrong at which place of a document, in words that say how to mend it."""

    path: Path
    message: str

    def __str__(self) -> str:
        """Write the place before the message."""
        place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.path)
        return f"{place.lstrip('.')}: {self.message}" if place else self.message


@dataclass(frozen=True, kw_only=True)
class DocumentReader:
    """Collects problems instead of stopping at the first; a bad value reads as empty."""

    problems: list[Problem] = field(default_factory=list)

    def note(self, path: Path, message: str) -> None:
        """Add a problem."""
        self.problems.append(Problem(path=path, message=message))

    def fields(
        self, value: object, path: Path, *, required: Sequence[str], optional: Sequence[str] = ()
    ) -> Mapping[str, Any]:
        """Read an object with these fields; unknown and missing ones are problems."""
        if not isinstance(value, Mapping):
            self.note(path, "must hold named fields")
            return {}
        for name in required:
            if name not in value:
                self.note(path, f"the field {name} is missing")
        for name in value:
            if name not in required and name not in optional:
                self.note((*path, str(name)), "there is no such field")
        return value

    def text(self, value: object, path: Path) -> str:
        """Read a text that isn't empty."""
        if isinstance(value, str) and value.strip():
            return value
        self.note(path, "must be a text")
        return ""

    def number(self, value: object, path: Path, *, low: float, high: float) -> float:
        """Read a number within limits."""
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if is_number and low <= value <= high:  # type: ignore[operator]
            return float(value)  # type: ignore[arg-type]
        self.note(path, f"must be a number from {low:g} to {high:g}")
        return low

    def whole(self, value: object, path: Path, *, low: int, high: int) -> int:
        """Read a whole number within limits."""
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        self.note(path, f"must be a whole number from {low} to {high}")
        return low

    def entries(self, value: object, path: Path, *, count: int | None = None) -> Sequence[Any]:
        """Read a list, of a fixed length if one is given."""
        if not isinstance(value, Sequence) or isinstance(value, str):
            self.note(path, "must be a list")
            return ()
        if not value or (count is not None and len(value) != count):
            wanted = "at least one entry" if count is None else f"exactly {count} entries"
            self.note(path, f"must have {wanted}")
        return value

    def texts(self, value: object, path: Path, *, count: int | None = None) -> tuple[str, ...]:
        """Read a list of texts."""
        entries = self.entries(value, path, count=count)
        return tuple(self.text(entry, (*path, at)) for at, entry in enumerate(entries))

    def unique(self, codes: Sequence[str], path: Path) -> None:
        """Note each code that stands twice."""
        for at, code in enumerate(codes):
            if code and code in codes[:at]:
                self.note((*path, at), f"{code} stands here twice")
