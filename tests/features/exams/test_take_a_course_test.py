"""The test of a course: by topics, against the clock, with so many tries."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select

from pmo_academy.core import clock
from pmo_academy.core.audit import AuditEntry
from pmo_academy.core.db import transaction
from pmo_academy.exams import service
from pmo_academy.exams.models import Attempt, Feedback, QuestionType, Quiz, QuizKind
from pmo_academy.exams.publishing import QuestionContent, QuizContent, QuizSettings
from pmo_academy.learning import queries as learning
from pmo_academy.people.models import Person
from tests import factories
from tests.features.exams.answers import form_on, right_answer
from tests.features.exams.conftest import begin
from tests.question_documents import question_document

TOPICS = ("one", "two", "three", "four", "five")
ASKED = ["lessons", "quizzes", "course-test"]


def content(**settings):
    questions = tuple(
        QuestionContent(
            key=f"{topic}-{n}", type=QuestionType.SINGLE, topic=topic, item="MON-S1",
            document=question_document(f"{topic}-{n}", QuestionType.SINGLE),
        )
        for topic in TOPICS
        for n in range(12)
    )  # fmt: skip
    values = {"minutes_limit": 40, "tries": 3, "per_days": 30, "feedback": Feedback.AFTER_PASS}
    return QuizContent(
        key="PA-51/course-test", title="Reports", draw=20, pass_percent=70, minutes=30,
        questions=questions,
        settings=QuizSettings(
            kind=QuizKind.COURSE_TEST, topic_percent=50,
            blueprint=tuple({"topic": t, "title": t.title(), "count": 4} for t in TOPICS),
            **values | settings,
        ),
    )  # fmt: skip


@pytest.fixture
def quiz(session, cast, monkeypatch):
    real = factories.CourseContent
    monkeypatch.setattr(factories, "CourseContent", lambda **parts: real(**parts, test=content()))
    edition = factories.make_course(session, completes_with=ASKED)
    factories.enrolled(session, cast.lena)
    return session.get(Quiz, edition.test_quiz_id)


def answer(session, attempt, *, wrong_topics=()):
    for response in attempt.responses:
        wrong = response.question.topic in wrong_topics
        value = right_answer(response.asked, wrong=wrong)
        service.save_answer(attempt, response.position, answer=value, seen=response.version)
    session.commit()


def test_the_card_says_everything(visitor, cast, quiz):
    page = visitor.get(f"/quiz/{quiz.id}", as_=cast.lena)
    for words in ("20 questions", "4 on One", "14 of 20 right (70 %)", "no topic under 50 %",
                  "3 of 3 within 30 days", "40 min from the moment you start", "the clock goes on",
                  "once you have passed or used your last try"):  # fmt: skip
        assert words in page.words()
    assert page.queries <= 10


def test_each_topic_counts_and_passing_shows_the_key(visitor, cast, session, quiz):
    attempt = begin(session, quiz, cast.lena)
    answer(session, attempt, wrong_topics=["five"])
    service.submit(attempt, quiz)
    session.commit()

    page = visitor.get(f"/quiz/{quiz.id}/attempt/1/result", as_=cast.lena)
    for words in ("Not passed yet", "16 of 20 right", "each topic needs at least 50 %",
                  "0 of 4", "You have 2 tries left"):  # fmt: skip
        assert words in page.words()
    assert "EXPLAINED" not in page.words()
    assert page.queries <= 10

    answer(session, second := begin(session, quiz, cast.lena))
    service.submit(second, quiz)
    session.commit()
    page = visitor.get(f"/quiz/{quiz.id}/attempt/2/result", as_=cast.lena)
    assert "EXPLAINED" in page.words()


def test_the_key_waits_for_an_open_last_try_and_comes_after_it(visitor, cast, session, quiz):
    for _ in range(2):
        service.submit(begin(session, quiz, cast.lena), quiz)
    last = begin(session, quiz, cast.lena)
    path = f"/quiz/{quiz.id}/attempt/1/result"
    assert "EXPLAINED" not in visitor.get(path, as_=cast.lena).words()
    assert "0 of 3 within" in visitor.get(f"/quiz/{quiz.id}", as_=cast.lena).words()

    service.submit(last, quiz)
    session.commit()
    words = visitor.get(path, as_=cast.lena).words()
    assert "EXPLAINED" in words
    assert "The next try may begin on" in words


def test_the_test_is_the_last_step_and_counts(visitor, cast, session, quiz):
    course = learning.get_course("PA-51", for_person=cast.lena)
    assert course.path[-1].ref == quiz.id
    before = course.progress
    (row,) = learning.list_progress([cast.lena.id])
    assert (row.done, row.total) == (before.done, before.total)

    answer(session, attempt := begin(session, quiz, cast.lena))
    service.submit(attempt, quiz)
    session.commit()
    (row,) = learning.list_progress([cast.lena.id])
    assert (row.done, row.total) == (before.done + 1, before.total)
    words = visitor.get("/learn/PA-51", as_=cast.lena).words()
    assert "Course test" in words
    visitor.get("/", as_=cast.lena)


def test_after_the_deadline_saved_answers_are_handed_in(visitor, cast, session, quiz):
    attempt = begin(session, quiz, cast.lena)
    answer(session, attempt)
    path = f"/quiz/{quiz.id}/attempt/1"
    form = form_on(visitor.get(path, as_=cast.lena))
    with clock.set_to(attempt.deadline_at):
        page = visitor.post(f"{path}/answers", {**form, "q1": "0"}, as_=cast.lena)
        words = visitor.get(page.location, as_=cast.lena).words()
    session.expire_all()
    kept = session.scalars(select(Attempt)).one()
    assert (kept.is_timed_out, kept.right_count, kept.has_passed) == (True, 20, True)
    assert kept.submitted_at == kept.deadline_at
    assert "The time was up" in words


def test_housekeeping_hands_in_what_nobody_came_back_to(cast, session, quiz):
    attempt = begin(session, quiz, cast.lena)
    with clock.set_to(attempt.deadline_at - timedelta(seconds=1)):
        assert service.hand_in_overdue() == 0
    with clock.set_to(attempt.deadline_at + timedelta(hours=5)):
        assert service.hand_in_overdue() == 1
    session.commit()
    assert attempt.has_passed is False


def test_extra_time_holds_from_the_next_start(cast, session, quiz):
    wish = service.Wish(percent=50, reason="agreed")
    assert service.give_extra_time(cast.lena, wish, by=cast.ada) == 0
    attempt = begin(session, quiz, cast.lena)
    assert attempt.deadline_at - attempt.started_at == timedelta(minutes=60)
    actions = session.scalars(select(AuditEntry.action)).all()
    assert "exams.extra-time-given" in actions


@pytest.mark.parametrize(
    ("wish", "minutes"),
    [
        ({"only_course": "PA-51"}, 60),
        ({"only_course": "PA-5"}, 40),
        ({"until": timedelta(0)}, 60),
        ({"until": timedelta(days=-1)}, 40),
    ],
)
def test_extra_time_holds_where_and_as_long_as_it_was_given(cast, session, quiz, wish, minutes):
    if "until" in wish:
        wish = {"until": clock.today() + wish["until"]}
    wished = service.Wish(percent=50, reason="agreed", **wish)
    service.give_extra_time(cast.lena, wished, by=cast.ada)
    attempt = begin(session, quiz, cast.lena)
    assert attempt.deadline_at - attempt.started_at == timedelta(minutes=minutes)


def test_an_attempt_that_is_running_becomes_longer_and_never_shorter(cast, session, quiz):
    attempt = begin(session, quiz, cast.lena)
    for percent, longer, minutes in ((50, 1, 60), (100, 1, 80), (25, 0, 80)):
        wish = service.Wish(percent=percent, reason="agreed")
        assert service.give_extra_time(cast.lena, wish, by=cast.ada) == longer
        session.commit()
        assert attempt.deadline_at - attempt.started_at == timedelta(minutes=minutes)
    service.take_extra_time(cast.lena, by=cast.ada)
    assert attempt.deadline_at - attempt.started_at == timedelta(minutes=80)


def test_an_attempt_whose_time_is_up_does_not_come_back(cast, session, quiz):
    attempt = begin(session, quiz, cast.lena)
    with clock.set_to(attempt.deadline_at):
        wish = service.Wish(percent=50, reason="agreed")
        assert service.give_extra_time(cast.lena, wish, by=cast.ada) == 0


def test_sixty_four_starts_at_once_never_exceed_the_tries(app, cast, session, quiz):
    quiz_id, person_id = quiz.id, cast.lena.id
    session.commit()
    refused = []

    def take():
        try:
            with app.app_context(), transaction() as own:
                mine = own.get(Quiz, quiz_id)
                service.submit(service.start(mine, own.get(Person, person_id)), mine)
        except service.NoTryLeftError:
            refused.append(1)

    threads = [threading.Thread(target=take) for _ in range(64)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    session.expire_all()
    assert len(session.scalars(select(Attempt)).all()) == 3
    assert len(refused) == 61
