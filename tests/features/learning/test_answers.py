"""What people ask first is answered in a minute, for anybody, and leads into a course."""

import pytest

from pmo_academy.authoring import service as authoring
from tests.support.content import small_content, write_content

ANSWERS = b"""\
answers:
  - key: what
    question: What is it?
    short: This & that.
    text: It is **this**.
    courses: [PA-02, PA-01]
    checked_on: 2026-11-27
    sources: [A book]
  - {key: why, question: Why?, short: So., text: Because., courses: [PA-01], checked_on: 2026-11-20}
"""


@pytest.fixture
def loaded(session, cast, tmp_path):
    files = small_content() | {"answers.yaml": ANSWERS}
    assert authoring.load(write_content(tmp_path / "content", files)).is_clean
    session.commit()


def test_anybody_finds_every_question_with_its_answer_in_a_sentence(visitor, loaded):
    page = visitor.get("/answers")

    assert [one.get_text() for one in page.soup.select("h2 a")] == ["What is it?", "Why?"]
    assert "This & that." in page.words()


def test_an_answer_says_how_sure_it_is_and_where_to_go_on(visitor, loaded):
    page = visitor.get("/answers/what")

    assert page.one(".prose strong").get_text() == "this"
    assert "Source: A book. Checked on 27 November 2026." in page.words()
    links = [one["href"] for one in page.soup.select("main h3 a")]
    assert links == ["/learn/PA-02", "/learn/PA-01"]
    assert "In preparation" in page.words()
    assert page.one("nav[aria-labelledby=others] a")["href"] == "/answers/why"


def test_who_is_signed_in_keeps_the_navigation(visitor, cast, loaded):
    assert visitor.get("/answers/what", as_=cast.lena).one("a[href='/learn']")


def test_a_new_file_takes_the_place_of_the_old_one(visitor, loaded, session, tmp_path):
    files = small_content() | {"answers.yaml": ANSWERS.replace(b"key: what", b"key: other")}
    authoring.load(write_content(tmp_path / "other", files))
    session.commit()

    assert visitor.get("/answers/other").one("h1").get_text() == "What is it?"
    visitor.get("/answers/what", expect=404)


def test_without_answers_the_page_says_so(visitor, cast):
    assert "No answers yet" in visitor.get("/answers").words()
