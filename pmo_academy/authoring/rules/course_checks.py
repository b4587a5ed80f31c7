"""What is wrong with a course: its parts, its minutes, its credit, what it covers."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from pmo_academy.authoring.rules import markdown_checks, question_checks, reading_time
from pmo_academy.authoring.rules.course_reading import (
    WORK_PRODUCT_FILE,
    CourseSource,
    part_of,
    tagged,
)
from pmo_academy.authoring.rules.course_shapes import ModuleEntry
from pmo_academy.authoring.rules.package_checks import problems_with_fields
from pmo_academy.authoring.rules.problems import Path, Problem, as_advice

HALF, WHOLE = Decimal("0.5"), Decimal(1)
QUARTERS = 4
TEST_KEY = "course-test"
WORK_PRODUCT = "work-product"
GOOD_TOPICS = 5
GOOD_OUTCOMES = (3, 5)
QUARTER = 60 // QUARTERS


def problems_in_course(source: CourseSource) -> Iterator[Problem]:
    """Find everything that is wrong with a course taken by itself."""
    for check in _ANNOUNCED_CHECKS if source.course.announced else _FULL_CHECKS:
        yield from check(source)


def _code(source: CourseSource) -> Iterator[Problem]:
    code = source.course.code
    if source.folder.rpartition("/")[2] != code:
        yield source.document.problem(
            ("code",), f"the code '{code}' and the folder '{source.folder}' must be the same"
        )


def _announced(source: CourseSource) -> Iterator[Problem]:
    course, document = source.course, source.document
    if course.modules or course.completes_with or course.test:
        yield document.problem_with_name(
            ("announced",),
            "an announced course has no 'modules', 'completes_with' or 'test' yet",
        )
    if len(source.names) > 1:
        yield document.problem_with_name(
            ("announced",), "an announced course has no files but course.yaml"
        )


def _published(source: CourseSource) -> Iterator[Problem]:
    course, document = source.course, source.document
    if not course.modules:
        yield document.problem((), "add 'modules', or 'announced: true' until there are some")
    for at, module in enumerate(course.modules):
        if not module.lessons:
            yield document.problem(("modules", at, "lessons"), "a module needs a lesson: add one")
    if not course.completes_with:
        yield document.problem((), "add 'completes_with', such as [lessons, quizzes]")
    if WORK_PRODUCT_FILE not in source.names:
        message = f"{source.folder}/{WORK_PRODUCT_FILE} is missing: add it"
        counts = WORK_PRODUCT in course.completes_with
        yield document.problem((), message) if counts else document.advice((), message)


def _tests(source: CourseSource) -> Iterator[Problem]:
    """Hold the test of a course against what completes it, and settings against each other."""
    course, document = source.course, source.document
    counts = TEST_KEY in course.completes_with
    if counts and not course.test:
        yield document.problem(
            ("completes_with",), f"there is no test: add 'test', or take out '{TEST_KEY}'"
        )
    if course.test and not counts:
        yield document.problem_with_name(
            ("test",), f"the test counts for nothing: add '{TEST_KEY}' to 'completes_with'"
        )
    for at, module in enumerate(course.modules):
        if module.key == TEST_KEY:
            yield document.problem(
                ("modules", at, "key"),
                f"'{TEST_KEY}' is the name of the course test: choose another",
            )
        if module.quiz.per_days and not module.quiz.tries:
            yield document.problem_with_name(
                ("modules", at, "quiz", "per_days"), "says nothing without 'tries': add 'tries'"
            )


def _credit(source: CourseSource) -> Iterator[Problem]:
    credit = source.course.learning_credit
    sides = (credit.ways_of_working, credit.power_skills, credit.business_acumen)
    if any(side * QUARTERS % 1 for side in sides):
        yield source.document.problem(("learning_credit",), "credit counts in quarters of an hour")
    if abs(sum(sides, Decimal(0)) * 60 - source.course.minutes) >= QUARTER:
        hours = f"{sum(sides):f} h of credit and {source.course.minutes} minutes"
        yield source.document.problem(("learning_credit",), f"{hours} must be the same time")


def _covered(source: CourseSource) -> Iterator[Problem]:
    for item, share in source.course.covers.items():
        if share not in (HALF, WHOLE):
            yield source.document.problem(("covers", item), f"must be 0.5 or 1, not {share:f}")


def _served(source: CourseSource) -> Iterator[Problem]:
    """Hold what a course says it covers against what its lessons and questions serve."""
    covers = source.course.covers
    served = set()
    for document, path, item in tagged(source):
        served.add(item)
        if item not in covers:
            message = f"course.yaml doesn't cover {item}: add it there, or change it here"
            yield document.advice(path, message)
    for item in covers:
        if item not in served:
            message = f"no lesson or question serves {item}: tag one, or take it out"
            yield from as_advice([source.document.problem_with_name(("covers", item), message)])


def _goodness(source: CourseSource) -> Iterator[Problem]:
    course, document = source.course, source.document
    least, most = GOOD_OUTCOMES
    if not least <= len(course.outcomes) <= most:
        message = f"has {len(course.outcomes)} outcomes; {least} to {most} can be kept in mind"
        yield document.advice(("outcomes",), message)
    if len(course.topics) != GOOD_TOPICS:
        message = f"has {len(course.topics)} topics; {GOOD_TOPICS} make a test of the usual length"
        yield document.advice(("topics",), message)


def _unique(source: CourseSource) -> Iterator[Problem]:
    course = source.course
    yield from _twice(source, [one.key for one in course.topics], "topics")
    yield from _twice(source, [one.key for one in course.modules], "modules")
    listed = [lesson for module in course.modules for lesson in module.lessons]
    for lesson, count in Counter(listed).items():
        if count > 1:
            yield source.document.problem(
                ("modules",), f"the lesson '{lesson}' is listed {count} times; once is enough"
            )


def _twice(source: CourseSource, keys: Sequence[str], name: str) -> Iterator[Problem]:
    for at, key in enumerate(keys):
        if key in keys[:at]:
            yield source.document.problem((name, at, "key"), f"the key '{key}' stands here twice")


def _minutes(source: CourseSource) -> Iterator[Problem]:
    for at, module in enumerate(source.course.modules):
        total = _minutes_of(source, module)
        if total is not None and total != module.minutes:
            yield source.document.problem(
                ("modules", at, "minutes"),
                f"lessons, practice and quiz take {total} minutes, not {module.minutes}",
            )
    total = sum(module.minutes for module in source.course.modules)
    if total != source.course.minutes:
        yield source.document.problem(
            ("minutes",), f"the modules take {total} minutes, not {source.course.minutes}"
        )


def _minutes_of(source: CourseSource, module: ModuleEntry) -> int | None:
    """Add up a module; None while a part can't be read."""
    lessons = [source.lessons.get(key) for key in module.lessons]
    practices = [source.practices.get(module.key)] if module.practice else []
    parts = [part.fields.minutes for part in (*lessons, *practices) if part]
    is_whole = len(parts) == len(lessons) + len(practices)
    return sum(parts) + module.quiz.minutes if is_whole else None


def _files(source: CourseSource) -> Iterator[Problem]:
    """Hold what course.yaml lists against the files there are."""
    expected = _expected(source)
    for name, place in expected.items():
        if name not in source.names:
            yield source.document.problem(place, f"{source.folder}/{name} is missing: add it")
    for name in sorted(filter(part_of, source.names)):
        if name not in expected:
            yield Problem(
                file=f"{source.folder}/{name}",
                line=1,
                column=1,
                message="course.yaml doesn't list this file: list or remove it",
            )


def _expected(source: CourseSource) -> dict[str, Path]:
    """Return the files that course.yaml lists, each with its place there."""
    expected: dict[str, Path] = {}
    for at, module in enumerate(source.course.modules):
        path: Path = ("modules", at)
        expected[f"questions/{module.key}.yaml"] = (*path, "key")
        if module.practice:
            expected[f"practice/{module.key}.md"] = (*path, "practice")
        for number, lesson in enumerate(module.lessons):
            expected[f"lessons/{lesson}.md"] = (*path, "lessons", number)
    if source.course.test:
        expected[f"questions/{TEST_KEY}.yaml"] = ("test",)
    return expected


def _lessons(source: CourseSource) -> Iterator[Problem]:
    for lesson in source.lessons.values():
        page = lesson.page
        yield from lesson.outline.problems
        yield from question_checks.problems_in_texts(page.fields)
        if lesson.fields.package is not None or lesson.fields.part is not None:
            yield from problems_with_fields(lesson)
            continue
        yield from as_advice(markdown_checks.problems_in_lesson(page, lesson.outline))
        yield from as_advice(markdown_checks.advice_on_links(page, lesson.outline))
        yield from as_advice(reading_time.problems_with_time(lesson, source.media))
        if lesson.fields.check is None:
            yield page.fields.advice((), "add a question to check oneself by: 'check'")
        else:
            yield from question_checks.problems_in_question(
                lesson.fields.check, document=page.fields, path=("check",)
            )


def _practices(source: CourseSource) -> Iterator[Problem]:
    for practice in source.practices.values():
        yield from practice.outline.problems
        yield from markdown_checks.problems_in_practice(practice.page, practice.outline)
    if source.work_product:
        yield from source.work_product.outline.problems


def _banks(source: CourseSource) -> Iterator[Problem]:
    topics = [topic.key for topic in source.course.topics]
    modules = {module.key: module for module in source.course.modules}
    for key, bank in source.banks.items():
        yield from question_checks.problems_in_texts(bank.document)
        if bank.bank.module != key:
            yield bank.document.problem(
                ("module",), f"must be '{key}', as the file is called, not '{bank.bank.module}'"
            )
        if key == TEST_KEY and source.course.test:
            yield from question_checks.problems_in_test_bank(
                bank, per_topic=source.course.test.per_topic, topics=topics
            )
        module = modules.get(key)
        if module:
            yield from question_checks.problems_in_bank(
                bank, draw=module.quiz.draw, topics=topics, is_full=module.practice
            )
    yield from as_advice(question_checks.problems_with_doubles(list(source.banks.values())))


_Check = Callable[[CourseSource], Iterator[Problem]]
_ANNOUNCED_CHECKS: tuple[_Check, ...] = (_code, _announced, _credit, _covered, _goodness, _unique)
_FULL_CHECKS: tuple[_Check, ...] = (
    _code,
    _published,
    _tests,
    _credit,
    _covered,
    _served,
    _goodness,
    _unique,
    _minutes,
    _files,
    _lessons,
    _practices,
    _banks,
)
