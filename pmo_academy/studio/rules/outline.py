"""The outline of a course as its file says it: modules and lessons in order, and their time.

Every function returns a new value and leaves the given one as it is.
"""

from collections.abc import Mapping
from copy import deepcopy
from decimal import Decimal
from typing import Any

MINUTES_IN_HOUR, QUARTER = 60, 15
FIRST_QUIZ: Mapping[str, int] = {"draw": 5, "pass_percent": 80, "minutes": 5}

Course = Mapping[str, Any]
NewCourse = dict[str, Any]


def module_keys(course: Course) -> list[str]:
    """Return the keys of the modules in order."""
    return [str(module["key"]) for module in course.get("modules") or ()]


def lesson_keys(course: Course) -> list[str]:
    """Return the keys of the lessons in order."""
    return [str(key) for module in course.get("modules") or () for key in module["lessons"]]


def with_module(course: Course, key: str, title: str) -> NewCourse:
    """Return the course with an empty module at its end."""
    changed = copied(course)
    changed["modules"].append(
        {
            "key": key,
            "title": title,
            "minutes": FIRST_QUIZ["minutes"],
            "summary": title,
            "lessons": [],
            "practice": False,
            "quiz": dict(FIRST_QUIZ),
        }
    )
    return changed


def without_module(course: Course, key: str) -> NewCourse:
    """Return the course without a module and its lessons."""
    changed = copied(course)
    changed["modules"] = [module for module in changed["modules"] if module["key"] != key]
    return changed


def with_lesson(course: Course, module_key: str, key: str) -> NewCourse:
    """Return the course with a lesson at the end of a module."""
    changed = copied(course)
    _module(changed, module_key)["lessons"].append(key)
    return changed


def without_lesson(course: Course, key: str) -> NewCourse:
    """Return the course without a lesson."""
    changed = copied(course)
    for module in changed["modules"]:
        module["lessons"] = [one for one in module["lessons"] if one != key]
    return changed


def moved_module(course: Course, key: str, to: int) -> NewCourse:
    """Return the course with a module at this place, counted from 0; places beyond are the ends."""
    changed = copied(course)
    module = _module(changed, key)
    changed["modules"].remove(module)
    changed["modules"].insert(max(to, 0), module)
    return changed


def moved_lesson(course: Course, key: str, module_key: str, to: int) -> NewCourse:
    """Return the course with a lesson at this place of a module, counted from 0."""
    changed = without_lesson(course, key)
    _module(changed, module_key)["lessons"].insert(max(to, 0), key)
    return changed


def step(course: Course, key: str, by: int) -> tuple[str, int] | None:
    """Return where a lesson comes one step up (-1) or down (1): module and place; None at an end.

    From the end of a module it goes on into the next one.
    """
    modules = course["modules"]
    at = next(n for n, module in enumerate(modules) if key in module["lessons"])
    lessons = modules[at]["lessons"]
    place = lessons.index(key) + by
    if 0 <= place < len(lessons):
        return str(modules[at]["key"]), place
    if not 0 <= at + by < len(modules):
        return None
    neighbour = modules[at + by]
    return str(neighbour["key"]), 0 if by > 0 else len(neighbour["lessons"])


def retimed(course: Course, lessons: Mapping[str, int], practices: Mapping[str, int]) -> NewCourse:
    """Return the course with its minutes added up from its parts, and credit to match.

    Credit is in hours by quarters. Where it no longer fits the time, the largest side takes the
    difference, as far as it goes.
    """
    changed = copied(course)
    for module in changed["modules"]:
        practice = practices.get(module["key"], 0) if module["practice"] else 0
        parts = sum(lessons.get(key, 0) for key in module["lessons"])
        module["minutes"] = parts + practice + module["quiz"]["minutes"]
    changed["minutes"] = max(1, sum(module["minutes"] for module in changed["modules"]))
    changed["learning_credit"] = _credit(changed["learning_credit"], changed["minutes"])
    return changed


def _credit(credit: Mapping[str, Any], minutes: int) -> dict[str, Any]:
    hours = {side: Decimal(value) for side, value in credit.items()}
    if abs(sum(hours.values(), Decimal(0)) * MINUTES_IN_HOUR - minutes) < QUARTER:
        return dict(credit)
    quarters = Decimal(minutes // QUARTER) / (MINUTES_IN_HOUR // QUARTER)
    largest = max(hours, key=lambda side: hours[side])
    rest = sum((value for side, value in hours.items() if side != largest), Decimal(0))
    if rest > quarters:
        hours = dict.fromkeys(hours, Decimal(0))
        rest = Decimal(0)
    hours[largest] = quarters - rest
    return hours


def _module(course: Course, key: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in course["modules"] if one["key"] == key)
    return found


def copied(course: Course) -> NewCourse:
    """Return a course that may be changed without changing this one."""
    changed = deepcopy(dict(course))
    changed["modules"] = list(changed.get("modules") or ())
    return changed
