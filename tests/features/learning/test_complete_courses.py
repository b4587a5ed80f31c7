"""What completes a course, once; where one goes on; what others can ask."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from pmo_academy.core import clock, events
from pmo_academy.core.audit import AuditEntry
from pmo_academy.learning import queries
from pmo_academy.learning.events import CourseCompleted
from pmo_academy.learning.models import CourseCompletion
from tests import factories
from tests.cast import make_person
from tests.page import counted_queries

LESSONS = ("first-1", "first-2", "second-1", "second-2")


def read_all(visitor, person, lessons=LESSONS):
    for key in lessons:
        visitor.post(f"/learn/PA-51/{key}/completion", as_=person)


def heard(monkeypatch):
    told = []
    monkeypatch.setitem(events._subscribers, CourseCompleted, [told.append])
    return told


def test_the_last_lesson_completes_the_course(
    visitor, cast, enrolment, pass_quizzes, session, monkeypatch
):
    told = heard(monkeypatch)
    pass_quizzes(cast.lena)
    read_all(visitor, cast.lena, LESSONS[:3])
    assert not session.scalars(select(CourseCompletion)).all()

    read_all(visitor, cast.lena, LESSONS[3:])

    assert session.scalars(select(CourseCompletion)).one().enrolment_id == enrolment.id
    assert [(event.person_id, event.course_code) for event in told] == [(cast.lena.id, "PA-51")]


def test_the_last_quiz_completes_the_course_once(
    visitor, cast, enrolment, pass_quizzes, session, monkeypatch
):
    told = heard(monkeypatch)
    read_all(visitor, cast.lena)
    pass_quizzes(cast.lena, count=1)
    assert not told

    pass_quizzes(cast.lena)
    pass_quizzes(cast.lena)
    read_all(visitor, cast.lena)

    assert len(told) == 1
    assert len(session.scalars(select(CourseCompletion)).all()) == 1
    wanted = select(AuditEntry).where(AuditEntry.action == "learning.completed")
    assert len(session.scalars(wanted).all()) == 1


def test_a_completed_course_leads_to_the_next(visitor, cast, enrolment, pass_quizzes, session):
    factories.make_course(session, "PA-52", title="Gates that can say no")
    read_all(visitor, cast.lena)
    pass_quizzes(cast.lena)

    page = visitor.get("/learn/PA-51", as_=cast.lena)

    assert f"Completed {clock.today().day} " in page.words()
    assert "Next course: Gates that can say no" in page.words()
    assert "Completed" in visitor.get("/learn", as_=cast.lena).words()
    assert "6 of 6 (100 %)" in page.words()


def test_the_result_of_a_quiz_says_what_it_moved(visitor, cast, enrolment, pass_quizzes):
    pass_quizzes(cast.lena, count=1)
    quiz_id = queries.get_course("PA-51", for_person=cast.lena).modules[0].module.quiz_id

    page = visitor.get(f"/quiz/{quiz_id}/attempt/1/result", as_=cast.lena)

    assert "1 of 6 steps done" in page.words()
    assert "Next: Lesson second-1" in page.words()
    read_all(visitor, cast.lena)
    pass_quizzes(cast.lena)
    page = visitor.get(f"/quiz/{quiz_id}/attempt/1/result", as_=cast.lena)
    assert "You have completed “Status reports people read”." in page.words()


def test_a_progress_figure_shows_its_rows(visitor, cast, enrolment):
    read_all(visitor, cast.lena, LESSONS[:1])

    words = visitor.get("/learn/PA-51", as_=cast.lena).words("aside")

    assert "Why?" in words
    assert "Lessons done: 1 of 4" in words
    assert "Quizzes passed: 0 of 2" in words
    assert "Missing: Lesson first-2" in words


def test_my_learning_shows_where_to_go_on(visitor, cast, enrolment):
    read_all(visitor, cast.lena, LESSONS[:1])

    page = visitor.get("/me/learning", as_=cast.lena)

    assert page.one(".card--lead .button")["href"] == "/learn/PA-51/first-2"
    assert "Lesson 2 of 4" in page.words()
    assert "14 min" in page.words(".stats")
    assert page.queries <= 10
    assert "You have not started a course yet" in visitor.get("/me/learning", as_=cast.max).words()


def test_my_learning_lists_what_is_completed(visitor, cast, enrolment, pass_quizzes):
    read_all(visitor, cast.lena)
    pass_quizzes(cast.lena)

    page = visitor.get("/me/learning", as_=cast.lena)

    assert "Completed" in page.words()
    assert not page.soup.select(".card--lead")


def test_the_continue_card_is_for_the_course_opened_last(session, cast, enrolment):
    factories.make_course(session, "PA-52")
    later = factories.enrolled(session, cast.lena, "PA-52")
    later.last_at = clock.now() + timedelta(minutes=1)
    session.commit()

    card = queries.find_continue_card(cast.lena)

    assert card.code == "PA-52"
    assert (card.lesson_number, card.lessons) == (1, 4)
    assert (card.done, card.total, card.minutes_left) == (0, 6, 4 * 14 + 2 * 6)
    assert queries.find_continue_card(cast.max) is None


def test_the_progress_of_a_team_takes_the_same_few_queries(session, cast, course, visitor):
    people = [make_person(session, f"Person {n}", member_of=cast.payments) for n in range(6)]
    factories.make_course(session, "PA-52")

    def queries_for(some):
        session.expire_all()
        ids = [person.id for person in some]
        with counted_queries() as count:
            rows = queries.list_progress(ids)
        return rows, count()

    factories.enrolled(session, people[0])
    rows, few = queries_for(people[:1])
    assert [(row.code, row.done, row.total) for row in rows] == [("PA-51", 0, 6)]
    for person in people:
        for code in ("PA-51", "PA-52"):
            factories.enrolled(session, person, code)
    read_all(visitor, people[1])
    rows, many = queries_for(people)

    assert few == many == 2
    assert len(rows) == 12
    by_person = {(row.person_id, row.code): row for row in rows}
    assert by_person[people[1].id, "PA-51"].percent == 66


def test_completed_courses_and_course_values(session, cast, enrolment, visitor, pass_quizzes):
    read_all(visitor, cast.lena)
    with clock.set_to(datetime(2027, 1, 5, 9, tzinfo=UTC)):
        pass_quizzes(cast.lena)
    factories.make_course(session, "PA-59", is_announced=True)

    assert queries.list_completed_courses(cast.lena.id) == {
        "PA-51": datetime(2027, 1, 5, 9, tzinfo=UTC)
    }
    assert queries.list_progress([cast.lena.id])[0].completed_at
    values = queries.list_course_values()
    assert [(one.code, one.is_announced) for one in values] == [("PA-51", False), ("PA-59", True)]
    assert values[0].covers == {"MON-S1": 1.0, "STD-S1": 0.5}
