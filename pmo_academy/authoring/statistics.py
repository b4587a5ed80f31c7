"""What there is of each course and where each item is taught: as text to read, or as JSON."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from pmo_academy.authoring.rules.collection import Collection, items_by_model
from pmo_academy.authoring.rules.course_reading import CourseSource
from pmo_academy.authoring.rules.statistics import (
    CourseFigures,
    Taught,
    course_figures,
    coverage,
)


@dataclass(frozen=True, kw_only=True)
class Statistics:
    """All courses of a folder in figures, and for each model where its items are taught."""

    courses: tuple[CourseFigures, ...]
    coverage: Mapping[str, tuple[Taught, ...]]


def statistics_of(collection: Collection) -> Statistics:
    """Return what there is in a content folder; courses that can't be read are left out."""
    sources = [one.source for one in collection.drafts if isinstance(one.source, CourseSource)]
    return Statistics(
        courses=tuple(course_figures(one) for one in sources),
        coverage={
            model: tuple(coverage(sources, items))
            for model, items in items_by_model(collection).items()
        },
    )


def as_json(statistics: Statistics) -> str:
    """Return everything as JSON; each item says whether it is a hole."""
    places = {
        model: [{**asdict(one), "is_hole": one.is_hole} for one in taught]
        for model, taught in statistics.coverage.items()
    }
    courses = [asdict(one) for one in statistics.courses]
    return json.dumps({"courses": courses, "coverage": places}, indent=2, ensure_ascii=False)


def as_text(statistics: Statistics) -> str:
    """Return everything as lines of text."""
    return "\n".join(_lines(statistics))


def _lines(statistics: Statistics) -> Iterator[str]:
    yield (
        f"{'Course':<8}{'Lessons':>8}{'Words':>8}{'Minutes':>9}{'by text':>9}{'Questions':>11}"
        f"{'in test':>9}{'Longest':>9}{'Grade':>7}"
    )
    for one in statistics.courses:
        yield _row(one)
    yield _total(statistics.courses)
    for one in statistics.courses:
        if one.questions:
            yield from _questions(one)
    for model, taught in statistics.coverage.items():
        yield from _coverage(model, taught)
    yield ""
    yield "by text: minutes of the lessons by their words. Longest: how often the right option is"
    yield "the longest. Grade: the school grade that the lessons read at (ARI)."


def _row(one: CourseFigures) -> str:
    if one.is_announced:
        return f"{one.code:<8}{'announced':>16}{one.minutes:>9,}"
    longest = "" if one.longest_is_right is None else f"{one.longest_is_right:.0%}"
    grade = "" if one.grade is None else f"{one.grade:.1f}"
    return (
        f"{one.code:<8}{one.lessons:>8}{one.words:>8,}{one.minutes:>9}{one.minutes_read:>9.0f}"
        f"{one.questions:>11}{one.test_questions:>9}{longest:>9}{grade:>7}"
    )


def _total(courses: Sequence[CourseFigures]) -> str:
    return (
        f"{'All':<8}{sum(one.lessons for one in courses):>8}"
        f"{sum(one.words for one in courses):>8,}{sum(one.minutes for one in courses):>9,}"
        f"{sum(one.minutes_read for one in courses):>9.0f}"
        f"{sum(one.questions for one in courses):>11}"
        f"{sum(one.test_questions for one in courses):>9}"
    )


def _questions(one: CourseFigures) -> Iterator[str]:
    yield ""
    yield f"{one.code} {one.title}"
    yield f"  types   {_counts(one.by_type)}"
    yield f"  topics  {_counts(one.by_topic)}"
    if one.test_questions:
        yield f"  test    {_counts(one.test_by_topic)}"
    yield f"  items   {_counts(one.by_item)}"


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items())


def _coverage(model: str, taught: Sequence[Taught]) -> Iterator[str]:
    yield ""
    yield f"{model}: where each item is taught"
    for one in taught:
        courses = [*one.full, *(f"{code} ½" for code in one.half)]
        lessons = ", ".join(one.lessons) or "no lesson names it"
        hole = "HOLE  " if one.is_hole else ""
        yield f"  {one.item:<8}{', '.join(courses) or 'no course covers it':<32}{hole}{lessons}"
    sound = sum(not one.is_hole for one in taught)
    yield f"  {sound} of {len(taught)} items are covered in full and taught by a lesson."
