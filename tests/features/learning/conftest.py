"""A course of two modules with two lessons each, and Lena in it."""

import pytest

from pmo_academy.exams import service as exams
from pmo_academy.exams.models import Quiz
from pmo_academy.learning import queries
from tests import factories
from tests.features.exams.answers import right_answer


@pytest.fixture
def course(session, cast):
    return factories.make_course(session)


@pytest.fixture
def enrolment(session, cast, course):
    return factories.enrolled(session, cast.lena)


@pytest.fixture
def pass_quizzes(session):
    """Passes so many quizzes of the course for a person."""

    def pass_(person, *, count=2, code="PA-51"):
        course = queries.get_course(code, for_person=person)
        for module in course.modules[:count]:
            quiz = session.get(Quiz, module.module.quiz_id)
            attempt = exams.start(quiz, person)
            for response in attempt.responses:
                answer = right_answer(response.asked)
                exams.save_answer(attempt, response.position, answer=answer, seen=response.version)
            exams.submit(attempt, quiz)
        session.commit()

    return pass_
