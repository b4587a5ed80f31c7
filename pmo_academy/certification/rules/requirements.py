"""What an internal certificate asks for, what is known of a person, and how the two compare."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What a requirement asks for."""

    PROGRAMME = "programme"
    COURSE = "course"
    TEST = "test"
    WORK_PRODUCTS = "work-products"
    ROUND = "round"
    PANEL = "panel"
    RECORD = "record"


class State(StrEnum):
    """Where a requirement stands.

    Waiting means that the person has done their part. Not offered means that nobody can meet it
    here yet.
    """

    MET = "met"
    MISSING = "missing"
    WAITING = "waiting"
    NOT_OFFERED = "not-offered"


class Fact(StrEnum):
    """What a row behind a requirement says."""

    COMPLETED = "completed"
    PACKAGES_ALONE = "packages-alone"
    NOT_STARTED = "not-started"
    LESSONS = "lessons"
    QUIZZES = "quizzes"
    TEST_PASSED = "test-passed"
    TEST_OPEN = "test-open"
    PRODUCT_ACCEPTED = "product-accepted"
    PRODUCT_IN_REVIEW = "product-in-review"
    PRODUCT_OPEN = "product-open"
    ANNOUNCED = "announced"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"
    ACCEPTED = "accepted"
    IN_REVIEW = "in-review"
    ROUND_CLOSED = "round-closed"
    ROUND_OPEN = "round-open"
    NO_WORKSHOP = "no-workshop"
    NO_ROUND = "no-round"
    REQUIREMENTS = "requirements"
    LATER = "later"
    PROGRAMME_TEST_READY = "programme-test-ready"
    PROGRAMME_TEST_LATER = "programme-test-later"
    PROGRAMME_TEST_PASSED = "programme-test-passed"
    PANEL_NONE = "panel-none"
    PANEL_WAITING = "panel-waiting"
    PANEL_RETURNED = "panel-returned"
    PANEL_PASSED = "panel-passed"
    RECORD_MONTHS = "record-months"
    RECORD_UNCONFIRMED = "record-unconfirmed"


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """One thing that a programme asks for.

    The key names the course or the programme asked for; of a test, a panel and a record, the
    programme that asks.
    """

    kind: Kind
    key: str = ""
    count: int = 1
    pass_percent: int | None = None
    needs_workshop: bool = False


@dataclass(frozen=True, kw_only=True)
class Programme:
    """An internal certificate and what it asks for."""

    key: str
    title: str
    requirements: tuple[Requirement, ...]
    summary: str = ""
    valid_years: int = 3
    renewal_hours: int = 0
    renewal_work_products: int = 0


class Product(StrEnum):
    """Where the work product of a course stands."""

    OPEN = "open"
    IN_REVIEW = "in-review"
    ACCEPTED = "accepted"


@dataclass(frozen=True, kw_only=True)
class CourseFacts:
    """A course, and how far the person is in it; None stands for what it does not ask for.

    It does not count where nothing but packages of other products says that it is completed.
    """

    title: str
    is_offered: bool = True
    is_withdrawn: bool = False
    has_started: bool = False
    lessons_done: int = 0
    lessons: int = 0
    quizzes_passed: int = 0
    quizzes: int = 0
    has_passed_test: bool | None = None
    product: Product | None = None
    completed_on: date | None = None
    counts: bool = True


@dataclass(frozen=True, kw_only=True)
class RoundFacts:
    """An assessment round in which the person took part."""

    title: str
    closed_on: date | None = None
    had_workshop: bool = False


@dataclass(frozen=True, kw_only=True)
class WorkProductFacts:
    """How many of the person's work products were accepted, and how many a reviewer has."""

    accepted: int = 0
    in_review: int = 0


class PanelState(StrEnum):
    """Where the case that somebody presents for a programme stands."""

    WAITING = "waiting"
    RETURNED = "returned"
    PASSED = "passed"


@dataclass(frozen=True, kw_only=True)
class PanelFacts:
    """The latest case of a person for a programme, and the day on which it was decided."""

    state: PanelState
    decided_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class RecordFacts:
    """The record of improvement: the days that somebody else confirmed, and how many wait."""

    confirmed: tuple[date, ...] = ()
    unconfirmed: int = 0


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of a person; None stands for what nobody can do here yet.

    `tests` has the day on which the test of each programme was passed, or None; a programme
    without a test stands not in it. `panels` has the latest case by programme.
    """

    courses: Mapping[str, CourseFacts] = field(default_factory=dict)
    work_products: WorkProductFacts | None = None
    rounds: tuple[RoundFacts, ...] | None = None
    tests: Mapping[str, date | None] = field(default_factory=dict)
    panels: Mapping[str, PanelFacts] | None = None
    record: RecordFacts | None = None


@dataclass(frozen=True, kw_only=True)
class Row:
    """One fact behind a state, with the numbers, day or title that belong to it."""

    fact: Fact
    done: int = 0
    asked: int = 0
    on: date | None = None
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """A requirement with its state and the rows behind it."""

    requirement: Requirement
    title: str
    state: State
    rows: tuple[Row, ...]
    parts: tuple["Outcome", ...] = ()

    @property
    def leaves(self) -> tuple["Outcome", ...]:
        """The requirements of the nested programmes instead of these programmes."""
        if not self.parts:
            return (self,)
        return tuple(leaf for part in self.parts for leaf in part.leaves)


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a person is on the way to a programme."""

    programme: Programme
    outcomes: tuple[Outcome, ...]

    @property
    def leaves(self) -> tuple[Outcome, ...]:
        """Every single requirement, those of nested programmes included."""
        return tuple(leaf for outcome in self.outcomes for leaf in outcome.leaves)

    @property
    def met(self) -> int:
        """How many single requirements are met."""
        return sum(leaf.state is State.MET for leaf in self.leaves)

    @property
    def asked(self) -> int:
        """How many single requirements there are."""
        return len(self.leaves)

    @property
    def is_met(self) -> bool:
        """Tell whether everything is met."""
        return self.met == self.asked

    @property
    def next_step(self) -> Outcome | None:
        """The first requirement that the person can work on now."""
        return next((leaf for leaf in self.leaves if leaf.state is State.MISSING), None)
