"""A quiz that asks how sure people are: kept like answers, marked apart, never in the way."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from pmo_academy.exams import queries, service
from pmo_academy.exams.models import Quiz
from pmo_academy.exams.publishing import QuizSettings
from tests import factories
from tests.features.exams.answers import fields_for, form_on
from tests.features.exams.conftest import begin

AS_SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def quiz(session, cast):
    module = factories.module("first")
    asking = replace(module.quiz, settings=QuizSettings(asks_confidence=True))
    factories.make_course(session, modules=(replace(module, quiz=asking),))
    factories.enrolled(session, cast.lena)
    return session.scalars(select(Quiz)).one()


@pytest.fixture
def attempt(session, cast, quiz):
    return begin(session, quiz, cast.lena)


def path_of(attempt):
    return f"/quiz/{attempt.quiz_id}/attempt/{attempt.number}"


def kept(session, attempt, person):
    session.expire_all()
    responses = queries.get_attempt(attempt.quiz_id, attempt.number, for_person=person).responses
    return [one.confidence for one in responses]


def test_the_quiz_says_beforehand_that_it_asks(visitor, cast, quiz):
    page = visitor.get(f"/quiz/{quiz.id}", as_=cast.lena)
    assert "It earns marks of its own and does not decide on passing." in page.words()


def test_each_question_asks_and_nothing_is_chosen(visitor, cast, attempt):
    page = visitor.get(path_of(attempt), as_=cast.lena)

    assert len(page.soup.select("fieldset[id^=sure-]")) == 5
    assert not page.soup.select("main [checked]")


def test_it_is_saved_with_the_answers_without_scripts(visitor, cast, session, attempt):
    fields = form_on(visitor.get(path_of(attempt), as_=cast.lena))
    fields |= fields_for(attempt) | {"sure-1": "3", "sure-2": "1", "go": "leave"}

    visitor.post(f"{path_of(attempt)}/answers", fields, as_=cast.lena)

    assert kept(session, attempt, cast.lena) == [3, 1, None, None, None]
    page = visitor.get(path_of(attempt), as_=cast.lena)
    assert page.one("input[name=sure-1][checked]")["value"] == "3"


def test_it_is_saved_alone_by_the_script(visitor, cast, session, attempt):
    seen = form_on(visitor.get(path_of(attempt), as_=cast.lena))["seen"]
    change = {"changed": ["sure-2"], "sure-2": "2", "seen": seen}

    saved = visitor.post(
        f"{path_of(attempt)}/answers", change, as_=cast.lena, headers=AS_SCRIPT, expect=200
    )

    assert kept(session, attempt, cast.lena) == [None, 2, None, None, None]
    assert saved.response.json["seen"] != seen


@pytest.mark.parametrize("level", ["", "0", "4", "very", "1 "])
def test_another_level_is_refused(visitor, cast, session, attempt, level):
    fields = form_on(visitor.get(path_of(attempt), as_=cast.lena)) | {"sure-1": level}
    visitor.post(f"{path_of(attempt)}/answers", fields, as_=cast.lena, expect=422)
    assert kept(session, attempt, cast.lena) == [None] * 5


def test_after_handing_in_it_stays_as_it_was(visitor, cast, session, attempt, quiz):
    service.submit(attempt, quiz)
    session.commit()
    with pytest.raises(service.AlreadySubmittedError):
        service.say_how_sure(attempt, 1, level="3")


def test_the_result_shows_what_each_level_earned(visitor, cast, session, attempt, answer_all, quiz):
    answer_all(attempt, wrong=1)
    for position, level in {1: "3", 2: "3", 3: "2"}.items():
        service.say_how_sure(attempt, position, level=level)
    service.submit(attempt, quiz)
    session.commit()

    page = visitor.get(f"{path_of(attempt)}/result", as_=cast.lena)

    rows = [
        [cell.get_text(strip=True) for cell in row.select("th, td")]
        for row in page.soup.select("tbody tr")
    ]
    assert rows == [
        ["Very sure", "1 of 2", "-3"],
        ["Fairly sure", "1 of 1", "2"],
        ["Not sure", "2 of 2", "2"],
    ]
    assert "1 of 15 marks for confidence. It does not decide on passing." in page.words()
    assert page.one("h1").get_text(strip=True) == "Passed"


def test_a_quiz_that_does_not_ask_shows_nothing_of_it(visitor, cast, session):
    factories.make_course(session)
    factories.enrolled(session, cast.lena)
    quiz = session.scalars(select(Quiz).order_by(Quiz.id)).first()
    attempt = begin(session, quiz, cast.lena)

    assert "How sure are you?" not in visitor.get(path_of(attempt), as_=cast.lena).words()
    service.submit(attempt, quiz)
    session.commit()
    assert (
        "How sure you were" not in visitor.get(f"{path_of(attempt)}/result", as_=cast.lena).words()
    )
