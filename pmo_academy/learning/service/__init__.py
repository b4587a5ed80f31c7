"""Enrol, learn, complete, assign."""

from pmo_academy.learning.service.assignments import Assigned, PastDateError, assign
from pmo_academy.learning.service.courses import (
    CourseLockedError,
    check_of,
    complete_if_done,
    enrol,
    finish_lesson,
    go_on_after,
    keep_place,
)
from pmo_academy.learning.service.work_products import (
    HandedIn,
    HandInError,
    decide,
    hand_in,
    pass_on,
    pass_on_overdue,
    withdraw,
)

__all__ = [
    "Assigned",
    "CourseLockedError",
    "HandInError",
    "HandedIn",
    "PastDateError",
    "assign",
    "check_of",
    "complete_if_done",
    "decide",
    "enrol",
    "finish_lesson",
    "go_on_after",
    "hand_in",
    "keep_place",
    "pass_on",
    "pass_on_overdue",
    "withdraw",
]
