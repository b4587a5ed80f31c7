"""All files of a content folder as editions to be, each with what is wrong with it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from pmo_academy.authoring.rules import strict_yaml
from pmo_academy.authoring.rules.answers import ANSWERS_FILE, AnswersSource, read_answers
from pmo_academy.authoring.rules.certification_checks import (
    CredentialSource,
    ProgrammeSource,
    read_credential,
    read_programme,
)
from pmo_academy.authoring.rules.course_checks import problems_in_course
from pmo_academy.authoring.rules.course_reading import CourseSource, read_course
from pmo_academy.authoring.rules.glossary import GLOSSARY_FILE, GlossarySource, read_glossary
from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.authoring.rules.ladder import LADDER_FILE, LadderSource, read_ladder
from pmo_academy.authoring.rules.problems import Path, Problem, kept
from pmo_academy.authoring.rules.strict_yaml import Document

_COURSE_FOLDER = re.compile(r"courses/[^/]+/.+")
_SINGLE_FILE = re.compile(r"(models|programmes|credentials)/([a-z0-9]+(?:-[a-z0-9]+)*)\.yaml")

# Finds what is wrong with a maturity model's document, each with the path to its place.
ModelProblems = Callable[[object], Sequence[tuple[Path, str]]]


@dataclass(frozen=True, kw_only=True)
class ModelSource:
    """A maturity model's file."""

    document: Document


Source = (
    CourseSource
    | ModelSource
    | ProgrammeSource
    | CredentialSource
    | GlossarySource
    | AnswersSource
    | LadderSource
)
# Kinds of which there is one, in a file of its own.
_SINGULAR = {GLOSSARY_FILE: Kind.GLOSSARY, ANSWERS_FILE: Kind.ANSWERS, LADDER_FILE: Kind.LADDER}


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An edition to be: its files by their path, what they say, and what is wrong with them.

    There is no source when the main file can't be read.
    """

    kind: Kind
    key: str
    files: Mapping[str, bytes]
    source: Source | None
    problems: list[Problem] = field(default_factory=list)

    @property
    def faults(self) -> list[Problem]:
        """What keeps it from being published; the rest is advice."""
        return [one for one in self.problems if not one.is_advice]


@dataclass(frozen=True, kw_only=True)
class Collection:
    """Everything in a content folder; files that belong to nothing are problems by themselves."""

    drafts: tuple[Draft, ...]
    strays: tuple[Problem, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong, in the order of files and lines."""
        found = [problem for draft in self.drafts for problem in draft.problems]
        return tuple(sorted({*found, *self.strays}))


def items_by_model(collection: Collection) -> dict[str, list[str]]:
    """Return the codes of the items of each sound model, by the model's code."""
    return {
        draft.source.document.value["code"]: [
            item["code"]
            for domain in draft.source.document.value["domains"]
            for item in domain["items"]
        ]
        for draft in collection.drafts
        if isinstance(draft.source, ModelSource) and not draft.problems
    }


def collect(files: Mapping[str, bytes], *, model_problems: ModelProblems) -> Collection:
    """Sort files into editions and check each by itself."""
    strays = [_stray(name) for name in sorted(files) if _edition_of(name) is None]
    drafts = []
    for kind in Kind:
        for key in sorted(
            {own[1] for name in files if (own := _edition_of(name)) and own[0] is kind}
        ):
            own_files = {
                name: files[name] for name in sorted(files) if _edition_of(name) == (kind, key)
            }
            drafts.append(_draft(kind, key, own_files, model_problems))
    return Collection(drafts=tuple(drafts), strays=tuple(strays))


def _edition_of(name: str) -> tuple[Kind, str] | None:
    if _COURSE_FOLDER.fullmatch(name):
        return Kind.COURSE, name.split("/")[1]
    if name in _SINGULAR:
        return _SINGULAR[name], _SINGULAR[name].value
    single = _SINGLE_FILE.fullmatch(name)
    return (Kind(single[1]), single[2]) if single else None


def _stray(name: str) -> Problem:
    kinds = "courses/<CODE>/, models/, programmes/ or credentials/"
    message = f"content lies in {kinds} under a name in lower case: move, rename or remove it"
    return Problem(file=name, line=1, column=1, message=message)


def _draft(
    kind: Kind, key: str, files: Mapping[str, bytes], model_problems: ModelProblems
) -> Draft:
    problems: list[Problem] = []
    source: Source | None
    if kind is Kind.COURSE:
        source = _course(key, files, problems)
    else:
        ((name, body),) = files.items()
        source = _single(kind, name, body, problems, model_problems)
    return Draft(kind=kind, key=key, files=files, source=source, problems=problems)


def _course(key: str, files: Mapping[str, bytes], problems: list[Problem]) -> CourseSource | None:
    folder = f"courses/{key}"
    inside = {name.removeprefix(f"{folder}/"): body for name, body in files.items()}
    source = read_course(folder, inside, problems)
    problems.extend(problems_in_course(source) if source else ())
    return source


def _single(
    kind: Kind,
    name: str,
    body: bytes,
    problems: list[Problem],
    model_problems: ModelProblems,
) -> Source | None:
    document = kept(partial(_document, name, body), problems)
    if document is None:
        return None
    if kind is Kind.MODEL:
        found = model_problems(strict_yaml.plain(document.value))
        problems.extend(document.problem(path, message) for path, message in found)
        return ModelSource(document=document)
    if kind is Kind.PROGRAMME:
        return kept(partial(read_programme, document, problems), problems)
    if kind is Kind.GLOSSARY:
        return kept(partial(read_glossary, document, problems), problems)
    if kind is Kind.ANSWERS:
        return kept(partial(read_answers, document, problems), problems)
    if kind is Kind.LADDER:
        return kept(partial(read_ladder, document, problems), problems)
    return kept(partial(read_credential, document, problems), problems)


def model_file(code: str) -> str:
    """Say what the file of a model is called."""
    return f"models/{code.lower()}.yaml"


def _document(name: str, body: bytes) -> Document:
    return strict_yaml.read(strict_yaml.decoded(body, file=name), file=name)
