"""Tables of courses, enrolments and progress."""

from pmo_academy.learning.models.assignments import Assignment
from pmo_academy.learning.models.courses import CourseEdition, Lesson, Level, Module
from pmo_academy.learning.models.enrolments import CourseCompletion, Enrolment, LessonDone

__all__ = [
    "Assignment",
    "CourseCompletion",
    "CourseEdition",
    "Enrolment",
    "Lesson",
    "LessonDone",
    "Level",
    "Module",
]
