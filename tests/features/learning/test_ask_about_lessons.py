"""Learners ask about a lesson, its authors answer; others read it without a name."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from pmo_academy.core import clock
from pmo_academy.learning.models import Thread
from tests import factories

PLACE = "/learn/PA-51/first-1/questions"


@pytest.fixture
def course(session, cast):
    edition = factories.make_course(session)
    for person in (cast.lena, cast.max):
        factories.enrolled(session, person)
    return edition


@pytest.fixture
def thread(visitor, session, cast, course):
    visitor.post(PLACE, {"text": "Who signs the log?"}, as_=cast.lena)
    return session.scalars(select(Thread)).one()


def studio(thread, action=""):
    return f"/studio/lesson-questions/{thread.id}{action}"


def answer(visitor, cast, thread, text="The sponsor does."):
    return visitor.post(studio(thread, "/answers"), {"text": text}, as_=cast.ada)


def test_a_question_is_answered_and_its_author_finds_it(visitor, cast, thread):
    assert "You" in visitor.get(PLACE, as_=cast.lena).words("article")
    assert "Answer 1 question about a lesson" in visitor.get("/me/agenda", as_=cast.ada).words()
    queue = visitor.get("/studio/lesson-questions", as_=cast.ada)
    assert "Who signs the log? Lena Ortiz · Lesson first-1" in queue.words()

    answer(visitor, cast, thread)

    page = visitor.get(PLACE, as_=cast.lena)
    assert "Ada Lind answered on" in page.words()
    assert "The sponsor does. Answered" in page.words()
    agenda = visitor.get("/me/agenda", as_=cast.lena)
    assert "Read the answer to your question in" in agenda.words()
    lead = visitor.get("/me/questions/PA-51", as_=cast.lena, expect=302).location
    assert lead == f"{PLACE}#question-{thread.id}"
    assert "No question is open" in visitor.get("/studio/lesson-questions", as_=cast.ada).words()
    others = visitor.get("/studio/lesson-questions?show=others", as_=cast.ada)
    assert "Who signs the log?" in others.words()


def test_others_in_the_course_read_it_without_the_name(visitor, cast, thread):
    page = visitor.get(PLACE, as_=cast.max)

    assert "A colleague" in page.words("article")
    assert "Lena" not in page.words()
    visitor.get(PLACE, as_=cast.olga, expect=404)
    visitor.get("/me/questions/PA-51", as_=cast.max, expect=404)


def test_an_answer_stays_in_the_agenda_for_a_week(visitor, session, cast, thread):
    answer(visitor, cast, thread)
    thread.answered_at = clock.now() - timedelta(days=8)
    session.commit()

    assert "Read the answer" not in visitor.get("/me/agenda", as_=cast.lena).words()


@pytest.mark.parametrize(
    ("text", "words"),
    [(" ", "Write your question first."), ("x" * 2001, "A question has at most 2,000 characters.")],
)
def test_a_refused_question_keeps_what_was_typed(visitor, session, cast, course, text, words):
    page = visitor.post(PLACE, {"text": text}, as_=cast.lena, expect=422)

    assert words in page.words()
    assert not session.scalars(select(Thread)).all()


def test_nobody_asks_more_than_five_things_a_day(visitor, session, cast, course):
    for number in range(5):
        visitor.post(PLACE, {"text": f"Question {number}?"}, as_=cast.lena)

    page = visitor.post(PLACE, {"text": "One more?"}, as_=cast.lena, expect=409)
    assert "You have asked 5 questions since yesterday." in page.words()
    visitor.post(PLACE, {"text": "Mine?"}, as_=cast.max)


def test_a_question_can_be_taken_back_until_it_is_answered(visitor, session, cast, thread):
    withdrawal = f"/me/questions/{thread.id}/withdrawal"
    for other in (cast.max, cast.ada, cast.olga):
        visitor.post(withdrawal, as_=other, expect=404)
    answer(visitor, cast, thread)
    visitor.post(withdrawal, as_=cast.lena, expect=409)

    visitor.post(studio(thread, "/reopening"), as_=cast.ada)
    visitor.post(withdrawal, as_=cast.lena, expect=409)
    visitor.post(PLACE, {"text": "Another?"}, as_=cast.lena)
    another = session.scalars(select(Thread).where(Thread.text == "Another?")).one()
    visitor.post(f"/me/questions/{another.id}/withdrawal", as_=cast.lena)
    assert "Another?" not in visitor.get(PLACE, as_=cast.lena).words()


def test_a_hidden_question_is_seen_by_its_author_with_the_reason(visitor, cast, thread):
    refused = visitor.post(studio(thread, "/hiding"), {"reason": " "}, as_=cast.ada, expect=422)
    assert "Say why; who asked reads it." in refused.words()

    visitor.post(studio(thread, "/hiding"), {"reason": "Names a customer."}, as_=cast.ada)

    assert "Hidden: Names a customer." in visitor.get(PLACE, as_=cast.lena).words()
    assert "Nobody has asked yet" in visitor.get(PLACE, as_=cast.max).words()
    visitor.post(studio(thread, "/answers"), {"text": "x"}, as_=cast.ada, expect=409)
    visitor.post(studio(thread, "/reopening"), as_=cast.ada)
    assert "Who signs the log?" in visitor.get(PLACE, as_=cast.max).words()


def test_an_empty_answer_is_refused(visitor, cast, thread):
    page = visitor.post(studio(thread, "/answers"), {"text": " "}, as_=cast.ada, expect=422)

    assert "Write your answer first." in page.words()


@pytest.mark.parametrize("action", ["", "/answers", "/reopening", "/hiding"])
def test_only_authors_have_the_studio_s_pages(visitor, cast, thread, action):
    for other in (cast.lena, cast.max, cast.olga, cast.root):
        if action:
            visitor.post(studio(thread, action), {"text": "x"}, as_=other, expect=403)
        else:
            visitor.get(studio(thread), as_=other, expect=403)


def test_a_page_holds_25_and_needs_few_queries(visitor, session, cast, course):
    session.add_all(
        Thread(person_id=cast.max.id, course_code="PA-51", lesson_key="first-1", text=f"No {n}")
        for n in range(30)
    )
    session.commit()

    page = visitor.get(PLACE, as_=cast.lena)
    assert len(page.soup.select("article")) == 25
    assert page.queries <= 10
    assert len(visitor.get(f"{PLACE}?page=2", as_=cast.lena).soup.select("article")) == 5
    queue = visitor.get("/studio/lesson-questions?page=2", as_=cast.ada)
    assert len(queue.soup.select(".task__link")) == 5
