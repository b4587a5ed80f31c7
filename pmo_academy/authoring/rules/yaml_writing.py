"""Plain YAML as our files are written; what did not change keeps its lines, comments included."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

from pmo_academy.authoring.rules import strict_yaml
from pmo_academy.authoring.rules.problems import ContentError
from pmo_academy.authoring.rules.strict_yaml import Document

WIDTH = 120
_FENCE = "---\n"


class _Writer(yaml.SafeDumper):
    """Writes texts of several lines as blocks, numbers with the digits they have, no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write what stands there twice out twice."""
        del data
        return True


def _text(writer: yaml.SafeDumper, value: str) -> yaml.Node:
    is_block = "\n" in value and not any(line != line.rstrip() for line in value.split("\n"))
    style = "|" if is_block else None
    return writer.represent_scalar("tag:yaml.org,2002:str", value, style=style)


def _number(writer: yaml.SafeDumper, value: Decimal) -> yaml.Node:
    text = format(value, "f")
    return writer.represent_scalar(
        "tag:yaml.org,2002:float", text if "." in text else f"{text}.0", style=""
    )


def _day(writer: yaml.SafeDumper, value: date) -> yaml.Node:
    return writer.represent_scalar("tag:yaml.org,2002:timestamp", value.isoformat())


_Writer.add_representer(str, _text)
_Writer.add_representer(Decimal, _number)
_Writer.add_representer(date, _day)


def written(value: Any) -> str:
    """Return a value as a YAML text that reads back as the same value."""
    text: str = yaml.dump(
        value, Dumper=_Writer, sort_keys=False, allow_unicode=True, width=WIDTH, indent=2
    )
    return text


def rewritten(text: str, value: Mapping[str, Any], *, file: str = "") -> str:
    """Return the text with this value: fields and entries that are the same keep their lines."""
    old = strict_yaml.read(text, file=file)
    if old.value == value:
        return text
    if isinstance(old.value, dict) and _is_block(old, text):
        spliced = _spliced(old, text.splitlines(keepends=True), value)
        if _reads_as(spliced, value):
            return spliced
    return written(dict(value))


def page(fields: str, body: str) -> str:
    """Return a Markdown file of fields and a text."""
    return f"{_FENCE}{fields}{_FENCE}{body}"


def _reads_as(text: str, value: Mapping[str, Any]) -> bool:
    try:
        return bool(strict_yaml.read(text, file="").value == value)
    except ContentError:
        return False


def _is_block(old: Document, text: str) -> bool:
    """Tell whether each field of the document begins a line of its own."""
    places = [old.names[name,] for name in old.value]
    lines = [line for line, _column in places]
    return (
        all(column == 1 for _line, column in places)
        and lines == sorted(set(lines))
        and text[-1:] == "\n"
    )


def _spliced(old: Document, lines: Sequence[str], value: Mapping[str, Any]) -> str:
    starts = {name: old.names[name,][0] - 1 for name in old.value}
    ends = dict(zip(starts, [*list(starts.values())[1:], len(lines)], strict=True))
    pieces = ["".join(lines[: min(starts.values(), default=0)])]
    for name, new in value.items():
        before = old.value.get(name)
        if name in starts and before == new:
            pieces.append("".join(lines[starts[name] : ends[name]]))
        elif name in starts and isinstance(before, list) and isinstance(new, list):
            pieces.append(_list(old, lines, name, new, end=ends[name]))
        else:
            pieces.append(written({name: new}))
    return "".join(pieces)


def _list(old: Document, lines: Sequence[str], name: str, new: list[Any], *, end: int) -> str:
    """Write a list anew; entries that were there before keep their lines."""
    before = old.value[name]
    places = [old.values[name, at] for at in range(len(before))]
    starts = [line - 1 for line, _column in places]
    indents = {lines[line - 1][: column - 1] for line, column in places}
    is_block = len(indents) == 1 and all(indent.strip() == "-" for indent in indents)
    if not new or not is_block or len(set(starts)) < len(starts):
        return written({name: new})
    (indent,) = indents
    own = [
        "".join(lines[start:stop]) for start, stop in zip(starts, [*starts[1:], end], strict=True)
    ]
    pieces = ["".join(lines[old.names[name,][0] - 1 : starts[0]])]
    for entry in new:
        at = next((at for at, one in enumerate(before) if one == entry), None)
        pieces.append(_entry(entry, indent) if at is None else own[at])
    return "".join(pieces)


def _entry(value: Any, indent: str) -> str:
    """Write an entry of a list behind its dash."""
    blank = " " * len(indent)
    first, *rest = written(value if isinstance(value, dict | list) else [value]).splitlines(
        keepends=True
    )
    if not isinstance(value, dict | list):
        return indent.rstrip()[:-1] + "".join([first, *rest])
    return indent + first + "".join(blank + line if line.strip() else line for line in rest)
