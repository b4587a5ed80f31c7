"""Help explains the product in plain words, signed in or not."""

import pytest


@pytest.mark.parametrize("name", ["lena", "max", "ada"])
def test_everybody_reads_the_same_help(visitor, cast, name):
    words = visitor.get("/help", as_=getattr(cast, name)).words()

    for part in ("What you can do", "How levels work", "Who sees your answers", "Keyboard"):
        assert part in words


def test_help_needs_no_account(visitor):
    page = visitor.get("/help")

    assert "Whom to ask" in page.words()
    assert not page.soup.select("nav.navigation")


def test_every_link_on_the_page_has_its_place(visitor):
    page = visitor.get("/help")

    for link in page.soup.select("main nav a"):
        assert page.soup.select(link["href"])


def test_levels_are_told_in_five_lines(visitor):
    page = visitor.get("/help")

    assert len(page.soup.select("section[aria-labelledby=levels] ol li")) == 5
