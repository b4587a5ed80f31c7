"""What questions look like, one shape for each type."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from pmo_academy.authoring.rules.shapes import ItemCode, Key, Line, Number, Shape, Text


class Option(Shape):
    """Something to choose, with what is said to somebody who chose it."""

    text: Text
    why: Text
    right: bool = False


class Step(Shape):
    """One step of an order, with the reason for its place."""

    text: Text
    why: Text


class Pair(Shape):
    """Two sides that belong together, with the reason."""

    left: Text
    right: Text
    why: Text


class Extra(Shape):
    """A right side that belongs to nothing."""

    right: Text
    why: Text


class NearMiss(Shape):
    """A typical wrong number, and the mistake behind it."""

    value: Number
    why: Text


class Asked(Shape):
    """What every question has."""

    stem: Text
    explanation: Text


class Single(Asked):
    """One of several."""

    type: Literal["single"]
    options: Annotated[list[Option], Field(min_length=3, max_length=5)]


class Multiple(Asked):
    """Some of several."""

    type: Literal["multiple"]
    options: Annotated[list[Option], Field(min_length=4, max_length=6)]


class TrueFalse(Asked):
    """A statement that holds or doesn't."""

    type: Literal["true-false"]
    answer: bool
    why_true: Text
    why_false: Text


class Numeric(Asked):
    """A number, right within a tolerance."""

    type: Literal["numeric"]
    answer: Number
    tolerance: Annotated[Number, Field(ge=0)] = Decimal(0)
    unit: Line | None = None
    near_misses: list[NearMiss] = []


class Ordering(Asked):
    """Steps, written in the right order."""

    type: Literal["ordering"]
    steps: Annotated[list[Step], Field(min_length=3, max_length=6)]


class Matching(Asked):
    """Pairs, and perhaps something that fits nothing."""

    type: Literal["matching"]
    pairs: Annotated[list[Pair], Field(min_length=3, max_length=6)]
    extra: Annotated[list[Extra], Field(max_length=2)] = []


class Placed(Shape):
    """What a question has besides when it stands in a bank."""

    key: Key
    topic: Key
    item: ItemCode | None = None


class BankSingle(Placed, Single):
    """Single choice in a bank."""


class BankMultiple(Placed, Multiple):
    """Multiple choice in a bank."""


class BankTrueFalse(Placed, TrueFalse):
    """A statement in a bank."""


class BankNumeric(Placed, Numeric):
    """A number in a bank."""


class BankOrdering(Placed, Ordering):
    """An order in a bank."""


class BankMatching(Placed, Matching):
    """Pairs in a bank."""


Question = Single | Multiple | TrueFalse | Numeric | Ordering | Matching
Check = Annotated[Question, Field(discriminator="type")]
BankQuestion = Annotated[
    BankSingle | BankMultiple | BankTrueFalse | BankNumeric | BankOrdering | BankMatching,
    Field(discriminator="type"),
]


class Bank(Shape):
    """The questions of one module."""

    module: Key
    questions: list[BankQuestion]
