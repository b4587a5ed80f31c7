"""Fields of the model editor as values: what they are called, and what may be typed in them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from werkzeug.datastructures import MultiDict

from pmo_academy.core.words import gettext as _
from pmo_academy.studio.rules.model_outline import Path

LONGEST = 500
_NUMBER = re.compile(r"[0-9]{1,6}(\.[0-9]{1,12})?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")


class Look(StrEnum):
    """How a field looks."""

    LINE = "line"
    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    CHECK = "check"


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field; a path says where in the file its text stands, if it stands there alone."""

    name: str
    label: str
    look: Look = Look.LINE
    help: str = ""
    options: Sequence[tuple[str, str]] = ()
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(100)
    pattern: re.Pattern[str] | None = None
    pattern_words: str = ""
    most: int = LONGEST
    path: Path = ()


@dataclass(frozen=True, kw_only=True)
class Group:
    """Fields that belong together, under a heading."""

    title: str
    fields: Sequence[Field]
    help: str = ""


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What was typed by the name of the field, and what is wrong with it."""

    values: Mapping[str, str]
    problems: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Both:
    """A field in which two people wrote: the text that stands there, and the one just typed."""

    label: str
    theirs: str
    yours: str


def fields_of(groups: Iterable[Group]) -> list[Field]:
    """Return the fields of all groups."""
    return [one for group in groups for one in group.fields]


def read(groups: Iterable[Group], form: MultiDict[str, str]) -> Typed:
    """Read what was typed, and note what is wrong with its shape."""
    typed = Typed(values={one.name: _clean(form.get(one.name, "")) for one in fields_of(groups)})
    for one in fields_of(groups):
        problem = _problem(one, typed.values[one.name])
        if problem:
            typed.problems[one.name] = problem
    return typed


def both_texts(
    groups: Iterable[Group], *, theirs: Mapping[str, str], yours: Mapping[str, str]
) -> list[Both]:
    """List the fields in which what stands there is not what was typed."""
    return [
        Both(
            label=one.label,
            theirs=_shown(one, theirs.get(one.name, "")),
            yours=_shown(one, yours.get(one.name, "")),
        )
        for one in fields_of(groups)
        if theirs.get(one.name, "") != yours.get(one.name, "")
    ]


def number_from(text: str) -> int | Decimal:
    """Return a number as the file holds it."""
    return Decimal(text) if "." in text else int(text)


def _clean(text: str) -> str:
    return " ".join(_CONTROL.sub("", text).split())


def _problem(one: Field, text: str) -> str:
    if one.look is Look.CHECK:
        return ""
    if one.look is Look.CHOICE:
        is_there = any(text == value for value, _label in one.options)
        return "" if is_there else _("Choose one: %(field)s.", field=one.label)
    if not text:
        return _("Enter something: %(field)s.", field=one.label)
    if one.look is Look.NUMBER:
        return _number_problem(one, text)
    if one.pattern and not one.pattern.fullmatch(text):
        return one.pattern_words
    if len(text) > one.most:
        return _(
            "%(field)s: at most %(most)s characters; this has %(count)s.",
            field=one.label, most=one.most, count=len(text),
        )  # fmt: skip
    return ""


def _number_problem(one: Field, text: str) -> str:
    if _NUMBER.fullmatch(text) and one.low <= Decimal(text) <= one.high:
        return ""
    return _(
        "%(field)s: enter a number from %(low)s to %(high)s, such as 2 or 0.5.",
        field=one.label, low=format(one.low, "f"), high=format(one.high, "f"),
    )  # fmt: skip


def _shown(one: Field, text: str) -> str:
    if one.look is Look.CHECK:
        return _("yes") if text else _("no")
    return dict(one.options).get(text, text)
