"""A class that has taken a quiz, handed in, without a page being opened."""

from dataclasses import replace

from sqlalchemy import select

from pmo_academy.core import clock
from pmo_academy.exams.models import Attempt, Question, Response
from tests import factories
from tests.cast import make_person
from tests.features.exams.answers import right_answer


def bank():
    """The five questions of a module's quiz, under the key that content gives it."""
    return replace(factories.module("first").quiz, key="PA-51/first")


def publish(session, quiz, *, number=1):
    module = replace(factories.module("first"), quiz=quiz)
    factories.make_course(session, number=number, modules=(module,))


def learner(session, number):
    return make_person(session, f"Learner {number}")


def take(session, person, quiz, *, wrong, number=1):
    """Hand in an attempt in which the questions with these keys are wrong."""
    bank = session.scalars(
        select(Question).where(Question.quiz_id == quiz.id).order_by(Question.position)
    ).all()
    attempt = Attempt(
        quiz_id=quiz.id,
        person_id=person.id,
        number=number,
        seed=1,
        submitted_at=clock.now(),
        right_count=len(bank) - len(wrong),
        has_passed=not wrong,
    )
    for position, question in enumerate(bank, start=1):
        response = Response(position=position, question_id=question.id)
        response.question = question
        response.answer = right_answer(response.asked, wrong=question.key in wrong)
        response.is_right = question.key not in wrong
        attempt.responses.append(response)
    session.add(attempt)
    session.flush()


def keys_of(session, quiz):
    wanted = select(Question.key).where(Question.quiz_id == quiz.id).order_by(Question.position)
    return session.scalars(wanted).all()


def a_class(session, quiz):
    """Twenty-four people: half miss three of five, the others only the first."""
    first, *others = keys_of(session, quiz)
    missed = set(others[:3])
    people = [learner(session, n) for n in range(24)]
    for n, person in enumerate(people):
        take(
            session,
            person,
            quiz,
            wrong={first} if n % 2 else missed,
        )
    session.commit()
    return people


def correct_key(session, *, right=3, number=2):
    """Publish the course again; of the first question another option is right."""
    first, *rest = bank().questions
    options = [
        option | {"right": at == right} for at, option in enumerate(first.document["options"])
    ]
    changed = replace(first, document=first.document | {"options": options})
    publish(session, replace(bank(), questions=(changed, *rest)), number=number)
