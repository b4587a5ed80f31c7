"""Finding in English and Chinese; nothing that is typed breaks it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_academy.search.rules.library import Entry, Library
from pmo_academy.search.rules.tokens import tokens


def entry(title, body=""):
    return Entry(kind="lesson", title=title, body=body, where="", address=(title,))


LIBRARY = Library(
    [
        entry("Status reports", "A report that people read. " + "Filler words. " * 20),
        entry("Portfolio boards", "Boards read a status once a month."),
        entry("项目治理", "项目管理办公室负责治理和挣值分析。"),
        entry("Policies", "Each policy has an owner."),
    ]
)


def titles(query, library=LIBRARY):
    return [hit.entry.title for hit in library.find(query)]


def text_of(parts):
    return "".join(f"[{one.text}]" if one.is_match else one.text for one in parts)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("report", ["Status reports"]),
        ("REPORTS", ["Status reports"]),
        ("status", ["Status reports", "Portfolio boards"]),
        ("status month", ["Portfolio boards"]),
        ("policies", ["Policies"]),
        ("policy own", ["Policies"]),
        ("portf", ["Portfolio boards"]),
        ("portf status", []),
        ("项目", ["项目治理"]),
        ("治理", ["项目治理"]),
        ("挣值", ["项目治理"]),
        ("值", ["项目治理"]),
        ("析", ["项目治理"]),
        ("治项", []),
        ("ＳＴＡＴＵＳ", ["Status reports", "Portfolio boards"]),
        ("", []),
        ("?!", []),
        ("zebra", []),
    ],
)
def test_what_is_found_and_in_which_order(query, found):
    assert titles(query) == found


def test_of_what_has_editions_only_those_that_are_read_are_found():
    first = Entry(kind="lesson", title="Old", body="", where="", address=(), edition="1")
    library = Library([first, entry("Old words")])

    assert [hit.entry.title for hit in library.find("old")] == ["Old words"]
    assert len(library.find("old", editions={"1"})) == 2


def test_the_matches_are_marked_in_title_and_text():
    hit = LIBRARY.find("report")[0]

    assert text_of(hit.title) == "Status [reports]"
    assert text_of(hit.snippet).startswith("A [report] that people")
    assert text_of(hit.snippet).endswith(" …")


def test_overlapping_pairs_are_marked_once():
    hit = LIBRARY.find("项目管理")[0]

    assert text_of(hit.snippet).startswith("[项目][管][理]办公室")


def test_a_far_match_is_shown_with_what_stands_around_it():
    library = Library([entry("Long", "word " * 100 + "needle in it")])

    snippet = text_of(library.find("needle")[0].snippet)

    assert snippet.startswith("… word")
    assert "[needle] in it" in snippet


def test_a_far_match_without_blanks_is_shown_too():
    library = Library([entry("Long", "-" * 300 + "needle")])

    assert text_of(library.find("needle")[0].snippet).endswith("[needle]")


@pytest.mark.parametrize(
    ("typed", "meant"), [("portfolo board", "portfolio board"), ("zzzz", ""), ("status", "")]
)
def test_a_slip_is_guessed(typed, meant):
    assert LIBRARY.suggest(typed) == meant


def test_an_accent_behind_its_letter_is_the_same_letter():
    apart = "Mu\u0308ller, re\u0301sume\u0301"

    assert [one.text for one in tokens(apart)] == [one.text for one in tokens("Müller, résumé")]
    assert [apart[one.start : one.end] for one in tokens(apart)] == apart.split(", ")


def test_short_words_keep_their_s():
    assert [one.text for one in tokens("is its class status analysis gates")] == [
        "is", "its", "class", "status", "analysis", "gate",
    ]  # fmt: skip


@given(st.text(max_size=300))
def test_nothing_that_is_typed_breaks_it(query):
    for hit in LIBRARY.find(query):
        assert "".join(part.text for part in hit.title) == hit.entry.title
    LIBRARY.suggest(query)


@given(st.text(max_size=100))
def test_tokens_stand_where_they_say(text):
    for one in tokens(text):
        assert text[one.start : one.end]
