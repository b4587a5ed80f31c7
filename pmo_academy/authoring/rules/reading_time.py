"""How long a lesson takes, worked out from its text, held against what it promises."""

from collections.abc import Iterator, Mapping

from pmo_academy.authoring.rules.captions import CaptionError, read_captions
from pmo_academy.authoring.rules.course_reading import PageSource
from pmo_academy.authoring.rules.course_shapes import LessonFields
from pmo_academy.authoring.rules.markdown_checks import count_words
from pmo_academy.authoring.rules.media_names import captions_of, is_video, media_target
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


def watching_minutes(lesson: PageSource[LessonFields], media: Mapping[str, bytes]) -> float:
    """Return the minutes that the videos of a lesson take, by the end of their captions."""
    named = (media_target(lesson.page.fields.file, one.target) for one in lesson.outline.pictures)
    captions = [media.get(captions_of(name)) for name in named if name and is_video(name)]
    return sum(_seconds(text) for text in captions if text) / 60


def lesson_minutes(lesson: PageSource[LessonFields], media: Mapping[str, bytes]) -> float:
    """Return the minutes a lesson takes: text, videos, check and the plan to try it."""
    watching = watching_minutes(lesson, media)
    return reading_minutes(lesson.page.body) + watching + CHECK_MINUTES + TRY_IT_MINUTES


def problems_with_time(
    lesson: PageSource[LessonFields], media: Mapping[str, bytes]
) -> Iterator[Problem]:
    """Find a lesson that promises more than a quarter more or less than it takes."""
    stated, found = lesson.fields.minutes, lesson_minutes(lesson, media)
    if abs(found - stated) > LEEWAY * stated:
        message = f"text, check and the plan to try it take about {found:.0f} minutes, not {stated}"
        yield lesson.page.fields.problem(("minutes",), message)


def _seconds(captions: bytes) -> float:
    try:
        return read_captions(captions)[-1].ends
    except CaptionError:
        return 0.0
