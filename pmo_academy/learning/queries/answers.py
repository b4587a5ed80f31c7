"""Find the answers to what people ask first, and the courses that go on from them."""

from collections.abc import Sequence

from sqlalchemy import select

from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.learning.models import Answer, CourseEdition
from pmo_academy.learning.queries.withdrawals import is_withdrawn


def list_answers() -> Sequence[Answer]:
    """Return every answer, in its order."""
    return session().scalars(select(Answer).order_by(Answer.position)).all()


def get_answer(key: str) -> Answer:
    """Return one answer, or raise NotFoundError."""
    answer = session().get(Answer, key)
    if answer is None:
        raise NotFoundError
    return answer


def list_courses_of(answer: Answer) -> list[CourseEdition]:
    """Return the courses that go on from an answer, in its order."""
    wanted = select(CourseEdition).where(
        CourseEdition.code.in_(answer.courses), CourseEdition.is_latest, ~is_withdrawn()
    )
    return sorted(session().scalars(wanted), key=lambda one: answer.courses.index(one.code))
