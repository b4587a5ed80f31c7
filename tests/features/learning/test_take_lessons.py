"""Reading, going on, keeping the place, the inline check, practice and work product."""

import pytest
from sqlalchemy import select

from pmo_academy.exams.models import QuestionType
from pmo_academy.exams.rules.reading import to_fields
from pmo_academy.learning import queries, service
from pmo_academy.learning.models import Enrolment, LessonDone
from tests import factories
from tests.features.exams.answers import form_on, right_answer


def test_a_lesson_shows_its_text_and_where_one_is(visitor, cast, enrolment):
    page = visitor.get("/learn/pa-51/first-2", as_=cast.lena)

    assert "Text of first-2." in page.words(".prose")
    assert "Lesson 2 of 4" in page.words()
    assert page.one(".outline__step[aria-current]")["href"] == "/learn/PA-51/first-2"
    assert page.queries <= 7
    assert page.one("[data-shortcut=p]")["href"] == "/learn/PA-51/first-1"


def test_next_marks_the_lesson_as_done(visitor, cast, enrolment, session):
    page = visitor.post("/learn/PA-51/first-1/completion", as_=cast.lena)

    assert page.location == "/learn/PA-51/first-2"
    assert len(session.scalars(select(LessonDone)).all()) == 1
    visitor.post("/learn/PA-51/first-1/completion", as_=cast.lena)
    assert len(session.scalars(select(LessonDone)).all()) == 1
    assert "1 of 6 (16 %)" in visitor.get("/learn/PA-51", as_=cast.lena).words()


def test_the_path_leads_over_practice_to_the_quiz(visitor, cast, enrolment):
    page = visitor.post("/learn/PA-51/first-2/completion", as_=cast.lena)

    assert page.location == "/learn/PA-51/practice/first"
    practice = visitor.get(page.location, as_=cast.lena)
    assert "Do it." in practice.words()
    assert "nothing is handed in" in practice.words()
    assert practice.one("[data-shortcut=n]")["href"].startswith("/quiz/")


def test_a_lesson_is_for_people_in_the_course(visitor, cast, enrolment):
    away = visitor.get("/learn/PA-51/first-1", as_=cast.max, expect=302)

    assert away.location == "/learn/PA-51"
    visitor.get("/learn/PA-51/practice/first", as_=cast.max, expect=302)
    for noun in ("completion", "place", "check"):
        visitor.post(f"/learn/PA-51/first-1/{noun}", as_=cast.max, expect=404)


@pytest.mark.parametrize("path", ["nothing", "practice/nothing", "work-product"])
def test_what_does_not_exist_is_not_found(visitor, cast, enrolment, path):
    visitor.get(f"/learn/PA-51/{path}", as_=cast.lena, expect=404)


def test_the_place_is_kept_to_the_paragraph(visitor, cast, enrolment, session):
    visitor.post("/learn/PA-51/second-1/place", {"paragraph": "1"}, as_=cast.lena, expect=204)

    page = visitor.get("/learn/PA-51/second-1", as_=cast.lena)
    assert page.one(".prose")["data-paragraph"] == "1"
    other = visitor.get("/learn/PA-51/first-1", as_=cast.lena)
    assert other.one(".prose")["data-paragraph"] == "0"
    assert "second-1" in visitor.get("/learn/PA-51", as_=cast.lena).one("main .button")["href"]


@pytest.mark.parametrize(("sent", "kept"), [("-5", 0), ("x", 0), ("999999999999", 2000)])
def test_an_odd_place_does_no_harm(visitor, cast, enrolment, session, sent, kept):
    visitor.post("/learn/PA-51/first-1/place", {"paragraph": sent}, as_=cast.lena, expect=204)

    assert session.scalars(select(Enrolment)).one().last_paragraph == kept


def check_of(person, key, *, wrong=False):
    course = queries.get_course("PA-51", for_person=person)
    question = service.check_of(queries.get_lesson(course, key))
    return to_fields(question, "answer", right_answer(question, wrong=wrong))


@pytest.mark.parametrize(("wrong", "verdict"), [(False, "Right."), (True, "Not quite.")])
def test_the_check_explains_after_answering_only(visitor, cast, enrolment, session, wrong, verdict):
    before = visitor.get("/learn/PA-51/first-1", as_=cast.lena)
    assert "WHY" not in before.text
    assert "EXPLAINED" not in before.text

    after = visitor.post(
        "/learn/PA-51/first-1/check",
        check_of(cast.lena, "first-1", wrong=wrong),
        as_=cast.lena,
        expect=200,
    )

    assert verdict in after.words("#check")
    assert "EXPLAINED first-1" in after.words("#check")
    assert not session.scalars(select(LessonDone)).all()


def test_a_check_without_an_answer_is_asked_again(visitor, cast, enrolment):
    page = visitor.post("/learn/PA-51/first-1/check", as_=cast.lena, expect=422)

    assert "Choose or enter an answer first." in page.words("#check")
    assert "EXPLAINED" not in page.text


def test_scripts_get_the_check_alone(visitor, cast, enrolment):
    page = visitor.post(
        "/learn/PA-51/first-1/check",
        check_of(cast.lena, "first-1"),
        as_=cast.lena,
        headers={"HX-Request": "true"},
        expect=200,
    )

    assert "<html" not in page.text
    assert page.one("section#check")


@pytest.mark.parametrize("type_", list(QuestionType))
def test_a_check_can_be_of_any_type(visitor, cast, session, type_):
    module = factories.module("first")
    lesson = factories.lesson("any", type_=type_)
    factories.make_course(
        session, modules=(type(module)(**{**vars(module), "lessons": (lesson,)}),)
    )
    factories.enrolled(session, cast.lena)

    form = form_on(visitor.get("/learn/PA-51/any", as_=cast.lena), "/check")
    answer = check_of(cast.lena, "any")
    after = visitor.post("/learn/PA-51/any/check", {**form, **answer}, as_=cast.lena, expect=200)

    assert "Right." in after.words("#check")


def test_the_work_product_shows_its_criteria(visitor, cast, session):
    rubric = dict.fromkeys(("complete", "fitting", "used", "improved"), "A criterion.")
    factories.make_course(
        session, work_product={"title": "A charter", "html": "<p>Make it.</p>", "rubric": rubric}
    )
    factories.enrolled(session, cast.lena)

    assert "/learn/PA-51/work-product" in visitor.get("/learn/PA-51", as_=cast.lena).text
    page = visitor.get("/learn/PA-51/work-product", as_=cast.lena)
    assert "Improved after feedback" in page.words()
    visitor.get("/learn/PA-51/work-product", as_=cast.max, expect=302)
