"""The pages of learning: catalogue, course, lesson, own progress, assignments."""

from pmo_academy.learning.views import (
    answers,
    assignments,
    courses,
    glossary,
    joining_rules,
    lessons,
    media,
    notes,
    own,
    packages,
    paper,
    practice,
    reviews,
    threads,
    work_products,
)
from pmo_academy.learning.views.blueprint import bp

__all__ = [
    "answers",
    "assignments",
    "bp",
    "courses",
    "glossary",
    "joining_rules",
    "lessons",
    "media",
    "notes",
    "own",
    "packages",
    "paper",
    "practice",
    "reviews",
    "threads",
    "work_products",
]
