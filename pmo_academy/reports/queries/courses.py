"""Courses with what they give, and who of a team has completed them."""

from collections.abc import Mapping
from dataclasses import dataclass

from pmo_academy.learning.queries import Learner, list_course_values, list_learners
from pmo_academy.maturity.queries import CourseChoice, choice_of

__all__ = ["Learner", "Offer", "list_learners", "list_offers"]


@dataclass(frozen=True, kw_only=True)
class Offer:
    """The latest edition of a course, with its hours of learning credit."""

    course: CourseChoice
    credit: float


def list_offers() -> Mapping[str, Offer]:
    """Return every course by code, announced ones too."""
    return {
        course.code: Offer(course=choice_of(course), credit=course.credit)
        for course in list_course_values()
    }
