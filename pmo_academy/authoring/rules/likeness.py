"""Questions that ask nearly the same, in any bank of any course."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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


Runs = frozenset[tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """A question, where it stands, and its runs of words."""

    source: BankSource
    at: int
    name: str
    runs: Runs


def problems_with_likeness(courses: Iterable[CourseSource]) -> Iterator[tuple[str, Problem]]:
    """Give the folder and the problem of each question that nearly repeats an earlier one."""
    asked = [(course.folder, one) for course in courses for one in _asked(course)]
    for first, second in _alike([one.runs for _, one in asked]):
        folder, later = asked[second]
        message = f"asks nearly the same as {asked[first][1].name}: change or drop one"
        yield folder, later.source.document.problem(("questions", later.at, "stem"), message)


def alike(questions: Sequence[Mapping[str, Any]]) -> Iterator[tuple[int, int]]:
    """Give the places of those questions, as files hold them, that ask nearly the same."""
    runs = [_runs(_words(one)) if len(_words(one)) >= LEAST_WORDS else None for one in questions]
    places = [at for at, one in enumerate(runs) if one is not None]
    pairs = _alike([one for one in runs if one is not None])
    yield from ((places[first], places[second]) for first, second in pairs)


def _asked(course: CourseSource) -> Iterator[_Asked]:
    for source in course.banks.values():
        for at, question in enumerate(source.bank.questions):
            words = _words(question.model_dump())
            name = f"{course.course.code} {source.bank.module}, {question.key}"
            if len(words) >= LEAST_WORDS:
                yield _Asked(source=source, at=at, name=name, runs=_runs(words))


def _words(question: Mapping[str, Any]) -> list[str]:
    return " ".join(_texts(dict(question))).split()


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


def _runs(words: list[str]) -> Runs:
    starts = range(len(words) - RUN + 1)
    return frozenset(tuple(words[start : start + RUN]) for start in starts)


def _alike(asked: Sequence[Runs]) -> Iterator[tuple[int, int]]:
    """Give the pairs that are near enough; those that share no run at all are not compared."""
    having: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, runs in enumerate(asked):
        for run in runs:
            having[run].append(number)
    sharing = {pair for numbers in having.values() for pair in combinations(numbers, 2)}
    for first, second in sorted(sharing):
        one, other = asked[first], asked[second]
        if len(one & other) / len(one | other) >= NEAR:
            yield first, second
