"""Tracks show which courses lead to a programme, what is locked and why, and what comes next."""

import pytest

from pmo_academy.authoring import service as authoring
from pmo_academy.learning import service as learning
from tests.support.content import small_content, write_content


@pytest.fixture
def loaded(session, tmp_path, cast):
    """PA-01, and PA-02, which builds on it and is announced; a programme of both."""
    assert authoring.load(write_content(tmp_path / "content", small_content())).is_clean
    session.commit()


def test_tracks_say_how_far_somebody_is(visitor, session, cast, loaded):
    page = visitor.get("/learn/tracks", as_=cast.lena)

    assert "Next: A small course" in page.words()
    assert page.queries <= 8
    assert "/learn/tracks" in {
        a["href"] for a in visitor.get("/learn", as_=cast.lena).soup.select("a")
    }


def test_a_track_says_what_is_locked_and_why(visitor, session, cast, loaded):
    key = visitor.get("/learn/tracks", as_=cast.lena).soup.select("h2 a")[0]["href"]

    page = visitor.get(key, as_=cast.lena)
    assert "Go on: A small course" in page.words()

    learning.exempt(cast.lena.id, "PA-01", reason="Knows it.", team=cast.payments, by=cast.max)
    session.commit()
    page = visitor.get(key, as_=cast.lena)
    assert "Knows it." in page.words()
    assert "Exempt" in page.words()
    assert "Go on:" not in page.words()


def test_a_track_that_is_not_there(visitor, cast, loaded):
    visitor.get("/learn/tracks/nothing", as_=cast.lena, expect=404)


def test_without_programmes_the_page_says_so(visitor, cast):
    assert "No tracks yet" in visitor.get("/learn/tracks", as_=cast.lena).words()
