"""The test of a programme is made of its courses' tests and opens once these are completed."""

import pytest
from sqlalchemy import select

from pmo_academy.certification import programme_tests
from pmo_academy.certification.models import Award, ProgrammeTest
from pmo_academy.core.db import transaction
from pmo_academy.demo.learning import take
from pmo_academy.exams import service as exams
from pmo_academy.exams.models import Attempt, Question, Quiz, QuizKind
from pmo_academy.exams.publishing import QuizContent, QuizSettings, publish_quiz
from tests.factories import question
from tests.features.certification.factories import (
    TODAY,
    make_course,
    make_enrolment,
    make_programme,
)

TEST = "/certifications/programmes/foundation/test"
PAGE = "/certifications/programmes/foundation"


def with_test(session, code, *, topics=("one", "two"), each=5, number=1):
    course = make_course(session, code, title=f"Course {code}", number=number)
    questions = tuple(
        question(f"{topic}-{place}", topic=topic) for topic in topics for place in range(each)
    )
    course.test_quiz_id = publish_quiz(
        QuizContent(
            key=f"{code}/course-test",
            title=code,
            draw=4,
            pass_percent=70,
            minutes=10,
            questions=questions,
            settings=QuizSettings(
                kind=QuizKind.COURSE_TEST,
                blueprint=tuple(
                    {"topic": topic, "title": topic.title(), "count": 2} for topic in topics
                ),
            ),
        )
    )
    session.flush()
    return course


@pytest.fixture
def courses(session):
    make_programme(
        session,
        "foundation",
        {"kind": "course", "code": "PA-01"},
        {"kind": "course", "code": "PA-02"},
        {"kind": "test", "questions": 10, "pass_percent": 70},
    )
    made = [with_test(session, "PA-01"), with_test(session, "PA-02")]
    with transaction():
        assert programme_tests.refresh() == 1
    return made


def complete(session, person, *courses):
    for course in courses:
        make_enrolment(session, person, course, completed_at=TODAY)
    session.commit()


def test_it_draws_from_every_topic_of_every_course(session, courses):
    quiz = session.scalars(select(Quiz).where(Quiz.kind == QuizKind.PROGRAMME_TEST)).one()

    assert [(part["topic"], part["count"]) for part in quiz.blueprint] == [
        ("PA-01/one", 3),
        ("PA-01/two", 2),
        ("PA-02/one", 3),
        ("PA-02/two", 2),
    ]
    assert (quiz.draw, quiz.tries, quiz.per_days) == (10, 3, 30)
    bank = session.scalars(select(Question.key).where(Question.quiz_id == quiz.id)).all()
    assert len(bank) == 20
    assert "PA-02/two-4" in bank


def test_it_opens_once_every_course_is_completed(visitor, session, cast, courses):
    complete(session, cast.lena, courses[0])
    visitor.post(TEST, as_=cast.lena, expect=409)
    assert "Open the test" not in visitor.get(PAGE, as_=cast.lena).words()
    complete(session, cast.lena, courses[1])

    assert "Open the test" in visitor.get(PAGE, as_=cast.lena).words()
    quiz = visitor.post(TEST, as_=cast.lena).location
    words = visitor.get(quiz, as_=cast.lena).words()
    assert "Test of the programme" in words
    assert "10 questions" in words
    visitor.get(quiz, as_=cast.max, expect=404)


def test_passing_it_awards_the_programme_in_the_same_moment(visitor, session, cast, courses):
    complete(session, cast.lena, *courses)
    quiz = visitor.post(TEST, as_=cast.lena).location
    quiz_id = session.scalars(select(ProgrammeTest.quiz_id)).one()
    with transaction():
        take(cast.lena, quiz_id, wrong=4)
    assert session.scalars(select(Award)).all() == []
    with transaction():
        take(cast.lena, quiz_id, wrong=3)

    assert session.scalars(select(Award.person_id)).all() == [cast.lena.id]
    assert "Foundation" in visitor.get(f"{quiz}/attempt/2/result", as_=cast.lena).words()
    assert "Open the certificate" in visitor.get(PAGE, as_=cast.lena).words()


def test_it_is_made_anew_when_a_course_changes_and_what_was_passed_stays(
    visitor, session, cast, courses
):
    complete(session, cast.lena, *courses)
    first = visitor.post(TEST, as_=cast.lena).location
    with transaction():
        take(cast.lena, session.scalars(select(ProgrammeTest.quiz_id)).one(), wrong=0)
    courses[0].is_latest = False
    session.flush()
    with_test(session, "PA-01", number=2)
    with transaction():
        assert programme_tests.refresh() == 1
        assert programme_tests.refresh() == 0

    assert visitor.post(TEST, as_=cast.lena).location == first
    assert "You passed it on" in visitor.get(PAGE, as_=cast.lena).words()
    complete(session, cast.max, courses[0], courses[1])
    assert visitor.post(TEST, as_=cast.max).location != first


def test_tries_of_an_earlier_test_count_with_the_later(visitor, session, cast, courses):
    complete(session, cast.lena, *courses)
    first = session.scalars(select(ProgrammeTest.quiz_id)).one()
    visitor.post(TEST, as_=cast.lena)
    for _ in range(2):
        with transaction():
            take(cast.lena, first, wrong=10)
    courses[0].is_latest = False
    session.flush()
    with_test(session, "PA-01", number=2)
    with transaction():
        programme_tests.refresh()
    later = visitor.post(TEST, as_=cast.lena).location

    assert "1 of 3 within 30 days" in visitor.get(later, as_=cast.lena).words()
    visitor.post(f"{later}/attempts", as_=cast.lena)
    attempt = session.scalars(select(Attempt).where(Attempt.submitted_at.is_(None))).one()
    with transaction():
        exams.submit(attempt, session.get(Quiz, attempt.quiz_id))
    assert "The next try may begin on" in visitor.get(later, as_=cast.lena).words()
    visitor.post(f"/quiz/{first}/attempts", as_=cast.lena)
    assert len(session.scalars(select(Attempt)).all()) == 3


def test_an_open_attempt_goes_before_a_later_test(visitor, session, cast, courses):
    complete(session, cast.lena, *courses)
    first = visitor.post(TEST, as_=cast.lena).location
    visitor.post(f"{first}/attempts", as_=cast.lena)
    courses[0].is_latest = False
    session.flush()
    with_test(session, "PA-01", number=2)
    with transaction():
        programme_tests.refresh()

    assert visitor.post(TEST, as_=cast.lena).location == first
    assert session.scalars(select(Attempt.number)).all() == [1]


@pytest.mark.parametrize("topics", [(), ("one",)])
def test_without_enough_questions_there_is_none(session, topics):
    make_programme(
        session,
        "foundation",
        {"kind": "course", "code": "PA-01"},
        {"kind": "test", "questions": 10, "pass_percent": 70},
    )
    if topics:
        with_test(session, "PA-01", topics=topics)
    else:
        make_course(session, "PA-01")
    with transaction():
        assert programme_tests.refresh() == 0


def test_a_programme_without_test_has_none(visitor, session, cast):
    make_programme(session, "foundation", {"kind": "course", "code": "PA-01"})
    session.commit()

    visitor.post(TEST, as_=cast.lena, expect=404)
