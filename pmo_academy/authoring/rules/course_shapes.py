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

TOPIC_COUNT = 5

Level = Literal["foundation", "support", "support-to-control", "control", "strategic", "all"]
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


class ModuleEntry(Shape):
    """One module, with its lessons in order."""

    key: Key
    title: Line
    minutes: Minutes
    summary: Line
    lessons: Annotated[list[Key], Field(min_length=1, max_length=12)]
    practice: bool
    quiz: QuizEntry


class Course(Shape):
    """The file course.yaml; a course that is only announced has no modules yet."""

    code: CourseCode
    title: Line
    level: Level
    promise: Line
    audience: Line
    outcomes: Annotated[list[Line], Field(min_length=3, max_length=5)]
    minutes: Minutes
    learning_credit: LearningCredit
    updated: date
    requires: list[CourseCode]
    recommends: list[CourseCode]
    covers: dict[ItemCode, Number]
    topics: Annotated[list[Topic], Field(min_length=TOPIC_COUNT, max_length=TOPIC_COUNT)]
    announced: bool = False
    completes_with: list[Literal["lessons", "quizzes", "course-test", "work-product"]] = []
    modules: list[ModuleEntry] = []


class LessonFields(Shape):
    """The fields at the top of a lesson."""

    title: Line
    minutes: Minutes
    item: ItemCode
    verb: Literal["know", "do", "lead"]
    check: Check


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
