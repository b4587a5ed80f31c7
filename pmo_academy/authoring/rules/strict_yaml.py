"""Plain YAML with the place of each value: no anchors, tags, doubles, depths or surprises."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

from pmo_academy.authoring.rules.problems import ContentError, Path, Problem

MAX_BYTES = 256_000
MAX_DEPTH = 20

_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,14})")
_BROKEN = re.compile(r"-?(0|[1-9][0-9]{0,14})\.[0-9]{1,15}([eE][-+]?[0-9]{1,2})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_WORDS: Mapping[str, bool | None] = {"true": True, "false": False, "null": None, "": None}

Place = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Document:
    """A file's values, and where each of them and each field's name stands."""

    file: str
    value: Any
    values: Mapping[Path, Place]
    names: Mapping[Path, Place]

    def problem(self, path: Path, message: str) -> Problem:
        """Say what is wrong with a value; what isn't there is reported at what surrounds it."""
        while path not in self.values:
            path = path[:-1]
        line, column = self.values[path]
        return Problem(file=self.file, line=line, column=column, message=message)

    def advice(self, path: Path, message: str) -> Problem:
        """Say what would be better about a value."""
        return replace(self.problem(path, message), is_advice=True)

    def problem_with_name(self, path: Path, message: str) -> Problem:
        """Say what is wrong with the name of a field."""
        line, column = self.names.get(path) or self.values[()]
        return Problem(file=self.file, line=line, column=column, message=message)


def decoded(body: bytes, *, file: str, max_bytes: int = MAX_BYTES) -> str:
    """Return the text of a file that is small enough, in UTF-8 and without control characters."""
    if len(body) > max_bytes:
        message = f"the file has {len(body):,} bytes; at most {max_bytes:,} are allowed: split it"
        raise _error(file, (1, 1), message)
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        line = body[: error.start].count(b"\n") + 1
        raise _error(file, (line, 1), "not UTF-8; save the file in this encoding") from error
    odd = _CONTROL.search(text)
    if odd:
        line = text.count("\n", 0, odd.start()) + 1
        column = odd.start() - text.rfind("\n", 0, odd.start())
        message = f"the character U+{ord(odd.group()):04X} can't be shown; remove it"
        raise _error(file, (line, column), message)
    return text


def read(text: str, *, file: str, first_line: int = 1) -> Document:
    """Read a text; raises ContentError at the first thing that isn't plain YAML."""
    builder = _Builder(file=file, first_line=first_line, events=_events(text, file, first_line))
    return Document(file=file, value=builder.document(), values=builder.values, names=builder.names)


def plain(value: Any) -> Any:
    """Return the value as JSON can hold it: days as text, numbers with a point as floats."""
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value


@dataclass(kw_only=True)
class _Builder:
    """Builds values from the parser's events and writes down their places."""

    file: str
    first_line: int
    events: Iterator[yaml.Event]
    values: dict[Path, Place] = field(default_factory=dict)
    names: dict[Path, Place] = field(default_factory=dict)

    def document(self) -> Any:
        """Build the only document of the text."""
        next(self.events)
        begin = next(self.events)
        self.values[()] = self._place(begin)
        if isinstance(begin, yaml.StreamEndEvent):
            raise self._refusal(begin, "the text is empty")
        value = self._value(next(self.events), ())
        next(self.events)
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise self._refusal(after, "a second document begins here; one file holds one")
        return value

    def _value(self, event: yaml.Event, path: Path) -> Any:
        self._refuse_what_is_not_plain(event, path)
        self.values[path] = self._place(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return self._scalar(event)

    def _mapping(self, path: Path) -> dict[str, Any]:
        built: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            name = self._name(event)
            if name in built:
                raise self._refusal(event, f"the field '{name}' stands here twice")
            self.names[*path, name] = self._place(event)
            built[name] = self._value(next(self.events), (*path, name))
        return built

    def _sequence(self, path: Path) -> list[Any]:
        built: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            built.append(self._value(event, (*path, len(built))))
        return built

    def _name(self, event: yaml.Event) -> str:
        self._refuse_what_is_not_plain(event, ())
        if not isinstance(event, yaml.ScalarEvent):
            raise self._refusal(event, "the name of a field must be a word")
        if event.value == "<<":
            raise self._refusal(event, "merging with '<<' isn't allowed; write the fields out")
        return str(event.value)

    def _scalar(self, event: Any) -> Any:
        text = str(event.value)
        if not event.implicit[0]:
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _WHOLE.fullmatch(text):
            return int(text)
        if _BROKEN.fullmatch(text):
            return Decimal(text)
        return self._day(event, text) if _DAY.fullmatch(text) else text

    def _day(self, event: yaml.Event, text: str) -> date:
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise self._refusal(event, f"there is no day {text}") from error

    def _refuse_what_is_not_plain(self, event: Any, path: Path) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise self._refusal(event, "anchors and aliases aren't allowed; write the value out")
        if event.tag is not None:
            raise self._refusal(event, f"the tag {event.tag} isn't allowed; remove it")
        if len(path) >= MAX_DEPTH:
            raise self._refusal(event, f"nested deeper than {MAX_DEPTH} levels")

    def _place(self, event: Any) -> Place:
        return event.start_mark.line + self.first_line, event.start_mark.column + 1

    def _refusal(self, event: yaml.Event, message: str) -> ContentError:
        return _error(self.file, self._place(event), message)


def _events(text: str, file: str, first_line: int) -> Iterator[yaml.Event]:
    try:
        yield from yaml.parse(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        place = (line + first_line, column + 1)
        hint = (
            "a text that holds ': ' or ' #', or begins with a sign, needs quotes; "
            "between { and } one that holds a comma, too"
        )
        raise _error(file, place, f"not readable as YAML: {error.problem}; {hint}") from error


def _error(file: str, place: Place, message: str) -> ContentError:
    line, column = place
    return ContentError([Problem(file=file, line=line, column=column, message=message)])
