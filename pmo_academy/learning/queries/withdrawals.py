"""Which courses are no longer offered to new learners."""

from sqlalchemy import ColumnElement, exists, select

from pmo_academy.core.db import session
from pmo_academy.learning.models import CourseEdition, CourseWithdrawal


def is_withdrawn() -> ColumnElement[bool]:
    """Tell in a statement about course editions whether the course is withdrawn."""
    return exists().where(
        CourseWithdrawal.course_code == CourseEdition.code, CourseWithdrawal.ended_at.is_(None)
    )


def find_withdrawal(code: str) -> CourseWithdrawal | None:
    """Return the withdrawal of a course that holds now, None where it is offered."""
    return session().scalar(
        select(CourseWithdrawal).where(
            CourseWithdrawal.course_code == code.upper(), CourseWithdrawal.ended_at.is_(None)
        )
    )
