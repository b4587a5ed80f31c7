"""How long a lesson takes, worked out from its text, held against what it promises."""

from collections.abc import Iterator

from pmo_academy.authoring.rules.course_reading import PageSource
from pmo_academy.authoring.rules.course_shapes import LessonFields
from pmo_academy.authoring.rules.markdown_checks import count_words
from pmo_academy.authoring.rules.problems import Problem

# Words a minute of people who read to keep it, not for pleasure.
# R. P. Carver, Reading rate: theory, research, and practical implications,
# Journal of Reading 36 (2), 1992.
WORDS_PER_MINUTE = 138
# Set by us: answer the check and read why; find the case for "Try it at work", plan it.
CHECK_MINUTES, TRY_IT_MINUTES = 2, 5
LEEWAY = 0.25


def reading_minutes(body: str) -> float:
    """Return the minutes that reading a text takes somebody who wants to keep it."""
    return count_words(body) / WORDS_PER_MINUTE


def lesson_minutes(body: str) -> float:
    """Return the minutes that a lesson takes: its text, its check and the plan to try it."""
    return reading_minutes(body) + CHECK_MINUTES + TRY_IT_MINUTES


def problems_with_time(lesson: PageSource[LessonFields]) -> Iterator[Problem]:
    """Find a lesson that promises more than a quarter more or less than it takes."""
    stated, found = lesson.fields.minutes, lesson_minutes(lesson.page.body)
    if abs(found - stated) > LEEWAY * stated:
        message = f"text, check and the plan to try it take about {found:.0f} minutes, not {stated}"
        yield lesson.page.fields.problem(("minutes",), message)
