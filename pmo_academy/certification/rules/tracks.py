"""Tracks: the courses of a programme, in the order in which they build on each other."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate

from pmo_academy.certification.rules.requirements import Kind, Programme
from pmo_academy.learning.rules.prerequisites import Place, locks


def courses_of(key: str, *, programmes: Mapping[str, Programme]) -> list[str]:
    """Return the codes of the courses that a programme asks for, those of others it needs first.

    Each stands once; programmes that are not there give nothing.
    """
    codes: list[str] = []
    _collect(key, programmes, codes, seen=set())
    return codes


def next_course(courses: Sequence[Place], *, behind: Collection[str]) -> str | None:
    """Return the first course that is not behind somebody and can be taken now."""
    for course in courses:
        is_open = not course.is_announced and not locks(course, completed=behind)
        if course.code not in behind and is_open:
            return course.code
    return None


def spread(minutes: Sequence[int], *, today: date, last: date) -> list[date]:
    """Return for each course of a track the day by which it is due; the last is due last.

    The days until then are shared out by the minutes (each at least 1) that the courses take.
    """
    days, whole = (last - today).days, sum(minutes)
    ends = accumulate(minutes)
    return [today + timedelta(days=-(-days * done // whole)) for done in ends]


def _collect(
    key: str, programmes: Mapping[str, Programme], codes: list[str], *, seen: set[str]
) -> None:
    if key in seen or key not in programmes:
        return
    seen.add(key)
    for requirement in programmes[key].requirements:
        if requirement.kind is Kind.PROGRAMME:
            _collect(requirement.key, programmes, codes, seen=seen)
        elif requirement.kind is Kind.COURSE and requirement.key not in codes:
            codes.append(requirement.key)
