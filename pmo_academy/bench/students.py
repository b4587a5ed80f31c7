"""A class enrolled in a course and signed in; and what of their work is stored afterwards."""

from collections import Counter
from collections.abc import Sequence

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from sqlalchemy import select

from pmo_academy.bench.classroom import Student
from pmo_academy.core.db import session, transaction
from pmo_academy.exams.models import Attempt, Quiz, Response
from pmo_academy.learning import service as learning
from pmo_academy.people import sessions
from pmo_academy.people.models import Person

QUIZ = "PA-08/types-and-styles"


def enrol_class(app: Flask, people: int) -> list[Student]:
    """Add so many people, all of them in a course; return them signed in, before its quiz."""
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer is not None  # noqa: S101 - there is a secret
    newest = select(Quiz).where(Quiz.key == QUIZ).order_by(Quiz.id.desc())
    students = []
    with transaction():
        quiz = session().scalars(newest.limit(1)).one()
        for number in range(people):
            person = Person(email=f"student{number}@class.test", name=f"Student {number}")
            session().add(person)
            session().flush()
            learning.enrol(person, QUIZ.split("/")[0])
            content = {"_user_id": sessions.begin(person), "_fresh": True, "csrf_token": "0" * 40}
            cookie = f"session={signer.dumps(content)}"
            students.append(Student(person_id=person.id, cookie=cookie, quiz=f"/quiz/{quiz.id}"))
    return students


def losses(students: Sequence[Student]) -> list[str]:
    """Return what went wrong, and what was acknowledged but is not stored."""
    rows = session().execute(
        select(Attempt.person_id, Response.answer)
        .join(Response, Response.attempt_id == Attempt.id)
        .where(Attempt.submitted_at.is_not(None))
    )
    answered = Counter(row.person_id for row in rows if row.answer is not None)
    problems = [problem for one in students for problem in one.problems]
    return problems + [
        f"{one.person_id}: {one.saved} answers saved, {answered[one.person_id]} stored"
        for one in students
        if one.has_handed_in and answered[one.person_id] < one.saved
    ]
