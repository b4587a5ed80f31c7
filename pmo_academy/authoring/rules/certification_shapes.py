"""What the files of internal programmes and of outside certificates look like."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from pmo_academy.authoring.rules.shapes import CourseCode, Key, Line, Percent, Shape, Text

Count = Annotated[int, Field(ge=1, le=100)]


class CourseRequirement(Shape):
    """A course completed."""

    kind: Literal["course"]
    code: CourseCode


class ProgrammeRequirement(Shape):
    """Another internal certificate's requirements."""

    kind: Literal["programme"]
    key: Key


class TestRequirement(Shape):
    """A test over the courses of the programme."""

    kind: Literal["test"]
    questions: Count
    pass_percent: Percent


class WorkProductsRequirement(Shape):
    """Work products accepted by a reviewer."""

    kind: Literal["work-products"]
    count: Count


class RoundRequirement(Shape):
    """Part taken in a closed assessment round, perhaps one with a consensus workshop."""

    kind: Literal["round"]
    workshop: bool = False


class PanelRequirement(Shape):
    """A case interview or panel."""

    kind: Literal["panel"]


class RecordRequirement(Shape):
    """A record of improvement over some months."""

    kind: Literal["record"]
    months: Count


Requirement = Annotated[
    CourseRequirement
    | ProgrammeRequirement
    | TestRequirement
    | WorkProductsRequirement
    | RoundRequirement
    | PanelRequirement
    | RecordRequirement,
    Field(discriminator="kind"),
]


class Renewal(Shape):
    """What renews an internal certificate."""

    hours: Count
    work_products: Annotated[int, Field(ge=0, le=20)]


class Programme(Shape):
    """An internal certification."""

    key: Key
    title: Line
    position: Annotated[int, Field(ge=1, le=100)]
    summary: Line
    requirements: Annotated[list[Requirement], Field(min_length=1, max_length=30)]
    valid_years: Annotated[int, Field(ge=1, le=20)]
    renewal: Renewal


class Figure(Shape):
    """A number of an outside body, with where it was read, when, and how sure it is."""

    value: Annotated[int, Field(ge=0)] | None
    source: Line
    url: Annotated[str, Field(pattern=r"^https://[^\s/]+\.[^\s]+$", max_length=300)] | None = None
    checked_on: date
    confidence: Literal["A", "B", "C", "X"]
    note: Text | None = None


class Eligibility(Figure):
    """One thing that a body asks for before the exam.

    The measure says what of a person's record it is held against; without one it is only told.
    With a schooling it holds for people of that schooling alone.
    """

    asks: Line
    unit: Literal["months", "hours", "years"] | None = None
    measure: (
        Literal[
            "project", "leading", "programme", "portfolio", "agile", "business", "hours", "window"
        ]
        | None
    ) = None
    schooling: Literal["secondary", "degree", "accredited"] | None = None
    within_years: Annotated[int, Field(ge=1, le=30)] | None = None


class TriangleMinimums(Shape):
    """The least on each side of the talent triangle."""

    ways_of_working: Figure
    power_skills: Figure
    business_acumen: Figure


class CredentialRenewal(Shape):
    """What keeps a certificate; what a body doesn't ask for is left out."""

    unit: Literal["PDU", "CPD"]
    cycle_years: Figure
    total: Figure | None = None
    per_year_minimum: Figure | None = None
    education_minimum: Figure | None = None
    triangle_minimums: TriangleMinimums | None = None
    giving_back_maximum: Figure | None = None
    practitioner_maximum: Figure | None = None
    carry_over_maximum: Figure | None = None


class Credential(Shape):
    """An outside certificate and its dated rules."""

    key: Key
    title: Line
    name: Line
    body: Line
    eligibility: Annotated[list[Eligibility], Field(min_length=1, max_length=12)]
    renewal: CredentialRenewal
    notes: list[Text] = []
