"""What the files of a course look like."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from pmo_academy.authoring.rules.question_shapes import Check
from pmo_academy.authoring.rules.shapes import (
    CourseCode,
    ItemCode,
    Key,
    Line,
    Minutes,
    Number,
    Percent,
    Shape,
    Text,
)

MOST_TOPICS = 12

Level = Literal["foundation", "support", "support-to-control", "control", "strategic", "all"]
Feedback = Literal["full", "after-pass", "score-only"]
Hours = Annotated[Number, Field(ge=0)]


class LearningCredit(Shape):
    """Hours of learning by side of the talent triangle."""

    ways_of_working: Hours
    power_skills: Hours
    business_acumen: Hours


class Topic(Shape):
    """One of the topics that questions belong to."""

    key: Key
    title: Line


class QuizEntry(Shape):
    """How a module's quiz draws from its bank."""

    draw: Annotated[int, Field(ge=1, le=50)]
    pass_percent: Percent
    minutes: Minutes
    tries: Annotated[int, Field(ge=1, le=100)] | None = None
    per_days: Annotated[int, Field(ge=1, le=366)] | None = None
    wait_hours: Annotated[int, Field(ge=0, le=8784)] = 0
    minutes_limit: Minutes | None = None
    feedback: Feedback = "full"
    confidence: bool = False


class TestEntry(Shape):
    """How the course test draws: so many questions from each topic of the course."""

    __test__ = False

    per_topic: Annotated[int, Field(ge=1, le=10)] = 4
    pass_percent: Percent = 70
    topic_percent: Annotated[int, Field(ge=0, le=100)] = 50
    minutes: Minutes
    tries: Annotated[int, Field(ge=1, le=100)] | None = 3
    per_days: Annotated[int, Field(ge=1, le=366)] | None = 30
    wait_hours: Annotated[int, Field(ge=0, le=8784)] = 0
    minutes_limit: Minutes | None = None
    feedback: Feedback = "after-pass"
    confidence: bool = False


class ModuleEntry(Shape):
    """One module, with its lessons in order."""

    key: Key
    title: Line
    minutes: Minutes
    summary: Line
    lessons: Annotated[list[Key], Field(max_length=30)]
    practice: bool
    quiz: QuizEntry


class Course(Shape):
    """The file course.yaml; a course that is only announced has no modules yet."""

    code: CourseCode
    title: Line
    level: Level
    promise: Line
    audience: Line
    outcomes: Annotated[list[Line], Field(min_length=1, max_length=8)]
    minutes: Minutes
    learning_credit: LearningCredit
    updated: date
    requires: list[CourseCode]
    recommends: list[CourseCode]
    covers: dict[ItemCode, Number]
    topics: Annotated[list[Topic], Field(min_length=1, max_length=MOST_TOPICS)]
    announced: bool = False
    completes_with: list[Literal["lessons", "quizzes", "course-test", "work-product"]] = []
    modules: list[ModuleEntry] = []
    test: TestEntry | None = None


class LessonFields(Shape):
    """The fields at the top of a lesson.

    `package` names the package that it is played from, `part` which of several parts is opened.
    """

    title: Line
    minutes: Minutes
    item: ItemCode | None = None
    verb: Literal["know", "do", "lead"]
    check: Check | None = None
    package: Line | None = None
    part: Line | None = None


class PracticeFields(Shape):
    """The fields at the top of a practice task."""

    title: Line
    minutes: Minutes


class Rubric(Shape):
    """When each of the four lines is met."""

    complete: Text
    fitting: Text
    used: Text
    improved: Text


class WorkProductFields(Shape):
    """The fields at the top of work-product.md."""

    title: Line
    rubric: Rubric
    template: Line | None = None
    example: Line | None = None

    @property
    def downloads(self) -> dict[str, str]:
        """Give the files that help to make it, by their fields; those that are named."""
        named = {"template": self.template, "example": self.example}
        return {field: target for field, target in named.items() if target is not None}
