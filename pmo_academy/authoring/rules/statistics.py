"""What there is of each course, in figures, and which items of the model are taught where."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pmo_academy.authoring.rules.course_checks import TEST_KEY
from pmo_academy.authoring.rules.course_reading import CourseSource
from pmo_academy.authoring.rules.markdown_checks import count_words
from pmo_academy.authoring.rules.question_checks import gives_itself_away
from pmo_academy.authoring.rules.question_shapes import BankQuestion, BankSingle
from pmo_academy.authoring.rules.reading_time import lesson_minutes

_SENTENCE = re.compile(r"[.!?]+(?=\s|$)")
_LETTER = re.compile(r"\w")
# Lines that are no sentences: headings, tables, boxes, captions.
_NO_PROSE = ("#", "|", ":::", "Table:", "!")
_DIAGRAM = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class CourseFigures:
    """One course in figures.

    `words` are those of its lessons; `minutes_read` what its lessons take by their text.
    `longest_is_right` is the share (0 to 1) of its single choice questions in which the right
    option is the longest, None without such questions. `grade` is the school grade that its
    lessons read at, None without lessons.
    """

    code: str
    title: str
    is_announced: bool
    minutes: int
    lessons: int
    words: int
    minutes_read: float
    questions: int
    test_questions: int
    by_type: Mapping[str, int] = field(default_factory=dict)
    by_topic: Mapping[str, int] = field(default_factory=dict)
    test_by_topic: Mapping[str, int] = field(default_factory=dict)
    by_item: Mapping[str, int] = field(default_factory=dict)
    longest_is_right: float | None
    grade: float | None


@dataclass(frozen=True, kw_only=True)
class Taught:
    """Where an item of a model is taught.

    `full` and `half` are the codes of courses that promise to cover it, announced ones included;
    `lessons` name it as "PA-01/office-and-person".
    """

    item: str
    full: tuple[str, ...]
    half: tuple[str, ...]
    lessons: tuple[str, ...]

    @property
    def is_hole(self) -> bool:
        """Tell whether no course covers it in full, or no lesson names it."""
        return not self.full or not self.lessons


def course_figures(source: CourseSource) -> CourseFigures:
    """Return what there is of a course."""
    course = source.course
    module_questions = _questions(source, [key for key in source.banks if key != TEST_KEY])
    test_questions = _questions(source, [key for key in source.banks if key == TEST_KEY])
    questions = [*module_questions, *test_questions]
    bodies = [lesson.page.body for lesson in source.lessons.values()]
    topics = [topic.key for topic in course.topics]
    return CourseFigures(
        code=course.code,
        title=course.title,
        is_announced=course.announced,
        minutes=course.minutes,
        lessons=len(bodies),
        words=sum(map(count_words, bodies)),
        minutes_read=sum(lesson_minutes(one, source.media) for one in source.lessons.values()),
        questions=len(module_questions),
        test_questions=len(test_questions),
        by_type=dict(sorted(Counter(one.type for one in questions).items())),
        by_topic=_by_topic(module_questions, topics),
        test_by_topic=_by_topic(test_questions, topics),
        by_item=dict(sorted(Counter(one.item for one in questions if one.item).items())),
        longest_is_right=_longest_is_right(questions),
        grade=reading_grade("\n\n".join(bodies)),
    )


def coverage(courses: Sequence[CourseSource], items: Iterable[str]) -> list[Taught]:
    """Return for each of these items the courses that cover it and the lessons that name it."""
    return [
        Taught(
            item=item,
            full=_covering(courses, item, lambda share: share >= 1),
            half=_covering(courses, item, lambda share: share < 1),
            lessons=tuple(
                f"{one.course.code}/{key}"
                for one in courses
                for key, lesson in one.lessons.items()
                if lesson.fields.item == item
            ),
        )
        for item in items
    ]


def reading_grade(text: str) -> float | None:
    """Return the school grade of a text, None where it holds no sentence.

    Automated Readability Index: R. J. Senter and E. A. Smith, AMRL-TR-66-220, 1967.
    """
    prose = "\n".join(
        line for line in _DIAGRAM.sub("", text).splitlines() if not line.startswith(_NO_PROSE)
    )
    words = count_words(prose)
    sentences = len(_SENTENCE.findall(prose))
    if not words or not sentences:
        return None
    return 4.71 * len(_LETTER.findall(prose)) / words + 0.5 * words / sentences - 21.43


def _covering(
    courses: Sequence[CourseSource], item: str, wanted: Callable[[Decimal], bool]
) -> tuple[str, ...]:
    return tuple(
        one.course.code
        for one in courses
        if item in one.course.covers and wanted(one.course.covers[item])
    )


def _questions(source: CourseSource, banks: Iterable[str]) -> list[BankQuestion]:
    return [question for key in banks for question in source.banks[key].bank.questions]


def _by_topic(questions: Iterable[BankQuestion], topics: Iterable[str]) -> dict[str, int]:
    there = Counter(one.topic for one in questions)
    return {topic: there[topic] for topic in topics}


def _longest_is_right(questions: Iterable[BankQuestion]) -> float | None:
    singles = [one for one in questions if isinstance(one, BankSingle)]
    return sum(map(gives_itself_away, singles)) / len(singles) if singles else None
