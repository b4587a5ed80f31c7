"""Item analysis as its readers meet it: counts, verdicts, versions; never a person."""

import csv
import io
from dataclasses import replace

import pytest
from sqlalchemy import select

from pmo_academy.exams.models import Question, Quiz
from tests.features.exams.taking import a_class, bank, keys_of, learner, publish, take

QUIZ = "/studio/questions/PA-51/first"


@pytest.fixture
def quiz(session):
    publish(session, bank())
    return session.scalars(select(Quiz).where(Quiz.key == "PA-51/first")).one()


@pytest.fixture
def klass(session, quiz):
    return a_class(session, quiz)


def line(page, key):
    return next(
        row.get_text(" ", strip=True) for row in page.soup.select("tbody tr") if key in row.a.text
    )


def test_a_lead_sees_what_to_do_with_each_question_and_why(visitor, cast, session, quiz, klass):
    first, second, *_ = keys_of(session, quiz)

    page = visitor.get(QUIZ, as_=cast.ada)

    assert "Retire" in line(page, first)
    assert "Those who know the rest get this one wrong" in line(page, first)
    assert "Keep" in line(page, second)
    assert "50 % (31 to 69 %)" in line(page, second)
    assert page.soup.select_one("tbody tr a").text == first
    assert page.queries <= 10


def test_names_are_nowhere(visitor, cast, session, quiz, klass):
    first = keys_of(session, quiz)[0]
    for path in (QUIZ, f"{QUIZ}/{first}", f"{QUIZ}/list.csv", "/studio/questions"):
        assert "Learner" not in visitor.get(path, as_=cast.ada).text


def test_below_twenty_people_there_are_no_figures(visitor, cast, session, quiz):
    for n in range(19):
        person = learner(session, n)
        take(session, person, quiz, wrong=set())
    session.commit()

    page = visitor.get(QUIZ, as_=cast.ada)

    key = keys_of(session, quiz)[0]
    assert "1 more person has to answer it first." in line(page, key)
    assert "%" not in line(page, key)
    assert "so far 19" in page.words()


def test_only_the_first_meeting_counts(visitor, cast, session, quiz, klass):
    for person in klass:
        take(session, person, quiz, wrong=set(), number=2)
    session.commit()

    first = keys_of(session, quiz)[0]
    assert "50 % (31 to 69 %)" in line(visitor.get(QUIZ, as_=cast.ada), first)


def test_a_new_wording_starts_from_nothing(visitor, cast, session, quiz, klass):
    key = keys_of(session, quiz)[0]
    changed, *rest = bank().questions
    changed = replace(changed, document={**changed.document, "stem": "<p>Worded anew?</p>"})
    publish(session, replace(bank(), questions=(changed, *rest)), number=2)

    page = visitor.get(QUIZ, as_=cast.ada)
    question = visitor.get(f"{QUIZ}/{key}", as_=cast.ada)

    assert "20 more people have to answer it first." in line(page, key)
    assert "24" in line(page, keys_of(session, quiz)[1])
    assert "Version 1, not asked any more" in question.words()
    assert "Worded anew?" in question.one("h1").text


def test_the_options_are_counted(visitor, cast, session, quiz, klass):
    single = session.scalars(
        select(Question).where(Question.quiz_id == quiz.id, Question.type == "single")
    ).one()

    page = visitor.get(f"{QUIZ}/{single.key}", as_=cast.ada)

    counts = [row.select(".table__number")[0].text for row in page.soup.select("tbody tr")]
    assert counts == ["0", "12", "0", "12"]
    assert "Nobody chose" in page.words()


def test_the_file_says_what_the_page_says(visitor, cast, session, quiz, klass):
    first = keys_of(session, quiz)[0]

    file = visitor.get(f"{QUIZ}/list.csv", as_=cast.ada)

    rows = list(csv.DictReader(io.StringIO(file.text)))
    assert rows[0]["Question"] == first
    assert rows[0]["Verdict"] == "Retire"
    assert rows[0]["Right"] == "0.500"
    assert len(rows) == 5


def test_the_list_counts_people_and_passes(visitor, cast, session, quiz, klass):
    page = visitor.get("/studio/questions", as_=cast.ada)

    cells = [cell.text for cell in page.soup.select("tbody tr")[0].select(".table__number")]
    assert cells == ["24", "24", "0"]


@pytest.mark.parametrize("path", ["/studio/questions", QUIZ, f"{QUIZ}/list.csv", f"{QUIZ}/x"])
def test_only_those_who_write_questions_see_them(visitor, cast, quiz, path):
    for person in (cast.lena, cast.max, cast.olga, cast.root):
        visitor.get(path, as_=person, expect=403)


@pytest.mark.parametrize("path", ["/studio/questions/PA-51/no", "/studio/questions/PA-51/first/no"])
def test_what_does_not_exist_is_not_found(visitor, cast, quiz, path):
    visitor.get(path, as_=cast.ada, expect=404)


def test_without_courses_the_page_says_so(visitor, cast):
    assert "No quiz is published yet" in visitor.get("/studio/questions", as_=cast.ada).words()
