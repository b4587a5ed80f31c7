"""What must or should come before a course, and what may come after it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a course stands among the others."""

    code: str
    requires: Sequence[str] = ()
    recommends: Sequence[str] = ()
    is_announced: bool = False


def locks(course: Place, *, completed: Collection[str]) -> list[str]:
    """Return the courses that still have to be completed first, in the order they are named."""
    return [code for code in course.requires if code not in completed]


def better_first(course: Place, *, completed: Collection[str]) -> list[str]:
    """Return the courses that would help if done first; they lock nothing."""
    return [
        code for code in course.recommends if code not in completed and code not in course.requires
    ]


def what_next(course: Place, others: Iterable[Place], *, completed: Collection[str]) -> str | None:
    """Return the course to go on with after one: first what builds on it, then the next by code.

    Only courses that can be started now; None when there is none.
    """
    open_now = [
        other
        for other in others
        if other.code not in (*completed, course.code)
        and not other.is_announced
        and not locks(other, completed={*completed, course.code})
    ]
    builds_on = [o for o in open_now if course.code in (*o.requires, *o.recommends)]
    later = [other for other in open_now if other.code > course.code]
    for group in (builds_on, later, open_now):
        if group:
            return min(other.code for other in group)
    return None
