"""The career ladder: one file with stages, competences and what is quoted on pay."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.authoring.rules.problems import Problem
from pmo_academy.authoring.rules.shapes import CourseCode, Key, Line, Shape
from pmo_academy.authoring.rules.shaping import shaped
from pmo_academy.authoring.rules.strict_yaml import Document

LADDER_FILE = "ladder.yaml"


class Stage(Shape):
    """A stage of a career: duties, what it takes of each competence, what proves it."""

    key: Key
    title: Line
    level: Literal["Support", "Control", "Strategic"]
    duties: Annotated[list[Line], Field(min_length=1, max_length=8)]
    profile: dict[Key, Annotated[int, Field(ge=0, le=3)]]
    programme: Key
    certificates: Annotated[list[Key], Field(max_length=8)] = []
    experiences: Annotated[list[Line], Field(min_length=1, max_length=8)]


class Competence(Shape):
    """A competence in four steps, from 0 to 3, and the courses that help."""

    key: Key
    title: Line
    steps: Annotated[list[Line], Field(min_length=4, max_length=4)]
    courses: Annotated[list[CourseCode], Field(min_length=1, max_length=4)]


class Quotation(Shape):
    """What somebody says about pay; what it does not name is left out."""

    words: Line
    source: Line
    year: Annotated[int, Field(ge=1990, le=2100)] | None = None
    place: Line | None = None
    currency: Line | None = None
    note: Line | None = None


class Ladder(Shape):
    """The file ladder.yaml; stages stand from below."""

    stages: Annotated[list[Stage], Field(min_length=1, max_length=8)]
    competences: Annotated[list[Competence], Field(min_length=1, max_length=16)]
    quotations: Annotated[list[Quotation], Field(max_length=20)] = []


@dataclass(frozen=True, kw_only=True)
class LadderSource:
    """The file of the ladder."""

    document: Document
    ladder: Ladder


def read_ladder(document: Document, problems: list[Problem]) -> LadderSource:
    """Read the ladder and note stages whose profile does not name every competence once."""
    ladder = shaped(document, Ladder)
    keys = [one.key for one in ladder.competences]
    for at, stage in enumerate(ladder.stages):
        if sorted(stage.profile) != sorted(keys):
            message = f"names each competence once: {', '.join(keys)}"
            problems.append(document.problem(("stages", at, "profile"), message))
    return LadderSource(document=document, ladder=ladder)


def unknown_names(source: LadderSource, named: Mapping[Kind, Collection[str]]) -> Iterator[Problem]:
    """Find courses, programmes and certificates that the ladder names and nobody has."""
    courses, programmes = named[Kind.COURSE], named[Kind.PROGRAMME]
    credentials = named[Kind.CREDENTIAL]
    for at, one in enumerate(source.ladder.competences):
        for number, code in enumerate(one.courses):
            if code not in courses:
                place = ("competences", at, "courses", number)
                yield source.document.problem(place, f"there is no course {code}")
    for at, stage in enumerate(source.ladder.stages):
        if stage.programme not in programmes:
            message = f"there is no programme {stage.programme}"
            yield source.document.problem(("stages", at, "programme"), message)
        for number, key in enumerate(stage.certificates):
            if key not in credentials:
                message = f"there is no certificate {key}"
                yield source.document.problem(("stages", at, "certificates", number), message)
