"""A course with two quizzes, and Lena in it."""

import pytest
from sqlalchemy import select

from pmo_academy.exams import service
from pmo_academy.exams.models import Quiz
from pmo_academy.learning.models import Module
from tests import factories
from tests.features.exams.answers import right_answer


@pytest.fixture
def course(session, cast):
    """A course; Lena is in it, Max is not."""
    edition = factories.make_course(session)
    factories.enrolled(session, cast.lena)
    return edition


@pytest.fixture
def quizzes(session, course):
    """Its quizzes: five questions on one page, then six one by one."""
    wanted = select(Quiz).join(Module).where(Module.edition_id == course.id)
    return session.scalars(wanted.order_by(Module.position)).all()


@pytest.fixture
def quiz(quizzes):
    return quizzes[0]


@pytest.fixture
def long_quiz(quizzes):
    return quizzes[1]


@pytest.fixture
def attempt(session, cast, quiz):
    """Lena's first attempt, nothing answered yet."""
    return begin(session, quiz, cast.lena)


@pytest.fixture
def long_attempt(session, cast, long_quiz):
    return begin(session, long_quiz, cast.lena)


def begin(session, quiz, person):
    attempt = service.start(quiz, person)
    session.commit()
    return attempt


@pytest.fixture
def answer_all(session):
    """Answers an attempt, so many of the answers wrong."""

    def answer(attempt, *, wrong=0):
        for response in attempt.responses:
            answer = right_answer(response.asked, wrong=response.position <= wrong)
            service.save_answer(attempt, response.position, answer=answer, seen=response.version)
        session.commit()

    return answer
