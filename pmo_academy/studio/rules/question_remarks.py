"""What the checks say about one question, each with the field that it is about."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from pmo_academy.authoring.rules.problems import ContentError, Path, Problem
from pmo_academy.authoring.rules.question_checks import problems_in_question, problems_in_texts
from pmo_academy.authoring.rules.question_shapes import Bank, BankQuestion
from pmo_academy.authoring.rules.shaping import shaped
from pmo_academy.authoring.rules.strict_yaml import Document, Place

_MISSING = re.compile(r"the field '(\w+)' is missing")
_WITHIN = 2  # the steps "questions" and 0, which lead to the only question


@dataclass(frozen=True, kw_only=True)
class Remark:
    """Something about a question; what is refused cannot be stored, a fault not be published."""

    place: Path
    message: str
    is_advice: bool = False
    is_refusal: bool = False


@dataclass(frozen=True, kw_only=True)
class Around:
    """What a question may speak of: topics of the course, items of models, pictures."""

    topics: Mapping[str, str]
    items: Mapping[str, str]
    pictures: Collection[str]


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A question as far as it can be read, and what the checks say."""

    question: BankQuestion | None
    remarks: tuple[Remark, ...]

    @property
    def faults(self) -> tuple[Remark, ...]:
        """What keeps it from being published."""
        return tuple(one for one in self.remarks if not one.is_advice)

    @property
    def is_sound(self) -> bool:
        """Tell whether it could be asked as it stands."""
        return self.question is not None and not self.faults


def check_question(value: Mapping[str, Any], around: Around) -> Checked:
    """Check a question of a bank by itself."""
    document = _document({"module": "one", "questions": [dict(value)]})
    try:
        (question,) = shaped(document, Bank).questions
    except ContentError as error:
        refused = (
            Remark(place=_place(document, one), message=one.message, is_refusal=True)
            for one in error.problems
        )
        return Checked(question=None, remarks=tuple(refused))
    found = [
        *problems_in_question(question, document=document, path=("questions", 0)),
        *problems_in_texts(document),
    ]
    remarks = [
        Remark(place=_place(document, one), message=one.message, is_advice=one.is_advice)
        for one in found
    ]
    return Checked(question=question, remarks=(*_surroundings(question, around), *remarks))


def _surroundings(question: BankQuestion, around: Around) -> Iterator[Remark]:
    if question.topic not in around.topics:
        known = ", ".join(around.topics)
        message = f"the course has no topic '{question.topic}', only {known}"
        yield Remark(place=("topic",), message=message)
    if question.item and around.items and question.item not in around.items:
        yield Remark(place=("item",), message=f"no model has the item '{question.item}'")
    picture = getattr(question, "picture", None)
    if picture is not None and PurePosixPath(picture).name not in around.pictures:
        message = f"the course has no picture '{picture}': choose one of its media"
        yield Remark(place=("picture",), message=message)


def _document(value: Any) -> Document:
    """Return a document whose every value and name stands on a line of its own, by number."""
    values: dict[Path, Place] = {}
    names: dict[Path, Place] = {}
    for path, is_named in _paths(value, ()):
        values[path] = (len(values) + 1, 1)
        if is_named:
            names[path] = values[path]
    return Document(file="", value=value, values=values, names=names)


def _paths(value: Any, path: Path) -> Iterator[tuple[Path, bool]]:
    yield path, bool(path) and isinstance(path[-1], str)
    inside: Iterable[tuple[str | int, Any]] = ()
    if isinstance(value, dict | list):
        inside = value.items() if isinstance(value, dict) else enumerate(value)
    for step, one in inside:
        yield from _paths(one, (*path, step))


def _place(document: Document, problem: Problem) -> Path:
    by_line = {line: path for path, (line, _column) in document.values.items()}
    missing = _MISSING.match(problem.message)
    return (*by_line[problem.line][_WITHIN:], *(missing.groups() if missing else ()))
