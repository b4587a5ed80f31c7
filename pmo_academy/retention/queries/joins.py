"""From a card to its question as it is published now.

A card names its question by keys. The statements lead from there to the latest edition of the
course, so that a corrected question takes the place of the old one at once, and one that is gone
is asked no more.
"""

from typing import Any

from sqlalchemy import Select, and_

from pmo_academy.exams.models import Question, Quiz
from pmo_academy.learning.models import CourseEdition, Module
from pmo_academy.retention.models import Card


def with_question(wanted: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Join each card with its question in the latest edition of its course."""
    latest = and_(CourseEdition.code == Card.course_code, CourseEdition.is_latest)
    return (
        wanted.join(CourseEdition, latest)
        .join(Module, Module.edition_id == CourseEdition.id)
        .join(Quiz, and_(Quiz.id == Module.quiz_id, Quiz.key == Card.quiz_key))
        .join(Question, and_(Question.quiz_id == Quiz.id, Question.key == Card.question_key))
    )
