"""Terms are explained where they stand first, and all of them on a page."""

import pytest

from pmo_academy.authoring import service as authoring
from pmo_academy.learning import service
from tests.support.content import small_content, write_content

ALPHA = "courses/PA-01/lessons/alpha.md"
GLOSSARY = b"""\
terms:
  - term: Sponsor
    definition: Who *wants* it & <pays>.
    also: [sponsors]
    source: A book
"""
TEXT = b"The [[sponsors]], a [[sponsor|second]], [see [[sponsor]]](beta.md), `[[sponsor]]`."


@pytest.fixture
def loaded(session, cast, tmp_path):
    files = small_content() | {"glossary.yaml": GLOSSARY}
    files[ALPHA] = files[ALPHA].replace(b"A bridge.", TEXT)
    report = authoring.load(write_content(tmp_path / "content", files))
    assert report.is_clean
    service.enrol(cast.lena, "PA-01")
    session.commit()


def test_a_term_is_explained_where_it_stands_first(visitor, cast, loaded):
    page = visitor.get("/learn/PA-01/alpha", as_=cast.lena)

    button = page.one("button.term")
    text = page.one(f"#{button['popovertarget']}")
    assert button.get_text() == "sponsors"
    assert button["aria-describedby"] == text["id"]
    assert text.get_text(" ", strip=True) == "Sponsor Who wants it & <pays>. Glossary"
    assert text.has_attr("popover")
    assert text.select("a")[0]["href"] == "/learn/glossary#sponsor"
    assert "[[" not in page.words(".prose")


def test_the_glossary_lists_every_term(visitor, cast, loaded):
    page = visitor.get("/learn/glossary", as_=cast.max)

    assert page.words("#sponsor") == (
        "Sponsor Who wants it & <pays>. Also: sponsors Source: A book"
    )


def test_a_new_glossary_takes_the_place_of_the_old_one(visitor, cast, loaded, session, tmp_path):
    files = small_content()
    files["glossary.yaml"] = b"terms: [{term: Gate, definition: A stop.}]"
    authoring.load(write_content(tmp_path / "other", files))
    session.commit()

    page = visitor.get("/learn/glossary", as_=cast.lena)
    assert [one.get_text() for one in page.soup.select("dt")] == ["Gate"]


def test_without_terms_the_page_says_so(visitor, cast):
    assert "No terms yet" in visitor.get("/learn/glossary", as_=cast.lena).words()
