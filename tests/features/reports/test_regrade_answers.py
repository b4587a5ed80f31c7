"""A corrected key: who moves is shown first, nobody loses, and learners read why."""

import pytest
from sqlalchemy import func, select

from pmo_academy.core.audit import AuditEntry
from pmo_academy.exams import service
from pmo_academy.exams.models import (
    Attempt,
    Correction,
    Question,
    QuestionType,
    Quiz,
    RegradedAnswer,
)
from pmo_academy.learning.models import CourseCompletion
from tests import factories
from tests.features.exams.answers import form_on, right_answer
from tests.features.exams.taking import bank, correct_key, learner, publish, take

SINGLE = 0  # the first question of the bank; option 1 is right, "wrong" answers choose option 3
QUIZ = "/studio/questions/PA-51/first"
PAGE = f"{QUIZ}/q1/versions/1/regrades"


@pytest.fixture
def quiz(session):
    publish(session, bank())
    return session.scalars(select(Quiz).where(Quiz.key == "PA-51/first")).one()


@pytest.fixture
def klass(session, quiz):
    """Ben misses the first question and so two of five, Cem it alone, Dana nothing."""
    ben, cem, dana = (learner(session, n) for n in range(3))
    take(session, ben, quiz, wrong={"q1", "q2"})
    take(session, cem, quiz, wrong={"q1"})
    take(session, dana, quiz, wrong=set())
    for attempt in session.scalars(select(Attempt)):
        attempt.has_passed = (attempt.right_count or 0) >= 4
    session.commit()
    return ben, cem, dana


def attempt_of(session, person):
    session.expire_all()
    return session.scalars(select(Attempt).where(Attempt.person_id == person.id)).one()


def regrade(visitor, cast, basis="key", reason="Option 3 was right all along.", **more):
    page = visitor.get(PAGE, as_=cast.ada)
    fields = form_on(page, "/regrades") | {"basis": basis, "reason": reason} | more
    return visitor.post(PAGE, fields, as_=cast.ada, expect=more.pop("expect", 303))


def test_the_preview_says_who_moves_and_changes_nothing(visitor, cast, session, quiz, klass):
    ben, cem, _dana = klass
    correct_key(session)

    page = visitor.get(PAGE, as_=cast.ada)

    words = page.words()
    assert "Option 1 of q1" in words
    assert "Option 3 of q1" in words
    assert "2 answers more count, 1 person passes by it." in words
    assert "1 answer that counted is wrong by the corrected key; it goes on counting." in words
    assert ben.name in words
    assert cem.name not in words  # passed before
    assert page.queries <= 10
    assert attempt_of(session, ben).right_count == 3
    assert session.scalar(select(func.count()).select_from(Correction)) == 0


def test_answers_count_by_the_corrected_key_and_nobody_loses(visitor, cast, session, quiz, klass):
    _ben, _cem, _dana = klass
    correct_key(session)

    done = regrade(visitor, cast)

    assert done.location.endswith(f"{QUIZ}/q1")
    figures = [
        (attempt_of(session, one).right_count, attempt_of(session, one).has_passed) for one in klass
    ]
    assert figures == [(4, True), (5, True), (5, True)]
    kept = session.scalars(select(RegradedAnswer).order_by(RegradedAnswer.right_before)).all()
    assert [(one.right_before, one.had_passed) for one in kept] == [(3, False), (4, True)]
    assert session.scalars(
        select(AuditEntry.details).where(AuditEntry.action == "exams.regraded")
    ).one() == {"question": "PA-51/first/q1", "answers": 2, "passing": 1}


def test_a_second_look_finds_nobody_left(visitor, cast, session, quiz, klass):
    correct_key(session)
    regrade(visitor, cast)

    page = visitor.get(PAGE, as_=cast.ada)
    question = visitor.get(f"{QUIZ}/q1", as_=cast.ada)

    assert "0 answers more count, 0 people pass by it." in page.words()
    assert "Regraded on" in question.words()
    assert "Option 3 was right all along." in question.words()


def test_item_analysis_goes_on_with_what_people_knew(visitor, cast, session, quiz, klass):
    for n in range(3, 24):
        take(session, learner(session, n), quiz, wrong={"q1"})
    session.commit()
    correct_key(session)
    before = visitor.get(f"{QUIZ}/q1", as_=cast.ada).soup.select(".summary-list")[-1].text
    regrade(visitor, cast)
    after = visitor.get(f"{QUIZ}/q1", as_=cast.ada).soup.select(".summary-list")[-1].text
    assert before == after
    assert "4 %" in before


def test_everybody_gets_the_point(visitor, cast, session, quiz, klass):
    ben, _cem, _dana = klass
    attempt = attempt_of(session, ben)
    attempt.responses[0].answer = None
    session.commit()

    page = visitor.get(PAGE, as_=cast.ada)
    assert "This wording has no corrected key." in page.words()
    regrade(visitor, cast, basis="point", reason="Both answers can be defended.")

    assert attempt_of(session, ben).right_count == 4
    assert attempt_of(session, ben).has_passed


def test_by_a_key_that_nobody_corrected_there_is_no_regrade(visitor, cast, session, quiz, klass):
    regrade(visitor, cast, basis="key", expect=404)


def test_somebody_hands_in_meanwhile(visitor, cast, session, quiz, klass):
    correct_key(session)
    fields = form_on(visitor.get(PAGE, as_=cast.ada), "/regrades")
    late = learner(session, 9)
    take(session, late, quiz, wrong={"q1"})
    session.commit()

    fields |= {"basis": "key", "reason": "Option 3 was right."}
    page = visitor.post(PAGE, fields, as_=cast.ada, expect=409)

    assert "Look at the new figures first." in page.words()
    assert "3 answers more count" in page.words()
    assert form_on(page, "/regrades")["reason"] == "Option 3 was right."
    assert session.scalar(select(func.count()).select_from(Correction)) == 0


@pytest.mark.parametrize("field", ["basis", "reason"])
def test_what_is_missing_is_asked_for(visitor, cast, session, quiz, klass, field):
    correct_key(session)
    fields = form_on(visitor.get(PAGE, as_=cast.ada), "/regrades")
    fields |= {"basis": "key", "reason": "Wrong."} | {field: ""}
    page = visitor.post(PAGE, fields, as_=cast.ada, expect=422)
    assert page.soup.select_one(f"#{field}-error")


def test_an_attempt_that_is_still_open_is_marked_by_the_new_key(visitor, cast, session, quiz):
    factories.enrolled(session, cast.lena)
    attempt = service.start(quiz, cast.lena)
    for response in attempt.responses:
        answer = right_answer(response.asked, wrong=response.question.key == "q1")
        service.save_answer(attempt, response.position, answer=answer, seen=response.version)
    session.commit()
    correct_key(session)
    assert "1 attempt; it is marked by your decision" in visitor.get(PAGE, as_=cast.ada).words()
    regrade(visitor, cast)

    service.submit(attempt_of(session, cast.lena), quiz)
    session.commit()

    assert attempt_of(session, cast.lena).right_count == 5


def test_the_learner_reads_why(visitor, cast, session, quiz):
    factories.enrolled(session, cast.lena)
    take(session, cast.lena, quiz, wrong={"q1", "q2"})
    session.commit()
    correct_key(session)
    regrade(visitor, cast)

    page = visitor.get(f"/quiz/{quiz.id}/attempt/1/result", as_=cast.lena)

    assert page.one("h1").text.strip() == "Passed"
    assert "1 more of your answers counts." in page.words()
    assert "The key of this question was corrected on" in page.words()
    assert "Why: Option 3 was right all along." in page.words()
    assert "4 of 5 right" in page.words()
    assert page.queries <= 10


def test_who_answered_by_the_old_key_reads_that_it_still_counts(visitor, cast, session, quiz):
    factories.enrolled(session, cast.lena)
    take(session, cast.lena, quiz, wrong=set())
    session.commit()
    correct_key(session)
    regrade(visitor, cast)

    page = visitor.get(f"/quiz/{quiz.id}/attempt/1/result", as_=cast.lena)

    assert "Your answer counted by the old key, and still counts." in page.words()
    assert "5 of 5 right" in page.words()


def test_a_faulty_question_says_so(visitor, cast, session, quiz):
    factories.enrolled(session, cast.lena)
    take(session, cast.lena, quiz, wrong={"q1"})
    session.commit()
    regrade(visitor, cast, basis="point", reason="Two options are right.")

    page = visitor.get(f"/quiz/{quiz.id}/attempt/1/result", as_=cast.lena)

    assert "everybody who was asked has the point. Why: Two options are right." in page.words()


def test_a_pass_by_regrade_completes_the_course(visitor, cast, session):
    module = factories.module("first", practice=False)
    factories.make_course(session, modules=(module,))
    quiz = session.scalars(select(Quiz)).one()
    enrolment = factories.enrolled(session, cast.lena)
    for key in ("first-1", "first-2"):
        visitor.post(f"/learn/PA-51/{key}/completion", as_=cast.lena)
    take(session, cast.lena, quiz, wrong={"q1", "q2"})
    session.commit()
    assert session.get(CourseCompletion, enrolment.id) is None

    regrade(visitor, cast, basis="point")

    session.expire_all()
    assert session.get(CourseCompletion, enrolment.id) is not None


def test_a_question_regraded_twice_counts_by_the_last_key(visitor, cast, session, quiz, klass):
    correct_key(session)
    regrade(visitor, cast)
    correct_key(session, right=2, number=3)
    regrade(visitor, cast)

    latest = session.scalars(
        select(Question.id).where(Question.type == QuestionType.SINGLE).order_by(Question.id)
    ).all()[-1]
    correction = session.scalars(select(Correction)).one()
    assert correction.later_id == latest


def test_the_list_says_where_answers_can_be_regraded(visitor, cast, session, quiz, klass):
    note = "Its key was corrected: earlier answers can be regraded."
    assert note not in visitor.get(QUIZ, as_=cast.ada).words()
    correct_key(session)
    assert note in visitor.get(QUIZ, as_=cast.ada).words()
    regrade(visitor, cast)
    assert note not in visitor.get(QUIZ, as_=cast.ada).words()


def test_only_those_who_write_questions_regrade(visitor, cast, quiz):
    for person in (cast.lena, cast.max, cast.olga, cast.root):
        visitor.get(PAGE, as_=person, expect=403)
        visitor.post(PAGE, {"basis": "point", "reason": "x"}, as_=person, expect=403)


@pytest.mark.parametrize("path", [PAGE.replace("/1/", "/9/"), PAGE.replace("q1", "no")])
def test_what_does_not_exist_is_not_found(visitor, cast, quiz, path):
    visitor.get(path, as_=cast.ada, expect=404)
