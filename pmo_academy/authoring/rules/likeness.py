"""Questions that ask nearly the same, in any bank of any course."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from pmo_academy.authoring.rules.course_reading import CourseSource
from pmo_academy.authoring.rules.problems import Problem
from pmo_academy.authoring.rules.question_checks import BankSource
from pmo_academy.authoring.rules.question_type_checks import normalised

# Share of runs of three words that two questions have in common, of all that either has
# (Jaccard index of shingles: A. Z. Broder, On the resemblance and containment of documents, 1997).
NEAR = 0.35
RUN = 3
# Shorter questions are alike by chance.
LEAST_WORDS = 8
# What the author says about a question is no part of what it asks.
_ASIDE = frozenset({"key", "type", "topic", "item", "explanation", "module"})


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """A question, where it stands, and its runs of words."""

    source: BankSource
    at: int
    name: str
    runs: frozenset[tuple[str, ...]]

    def likeness(self, other: "_Asked") -> float:
        return len(self.runs & other.runs) / len(self.runs | other.runs)


def problems_with_likeness(courses: Iterable[CourseSource]) -> Iterator[tuple[str, Problem]]:
    """Give the folder and the problem of each question that nearly repeats an earlier one."""
    asked = [(course.folder, one) for course in courses for one in _asked(course)]
    for first, second in _sharing([one for _, one in asked]):
        folder, later = asked[second]
        earlier = asked[first][1]
        if later.likeness(earlier) >= NEAR:
            message = f"asks nearly the same as {earlier.name}: change or drop one"
            yield folder, later.source.document.problem(("questions", later.at, "stem"), message)


def _asked(course: CourseSource) -> Iterator[_Asked]:
    for source in course.banks.values():
        for at, question in enumerate(source.bank.questions):
            words = " ".join(_texts(question.model_dump())).split()
            name = f"{course.course.code} {source.bank.module}, {question.key}"
            if len(words) >= LEAST_WORDS:
                yield _Asked(source=source, at=at, name=name, runs=_runs(words))


def _texts(value: Any) -> Iterator[str]:
    """Give what a person reads before answering."""
    if isinstance(value, str):
        yield normalised(value)
    elif isinstance(value, dict):
        for name, inside in value.items():
            if name not in _ASIDE and not name.startswith("why"):
                yield from _texts(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from _texts(inside)


def _runs(words: list[str]) -> frozenset[tuple[str, ...]]:
    starts = range(len(words) - RUN + 1)
    return frozenset(tuple(words[start : start + RUN]) for start in starts)


def _sharing(asked: list[_Asked]) -> Iterator[tuple[int, int]]:
    """Give the pairs that share a run at all; few do, so not every pair is compared."""
    having: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, one in enumerate(asked):
        for run in one.runs:
            having[run].append(number)
    yield from sorted({pair for numbers in having.values() for pair in combinations(numbers, 2)})
