"""The studio's home says what in published courses wants somebody, each with its button."""

from datetime import timedelta

import pytest

from pmo_academy.authoring import service as authoring
from pmo_academy.core import clock, jobs
from pmo_academy.studio.service import health
from tests.support.content import small_content, write_content

BANK = "courses/PA-01/questions/first.yaml"
COURSE = "courses/PA-01/course.yaml"


@pytest.fixture
def published(session, cast, tmp_path):
    files = small_content()
    files[BANK] = files[BANK].replace(b"    explanation: This.\n", b"", 1)
    authoring.load(write_content(tmp_path / "content", files))
    session.commit()


def look(session):
    health.plan()
    session.commit()
    jobs.run_due()


def test_nothing_was_looked_over_yet(visitor, cast, published):
    assert "Nothing has been looked over yet" in visitor.get("/studio/health", as_=cast.ada).words()


def test_what_lacks_an_explanation_is_listed_with_its_button(visitor, session, cast, published):
    look(session)

    page = visitor.get("/studio", as_=cast.ada)
    assert "PA-01 questions/first.yaml" in page.words()
    assert "1 answers have no explanation." in page.words()
    visitor.post("/studio/courses/PA-01/draft", as_=cast.ada, expect=303)
    assert "Go on writing" in visitor.get("/studio", as_=cast.ada).words()


def test_what_is_old_is_listed_after_a_year(visitor, session, cast, published, monkeypatch):
    later = clock.now() + timedelta(days=500)
    monkeypatch.setattr(clock, "now", lambda: later)
    monkeypatch.setattr(clock, "today", lambda: later.date())
    look(session)

    assert "Last looked over on 2026-11-22" in visitor.get("/studio/health", as_=cast.ada).words()


def test_a_look_is_asked_for_and_replaces_the_last(visitor, session, cast, published):
    look(session)
    before = health.last_look().at
    visitor.post("/studio/health/looks", as_=cast.ada, expect=303)
    jobs.run_due()

    session.expire_all()
    assert health.last_look().at >= before
    assert len(health.list_findings()) == 1


@pytest.mark.parametrize("name", ["lena", "max", "root"])
def test_only_authors_see_it(visitor, cast, published, name):
    visitor.get("/studio/health", as_=getattr(cast, name), expect=403)
    visitor.post("/studio/health/looks", as_=getattr(cast, name), expect=403)
