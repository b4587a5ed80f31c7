"""Before a quiz: the card, who may open it, and beginning an attempt."""

import threading

from sqlalchemy import select

from pmo_academy.core.db import transaction
from pmo_academy.exams import service
from pmo_academy.exams.models import Attempt, Quiz
from pmo_academy.people.models import Person


def test_the_card_says_what_is_asked_before_anything_begins(visitor, cast, quiz):
    words = visitor.get(f"/quiz/{quiz.id}", as_=cast.lena).words()

    assert "5 questions" in words
    assert "About 6 min" in words
    assert "4 of 5 right (80 %)" in words
    assert "As many as you need" in words
    assert "There is no clock" in words
    assert "You see the right answers" in words
    assert "kept on the server" in words


def test_the_card_leads_back_to_the_course(visitor, cast, quiz, course):
    page = visitor.get(f"/quiz/{quiz.id}", as_=cast.lena)

    assert page.one(".back-link")["href"] == f"/learn/{course.code}"


def test_starting_leads_to_the_first_attempt(visitor, cast, quiz, session):
    page = visitor.post(f"/quiz/{quiz.id}/attempts", as_=cast.lena)

    assert page.location == f"/quiz/{quiz.id}/attempt/1"
    assert session.scalars(select(Attempt)).one().person_id == cast.lena.id


def test_starting_twice_goes_on_with_the_open_attempt(visitor, cast, quiz, session):
    visitor.post(f"/quiz/{quiz.id}/attempts", as_=cast.lena)
    page = visitor.post(f"/quiz/{quiz.id}/attempts", as_=cast.lena)

    assert page.location == f"/quiz/{quiz.id}/attempt/1"
    assert len(session.scalars(select(Attempt)).all()) == 1
    assert "Continue the quiz" in visitor.get(f"/quiz/{quiz.id}", as_=cast.lena).words()


def test_after_a_finished_attempt_the_next_one_begins(
    visitor, cast, quiz, attempt, answer_all, session
):
    answer_all(attempt, wrong=3)
    service.submit(attempt, quiz)
    session.commit()

    page = visitor.post(f"/quiz/{quiz.id}/attempts", as_=cast.lena)

    assert page.location == f"/quiz/{quiz.id}/attempt/2"
    words = visitor.get(f"/quiz/{quiz.id}", as_=cast.lena).words()
    assert "Attempt 1" in words
    assert "Not passed" in words


def test_a_person_outside_the_course_does_not_learn_that_the_quiz_exists(visitor, cast, quiz):
    unknown = "0190163d-8694-739b-aea5-966c26f8ad91"
    foreign = visitor.get(f"/quiz/{quiz.id}", as_=cast.olga, expect=404)
    missing = visitor.get(f"/quiz/{unknown}", as_=cast.olga, expect=404)
    visitor.post(f"/quiz/{quiz.id}/attempts", as_=cast.max, expect=404)

    assert foreign.words() == missing.words()


def test_nobody_comes_in_without_signing_in(visitor, quiz):
    assert "/sign-in" in visitor.get(f"/quiz/{quiz.id}", expect=302).location
    visitor.post(f"/quiz/{quiz.id}/attempts", expect=302)


def test_many_starts_at_once_make_one_attempt(app, session, cast, quiz):
    quiz_id, person_id = quiz.id, cast.lena.id
    session.commit()
    numbers = []

    def start():
        with app.app_context(), transaction() as own:
            attempt = service.start(own.get(Quiz, quiz_id), own.get(Person, person_id))
            numbers.append(attempt.number)

    threads = [threading.Thread(target=start) for _ in range(64)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    session.expire_all()
    assert numbers == [1] * 64
    assert len(session.scalars(select(Attempt)).all()) == 1


def test_a_quiz_belongs_to_learning(visitor, cast, quiz):
    page = visitor.get(f"/quiz/{quiz.id}", as_=cast.lena)

    assert "Learn" in page.one(".navigation [aria-current=page]").get_text()
