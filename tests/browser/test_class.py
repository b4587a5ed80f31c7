"""A class takes a quiz over real sockets, as `pmo-academy bench class` measures it."""

from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from pmo_academy.bench.classroom import start_and_hand_in
from pmo_academy.bench.students import enrol_class, losses
from pmo_academy.core.db import transaction
from pmo_academy.exams.models import Attempt, Response

PEOPLE = 8


@pytest.fixture
def students(academy):
    with academy.app.app_context():
        return enrol_class(academy.app, PEOPLE)


def test_nothing_is_lost(academy, students):
    port = urlsplit(academy.address).port

    waits = start_and_hand_in(students, port=port, seconds=0.2)

    counts = {wait.kind: len(wait.times) for wait in waits}
    assert counts["begin"] == counts["hand in"] == counts["read the result"] == PEOPLE
    assert all(student.saved for student in students)
    with academy.stored():
        assert losses(students) == []


def test_what_was_lost_is_told(academy, students):
    start_and_hand_in(students, port=urlsplit(academy.address).port, seconds=0.1)

    with academy.stored() as session, transaction():
        wanted = select(Response).join(Attempt).where(Attempt.person_id == students[0].person_id)
        for response in session.scalars(wanted):
            response.answer = None
    with academy.stored():
        assert losses(students) == [
            f"{students[0].person_id}: {students[0].saved} answers saved, 0 stored"
        ]


def test_who_is_refused_is_told(academy, students):
    students[0].cookie = "session=nobody"

    start_and_hand_in(students, port=urlsplit(academy.address).port, seconds=0.1)

    with academy.stored():
        (first, *_) = losses(students)
    assert first.startswith(f"GET {students[0].quiz} answered 302")
