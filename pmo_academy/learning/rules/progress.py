"""How far somebody is in a course, what comes next and what completes it; derived, never counted.

A course is a path of steps. Practice tasks stand on the path but are nobody's proof of anything, so
they have no state and count for nothing.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class StepKind(StrEnum):
    """What a step of a course is."""

    LESSON = "lesson"
    PRACTICE = "practice"
    QUIZ = "quiz"
    TEST = "test"
    WORK_PRODUCT = "work-product"


class StepState(StrEnum):
    """Where a person stands with a step."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"


class Requirement(StrEnum):
    """What a course can ask for before it counts as completed."""

    LESSONS = "lessons"
    QUIZZES = "quizzes"
    COURSE_TEST = "course-test"
    WORK_PRODUCT = "work-product"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of the path; `ref` is the id of the lesson, the quiz or the module of a practice.

    `item` is the maturity item that a lesson serves.
    """

    kind: StepKind
    ref: UUID
    key: str
    title: str
    minutes: int
    item: str = ""
    state: StepState = StepState.NOT_STARTED

    @property
    def is_done(self) -> bool:
        """Tell whether the step is behind the person."""
        return self.state is StepState.DONE


@dataclass(frozen=True, kw_only=True)
class Met:
    """One requirement of a course with the rows that it rests on."""

    requirement: Requirement
    done: tuple[Step, ...]
    missing: tuple[Step, ...]
    is_met: bool


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far somebody is; every figure follows from `requirements`."""

    requirements: tuple[Met, ...]
    done: int
    total: int
    minutes_left: int

    @property
    def percent(self) -> int:
        """Whole percent, rounded down: 100 means everything."""
        return self.done * 100 // self.total if self.total else 0

    @property
    def is_complete(self) -> bool:
        """Tell whether everything that the course asks for is there."""
        return bool(self.requirements) and all(met.is_met for met in self.requirements)

    @property
    def has_begun(self) -> bool:
        """Tell whether anything is done yet."""
        return self.done > 0


_STEPS_OF = {
    Requirement.LESSONS: StepKind.LESSON,
    Requirement.QUIZZES: StepKind.QUIZ,
    Requirement.COURSE_TEST: StepKind.TEST,
    Requirement.WORK_PRODUCT: StepKind.WORK_PRODUCT,
}
# What a course has one of or none: asked for but not on the path, it is not there.
_ONE = (Requirement.COURSE_TEST, Requirement.WORK_PRODUCT)


def progress(
    path: Sequence[Step],
    *,
    completes_with: Collection[str],
) -> Progress:
    """Return how far somebody is, requirement by requirement."""
    requirements = tuple(
        _met(requirement, path) for requirement in Requirement if requirement in completes_with
    )
    steps = [step for met in requirements for step in (*met.done, *met.missing)]
    return Progress(
        requirements=requirements,
        done=sum(step.is_done for step in steps),
        total=len(steps),
        minutes_left=sum(step.minutes for step in steps if not step.is_done),
    )


def counted(
    *,
    lessons: tuple[int, int],
    quizzes: tuple[int, int],
    tests: tuple[int, int] = (0, 0),
    work_products: tuple[int, int] = (0, 0),
    completes_with: Collection[str],
) -> tuple[int, int]:
    """Return done and total as `progress` does, from counts of (done, all) instead of steps."""
    counts = {
        Requirement.LESSONS: lessons,
        Requirement.QUIZZES: quizzes,
        Requirement.COURSE_TEST: tests,
        Requirement.WORK_PRODUCT: work_products,
    }
    asked = [counts[requirement] for requirement in Requirement if requirement in completes_with]
    return sum(done for done, _ in asked), sum(total for _, total in asked)


def next_step(path: Sequence[Step], *, last: UUID | None = None) -> Step | None:
    """Return where to go on: the last lesson if it is not done, else the first undone after it.

    Steps left out earlier come when the end is reached; None when nothing is left.
    """
    begin = next((index for index, step in enumerate(path) if step.ref == last), 0)
    for step in (*path[begin:], *path[:begin]):
        if step.kind is not StepKind.PRACTICE and not step.is_done and not _is_with_others(step):
            return step
    return None


def _is_with_others(step: Step) -> bool:
    """Tell whether it is the turn of others: a work product waits for those who judge it."""
    return step.kind is StepKind.WORK_PRODUCT and step.state is StepState.IN_PROGRESS


def neighbours(path: Sequence[Step], ref: UUID) -> tuple[Step | None, Step | None]:
    """Return the steps before and after one on the path, None at its ends."""
    index = next(index for index, step in enumerate(path) if step.ref == ref)
    before = path[index - 1] if index else None
    after = path[index + 1] if index + 1 < len(path) else None
    return before, after


def _met(requirement: Requirement, path: Sequence[Step]) -> Met:
    steps = [step for step in path if step.kind is _STEPS_OF[requirement]]
    missing = tuple(step for step in steps if not step.is_done)
    return Met(
        requirement=requirement,
        done=tuple(step for step in steps if step.is_done),
        missing=missing,
        is_met=not missing and (bool(steps) or requirement not in _ONE),
    )
