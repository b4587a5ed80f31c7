"""The home page leads to the one next step, and lists what waits."""

from datetime import timedelta

import pytest

from pmo_academy.core import clock
from pmo_academy.learning import service as learning
from pmo_academy.learning.queries import get_course, get_lesson
from pmo_academy.maturity.models import Mode
from tests.cast import make_person
from tests.factories import enrolled, make_course
from tests.features.maturity.factories import answer, everywhere, make_closed_example, make_round
from tests.features.reports.factories import assign, complete, edition_of, make_catalogue
from tests.rules.maturity.example import INPUT


def finish_lessons(session, person, code, count):
    """The person has gone through the first lessons of a course."""
    enrolment = enrolled(session, person, code)
    course = get_course(code, for_person=person)
    for step in course.lessons[:count]:
        learning.finish_lesson(enrolment, get_lesson(course, step.key))


def test_the_next_lesson_is_one_press_away(visitor, session, cast):
    make_course(session)
    finish_lessons(session, cast.lena, "PA-51", 1)

    page = visitor.get("/", as_=cast.lena)

    assert "Continue · Status reports people read Lesson first-2" in page.words(".card--lead")
    assert "Lesson 2 of 4" in page.words(".card--lead")
    assert page.one("main .button--primary")["href"] == "/learn/PA-51/first-2"


def test_after_the_lessons_of_a_module_comes_its_quiz(visitor, session, cast):
    make_course(session)
    finish_lessons(session, cast.lena, "PA-51", 2)

    page = visitor.get("/", as_=cast.lena)

    assert "Quiz: Module first" in page.words(".card--lead")
    assert page.one("main .button--primary")["href"].startswith("/quiz/")


def test_home_and_the_course_page_agree_on_the_next_step(visitor, session, cast):
    make_course(session)
    for count in range(5):
        finish_lessons(session, cast.lena, "PA-51", count)

        step = get_course("PA-51", for_person=cast.lena).next_step

        assert step.title in visitor.get("/", as_=cast.lena).words(".card--lead")


def test_who_has_not_begun_is_told_where_to_start(visitor, session, cast):
    make_course(session)

    page = visitor.get("/", as_=cast.lena)

    words = page.words()
    assert "Start here Status reports people read Most people begin with it." in words
    assert "How it works here" in words
    assert page.one("main .button--primary")["href"] == "/learn/PA-51"


def test_without_any_course_the_page_still_leads_somewhere(visitor, cast):
    page = visitor.get("/", as_=cast.lena)

    assert page.one("main .button--primary")["href"] == "/learn"


def test_the_course_that_serves_the_brake_of_the_team_is_recommended(visitor, session, cast):
    make_catalogue(session)
    make_closed_example(session, cast)

    words = visitor.get("/", as_=cast.lena).words(".card--lead")

    assert "Coaching and authorising project managers" in words
    assert "Because Payments PMO is held at Control, basic by: Authorisation before start." in words


def test_a_hidden_result_is_no_reason(visitor, session, cast):
    make_catalogue(session)
    make_closed_example(session, cast, mode=Mode.ANONYMOUS, sheets=INPUT["answers"][:4])

    words = visitor.get("/", as_=cast.lena).words(".card--lead")

    assert "Because" not in words
    assert "Most people begin with it." in words


def test_what_is_completed_is_not_recommended(visitor, session, cast):
    make_catalogue(session)
    make_closed_example(session, cast)
    complete(session, cast.lena, "PA-04")

    words = visitor.get("/", as_=cast.lena).words(".card--lead")

    assert "Coaching" not in words
    assert "Because it helps Payments PMO" in words


def test_what_cannot_be_begun_yet_is_not_recommended(visitor, session, cast):
    make_catalogue(session)
    make_closed_example(session, cast)
    coaching = edition_of(session, "PA-04")
    coaching.document = {**coaching.document, "requires": ["PA-02"]}

    assert "Coaching" not in visitor.get("/", as_=cast.lena).words(".card--lead")


def test_a_questionnaire_says_how_far_it_is(visitor, session, cast):
    one = make_round(cast, [(cast.lena, "pmo")])
    answer(one, cast.lena, {k: v for k, v in everywhere(3).items() if k[:3] in ("MND", "STD")})

    words = visitor.get("/", as_=cast.lena).words(".task-list")

    assert "Finish the maturity assessment of Payments PMO" in words
    assert "2 of 10 sections done" in words


def test_what_is_due_first_stands_first_and_overdue_is_said_in_words(visitor, session, cast):
    make_catalogue(session)
    make_round(cast, [(cast.lena, "pmo")])
    assign(session, cast.lena, "PA-08", team=cast.payments, by=cast.max, days=3)
    assign(session, cast.lena, "PA-04", team=cast.payments, by=cast.max, days=-2)

    page = visitor.get("/", as_=cast.lena)

    titles = [tag.get_text() for tag in page.soup.select(".task__link")]
    assert titles == [
        "Start Coaching and authorising project managers",
        "Start PMO types",
        "Answer the maturity assessment of Payments PMO",
    ]
    assert "2 days overdue" in page.words()
    assert "3 days left" in page.words()


def test_five_rows_first_and_all_on_demand(visitor, session, cast):
    make_catalogue(session, announced=())
    for number in range(1, 10):
        assign(session, cast.lena, f"PA-0{number}", team=cast.payments, by=cast.max, days=number)

    first = visitor.get("/", as_=cast.lena)
    everything = visitor.get("/me/agenda", as_=cast.lena)

    assert len(first.soup.select(".task")) == 5
    assert "All 9" in first.words()
    assert len(everything.soup.select(".task")) == 9


def test_a_manager_reads_a_line_about_the_team(visitor, session, cast):
    make_catalogue(session)
    make_closed_example(session, cast)

    page = visitor.get("/", as_=cast.max)

    assert "Your team Payments PMO Control, basic" in page.words("aside")
    assert page.soup.select(f"aside a[href='/team/{cast.payments.id}']")


def test_staff_see_no_team_card(visitor, session, cast):
    make_catalogue(session)
    make_closed_example(session, cast)

    assert "Your team" not in visitor.get("/", as_=cast.lena).words()


@pytest.mark.parametrize("name", ["max", "ada", "root", "olga"])
def test_everybody_has_a_home(visitor, cast, name):
    visitor.get("/", as_=getattr(cast, name))


def test_strangers_are_asked_to_sign_in(visitor):
    assert "/sign-in" in visitor.get("/", expect=302).location


def test_queries_do_not_grow_with_people_and_courses(visitor, session, cast):
    make_course(session)
    finish_lessons(session, cast.lena, "PA-51", 1)
    make_closed_example(session, cast)
    open_one = make_round(cast, [(cast.lena, "pmo")], title="Open")
    answer(open_one, cast.lena, {"MND-S1": 3})
    visitor.get("/", as_=cast.lena)
    few = visitor.get("/", as_=cast.lena).queries

    make_catalogue(session)
    with clock.set_to(clock.now() + timedelta(seconds=1)):
        people = [make_person(session, f"P {n}", member_of=cast.payments) for n in range(30)]
        second = make_round(
            cast, [(person, "pmo") for person in (*people, cast.lena)], title="Second"
        )
        answer(second, cast.lena, {"MND-S1": 3})
    for number in range(1, 10):
        assign(session, cast.lena, f"PA-0{number}", team=cast.payments, by=cast.max)
    session.commit()

    assert visitor.get("/", as_=cast.lena).queries == few <= 10
