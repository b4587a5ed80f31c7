"""What is wrong with a programme or an outside certificate taken by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from pmo_academy.authoring.rules.certification_shapes import Credential, Figure, Programme
from pmo_academy.authoring.rules.problems import Path, Problem
from pmo_academy.authoring.rules.shapes import Shape
from pmo_academy.authoring.rules.shaping import shaped
from pmo_academy.authoring.rules.strict_yaml import Document


@dataclass(frozen=True, kw_only=True)
class ProgrammeSource:
    """A programme's file."""

    document: Document
    programme: Programme


@dataclass(frozen=True, kw_only=True)
class CredentialSource:
    """The file of an outside certificate."""

    document: Document
    credential: Credential


def read_programme(document: Document, problems: list[Problem]) -> ProgrammeSource:
    """Read a programme and note what is wrong with it."""
    programme = shaped(document, Programme)
    problems.extend(_key(document, programme.key))
    for at, requirement in enumerate(programme.requirements):
        if requirement in programme.requirements[:at]:
            problems.append(document.problem(("requirements", at), "is asked for twice"))
    return ProgrammeSource(document=document, programme=programme)


def read_credential(document: Document, problems: list[Problem]) -> CredentialSource:
    """Read the rules of an outside certificate and note what is wrong with them."""
    credential = shaped(document, Credential)
    problems.extend(_key(document, credential.key))
    for path, figure in figures(credential):
        problems.extend(_figure(document, path, figure))
    if credential.renewal.total is None and credential.renewal.per_year_minimum is None:
        message = "says nothing of how much is asked: add 'total' or 'per_year_minimum'"
        problems.append(document.problem(("renewal",), message))
    return CredentialSource(document=document, credential=credential)


def figures(shape: Shape, path: Path = ()) -> Iterator[tuple[Path, Figure]]:
    """Give every figure within a shape, with the path to it."""
    if isinstance(shape, Figure):
        yield path, shape
    for name in type(shape).model_fields:
        yield from _within(getattr(shape, name), (*path, name))


def _within(value: Any, path: Path) -> Iterator[tuple[Path, Figure]]:
    if isinstance(value, Shape):
        yield from figures(value, path)
    elif isinstance(value, list):
        for at, one in enumerate(value):
            yield from _within(one, (*path, at))


def _figure(document: Document, path: Path, figure: Figure) -> Iterator[Problem]:
    if figure.value is None and not figure.note:
        yield document.problem(path, "an unknown figure needs a note that says so: add 'note'")
    if figure.confidence == "X" and not figure.note:
        yield document.problem(path, "confidence X needs a note that says what conflicts or lacks")


def _key(document: Document, key: str) -> Iterator[Problem]:
    name = PurePosixPath(document.file).stem
    if key != name:
        yield document.problem(("key",), f"must be '{name}', as the file is called, not '{key}'")
