"""Notes on paragraphs and bookmarks: kept, found, changed, deleted, put back; nobody else's."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from pmo_academy.core import clock
from pmo_academy.learning import service
from pmo_academy.learning.models import Kept
from tests import factories

LESSON = "/learn/PA-51/first-1"


@pytest.fixture
def course(session, cast):
    edition = factories.make_course(session)
    factories.enrolled(session, cast.lena)
    factories.enrolled(session, cast.max)
    return edition


@pytest.fixture
def note(visitor, session, cast, course):
    """Lena's note on the second paragraph of the lesson."""
    visitor.post(f"{LESSON}/notes", {"paragraph": "1", "text": "Ask Piotr."}, as_=cast.lena)
    return session.scalars(select(Kept)).one()


def test_a_note_stands_at_its_paragraph_for_its_author_alone(visitor, cast, note):
    page = visitor.get(LESSON, as_=cast.lena)

    before = page.one(f"#note-{note.id}").find_previous("p")
    assert page.one(f"#note-{note.id}").find_previous_sibling("p").get_text() == "More of it."
    assert before is not None
    assert "Ask Piotr." in page.words(".prose")
    assert (note.paragraph, note.excerpt) == (1, "More of it.")
    assert "Ask Piotr." not in visitor.get(LESSON, as_=cast.max).text


@pytest.mark.parametrize(
    ("text", "words"),
    [("  ", "Write a word or two first."), ("x" * 4001, "A note has at most 4,000 characters.")],
)
def test_a_refused_note_keeps_what_was_typed(visitor, session, cast, course, text, words):
    page = visitor.post(
        f"{LESSON}/notes", {"paragraph": "1", "text": text}, as_=cast.lena, expect=422
    )

    assert words in page.words("#kept")
    assert page.form("/notes")["text"].strip() == text.strip()
    assert page.form("/notes")["paragraph"] == "1"
    assert not session.scalars(select(Kept)).all()


def test_a_paragraph_that_is_not_there_is_the_first(visitor, session, cast, course):
    visitor.post(f"{LESSON}/notes", {"paragraph": "99", "text": "Here."}, as_=cast.lena)

    assert session.scalars(select(Kept)).one().paragraph == 0


def test_a_note_outlives_the_paragraph_it_was_written_on(visitor, session, cast, note):
    note.excerpt = "Gone since."
    session.commit()

    page = visitor.get(LESSON, as_=cast.lena)

    assert "Gone since. Your note" in page.words("#kept")
    assert "Ask Piotr." not in page.words(".prose")


def test_a_bookmark_is_set_and_taken_away(visitor, session, cast, course):
    for _twice in range(2):
        visitor.post(f"{LESSON}/bookmark", {"on": "1"}, as_=cast.lena)
    assert session.scalar(select(func.count(Kept.id))) == 1
    assert "Take the bookmark away" in visitor.get(LESSON, as_=cast.lena).words("#kept")
    assert "Bookmarked on" in visitor.get("/me/notes", as_=cast.lena).words()

    visitor.post(f"{LESSON}/bookmark", {"on": "0"}, as_=cast.lena)
    assert session.scalar(select(func.count(Kept.id))) == 0


def test_all_notes_stand_on_one_page_and_can_be_changed(visitor, session, cast, note):
    page = visitor.get("/me/notes", as_=cast.lena)
    assert "Lesson first-1 Status reports people read" in page.words()
    assert "“More of it. …” Read there Ask Piotr." in page.words()

    visitor.post(f"/me/notes/{note.id}/text", {"text": "Ask Greta."}, as_=cast.lena)
    assert "Ask Greta." in visitor.get("/me/notes", as_=cast.lena).words()
    refused = visitor.post(f"/me/notes/{note.id}/text", {"text": ""}, as_=cast.lena, expect=422)
    assert "Write a word or two first." in refused.words()


def test_notes_of_one_course_can_be_chosen(visitor, session, cast, note):
    factories.make_course(session, "PA-52", title="Another one")
    factories.enrolled(session, cast.lena, "PA-52")
    visitor.post("/learn/PA-52/first-1/bookmark", {"on": "1"}, as_=cast.lena)

    assert "Ask Piotr." in visitor.get("/me/notes", as_=cast.lena).words()
    assert "Ask Piotr." not in visitor.get("/me/notes?course=pa-52", as_=cast.lena).words()
    assert "Ask Piotr." in visitor.get("/me/notes?course=PA-99", as_=cast.lena).words()


def test_a_deleted_note_can_be_put_back(visitor, session, cast, note):
    page = visitor.post(f"/me/notes/{note.id}/deletion", as_=cast.lena)
    page = visitor.get(page.location, as_=cast.lena)
    assert "The note is deleted. Put it back" in page.words()
    assert "Ask Piotr." not in visitor.get(LESSON, as_=cast.lena).text

    visitor.post(f"/me/notes/{note.id}/restoration", as_=cast.lena)
    assert "Ask Piotr." in visitor.get("/me/notes", as_=cast.lena).words()
    visitor.post(f"/me/notes/{note.id}/restoration", as_=cast.lena, expect=404)


def test_after_a_day_it_is_gone_for_good(visitor, session, cast, note):
    visitor.post(f"/me/notes/{note.id}/deletion", as_=cast.lena)
    service.forget_deleted_notes()
    assert session.scalar(select(func.count(Kept.id))) == 1

    with clock.set_to(clock.now() + timedelta(days=2)):
        service.forget_deleted_notes()
    assert session.scalar(select(func.count(Kept.id))) == 0


@pytest.mark.parametrize("action", ["text", "deletion", "restoration"])
def test_nobody_touches_the_notes_of_another(visitor, session, cast, note, action):
    for other in (cast.max, cast.ada, cast.olga):
        visitor.post(f"/me/notes/{note.id}/{action}", {"text": "x"}, as_=other, expect=404)
        assert "Ask Piotr." not in visitor.get("/me/notes", as_=other).text


def test_who_is_not_in_the_course_keeps_nothing(visitor, cast, course):
    visitor.post(f"{LESSON}/notes", {"paragraph": "0", "text": "x"}, as_=cast.olga, expect=404)
    visitor.post(f"{LESSON}/bookmark", {"on": "1"}, as_=cast.olga, expect=404)


def test_everything_comes_as_one_text(visitor, cast, note):
    visitor.post(f"{LESSON}/bookmark", {"on": "1"}, as_=cast.lena)

    page = visitor.get("/me/notes/notes.md", as_=cast.lena)

    assert page.response.mimetype == "text/markdown"
    assert "## Status reports people read: Lesson first-1" in page.text
    assert "> More of it.\n\nAsk Piotr." in page.text
    assert "* Bookmark" in page.text


def test_own_notes_are_found_and_nobody_else_s(visitor, cast, note):
    page = visitor.get("/search?q=piotr", as_=cast.lena)
    assert "Your notes" in page.words()
    assert "Piotr" in page.one(".hit__text mark").get_text()
    assert "Your notes" not in visitor.get("/search?q=piotr", as_=cast.max).words()


def test_the_lesson_needs_no_more_queries_with_many_notes(visitor, session, cast, note):
    few = visitor.get(LESSON, as_=cast.lena).queries
    for number in range(30):
        visitor.post(f"{LESSON}/notes", {"paragraph": "0", "text": f"{number}"}, as_=cast.lena)

    assert visitor.get(LESSON, as_=cast.lena).queries == few <= 10
