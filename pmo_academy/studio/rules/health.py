"""What in published courses wants somebody: texts that aged, problems, missing explanations."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pmo_academy.authoring.rules.course_reading import CourseSource
from pmo_academy.authoring.rules.problems import Problem

# After a year a text that speaks of tools, prices or rules of others may be wrong.
FRESH_FOR = timedelta(days=365)
_NO_REASON = ("explain the answer", "say why this")


class Ailment(StrEnum):
    """What is wrong, the gravest first."""

    BROKEN = "broken"
    FAILING = "failing"
    STALE = "stale"
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something in a course that wants somebody: where it is, and how often or since when."""

    ailment: Ailment
    code: str
    place: str
    words: str


def findings_in(source: CourseSource, problems: Sequence[Problem], *, today: date) -> list[Finding]:
    """Return what the files of a published course tell by themselves."""
    return [
        *_broken(source, problems),
        *_stale(source, today),
        *_unexplained(source, problems),
    ]


def _broken(source: CourseSource, problems: Iterable[Problem]) -> list[Finding]:
    return [
        _finding(Ailment.BROKEN, source, one.file, one.message)
        for one in problems
        if not one.is_advice
    ]


def _stale(source: CourseSource, today: date) -> list[Finding]:
    updated = source.course.updated
    if today - updated <= FRESH_FOR:
        return []
    return [_finding(Ailment.STALE, source, f"{source.folder}/course.yaml", updated.isoformat())]


def _unexplained(source: CourseSource, problems: Iterable[Problem]) -> list[Finding]:
    counts = Counter(
        one.file for one in problems if one.is_advice and one.message.startswith(_NO_REASON)
    )
    return [
        _finding(Ailment.UNEXPLAINED, source, file, str(count))
        for file, count in sorted(counts.items())
    ]


def _finding(ailment: Ailment, source: CourseSource, file: str, words: str) -> Finding:
    place = file.removeprefix(f"{source.folder}/")
    return Finding(ailment=ailment, code=source.course.code, place=place, words=words)
