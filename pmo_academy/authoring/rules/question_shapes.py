"""What questions look like, one shape for each type."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from pmo_academy.authoring.rules.shapes import ItemCode, Key, Line, Number, Reason, Shape, Text

Form = Annotated[Line, Field(max_length=200)]


class Option(Shape):
    """Something to choose, with what is said to somebody who chose it."""

    text: Text
    why: Reason = ""
    right: bool = False


class Step(Shape):
    """One step of an order, with the reason for its place."""

    text: Text
    why: Reason = ""


class Pair(Shape):
    """Two sides that belong together, with the reason."""

    left: Text
    right: Text
    why: Reason = ""


class Extra(Shape):
    """A right side that belongs to nothing."""

    right: Text
    why: Reason = ""


class NearMiss(Shape):
    """A typical wrong number, and the mistake behind it."""

    value: Number
    why: Reason = ""


class WrongForm(Shape):
    """Typical wrong words, and the mistake behind them."""

    text: Annotated[Line, Field(max_length=200)]
    why: Reason = ""


class Gap(Shape):
    """A gap in a text: words are typed, or one of several is chosen."""

    key: Key
    accepted: Annotated[list[Form], Field(max_length=10)] = []
    near_misses: Annotated[list[WrongForm], Field(max_length=5)] = []
    options: Annotated[list[Option], Field(max_length=10)] = []
    why: Reason = ""


class Sorted(Shape):
    """Something that belongs to one of the categories, with the reason."""

    text: Text
    category: Line
    why: Reason = ""


class Spot(Shape):
    """A point on a picture, in percent of its width and height from the top left."""

    x: Annotated[Number, Field(ge=0, le=100)]
    y: Annotated[Number, Field(ge=0, le=100)]
    text: Text
    why: Reason = ""
    right: bool = False


class Asked(Shape):
    """What every question has."""

    stem: Text
    explanation: Reason = ""


class Single(Asked):
    """One of several."""

    type: Literal["single"]
    options: Annotated[list[Option], Field(min_length=2, max_length=10)]


class Multiple(Asked):
    """Some of several."""

    type: Literal["multiple"]
    options: Annotated[list[Option], Field(min_length=2, max_length=10)]


class TrueFalse(Asked):
    """A statement that holds or doesn't."""

    type: Literal["true-false"]
    answer: bool
    why_true: Reason = ""
    why_false: Reason = ""


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
    steps: Annotated[list[Step], Field(min_length=2, max_length=10)]


class Matching(Asked):
    """Pairs, and perhaps something that fits nothing."""

    type: Literal["matching"]
    pairs: Annotated[list[Pair], Field(min_length=2, max_length=10)]
    extra: Annotated[list[Extra], Field(max_length=5)] = []


class ShortText(Asked):
    """A word or a few, in one of the accepted forms."""

    type: Literal["short-text"]
    accepted: Annotated[list[Form], Field(min_length=1, max_length=15)]
    near_misses: Annotated[list[WrongForm], Field(max_length=15)] = []


class Cloze(Asked):
    """A text with gaps, each marked by its key in braces."""

    type: Literal["cloze"]
    text: Text
    gaps: Annotated[list[Gap], Field(min_length=1, max_length=6)]


class Categorise(Asked):
    """Things to be sorted into two to four categories."""

    type: Literal["categorise"]
    categories: Annotated[list[Line], Field(min_length=2, max_length=6)]
    items: Annotated[list[Sorted], Field(min_length=2, max_length=12)]


class HotSpot(Asked):
    """One of several points on a picture."""

    type: Literal["hot-spot"]
    picture: Line
    alt: Text
    spots: Annotated[list[Spot], Field(min_length=2, max_length=10)]


Part = Annotated[
    Single | Multiple | TrueFalse | Numeric | Ordering | Matching | ShortText | Cloze | Categorise,
    Field(discriminator="type"),
]


class Case(Asked):
    """A situation, and two to five questions about it."""

    type: Literal["case"]
    parts: Annotated[list[Part], Field(min_length=2, max_length=5)]


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


class BankShortText(Placed, ShortText):
    """A few words in a bank."""


class BankCloze(Placed, Cloze):
    """A text with gaps in a bank."""


class BankCategorise(Placed, Categorise):
    """Things to sort in a bank."""


class BankHotSpot(Placed, HotSpot):
    """A picture in a bank."""


class BankCase(Placed, Case):
    """A case in a bank."""


Question = (
    Single
    | Multiple
    | TrueFalse
    | Numeric
    | Ordering
    | Matching
    | ShortText
    | Cloze
    | Categorise
    | HotSpot
    | Case
)
Check = Annotated[Question, Field(discriminator="type")]
BankQuestion = Annotated[
    BankSingle
    | BankMultiple
    | BankTrueFalse
    | BankNumeric
    | BankOrdering
    | BankMatching
    | BankShortText
    | BankCloze
    | BankCategorise
    | BankHotSpot
    | BankCase,
    Field(discriminator="type"),
]


class Bank(Shape):
    """The questions of one module."""

    module: Key
    questions: list[BankQuestion]
