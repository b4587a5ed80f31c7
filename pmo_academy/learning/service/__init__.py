"""Enrol, learn, complete, assign."""

from pmo_academy.learning.service.assignments import Assigned, PastDateError, assign
from pmo_academy.learning.service.courses import (
    CourseLockedError,
    check_of,
    enrol,
    finish_lesson,
    go_on_after,
    keep_place,
)

__all__ = [
    "Assigned",
    "CourseLockedError",
    "PastDateError",
    "assign",
    "check_of",
    "enrol",
    "finish_lesson",
    "go_on_after",
    "keep_place",
]
