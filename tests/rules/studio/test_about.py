"""Lists as people type them, one entry a line."""

from decimal import Decimal

import pytest

from pmo_academy.studio.rules import about

BEFORE = [{"key": "a", "title": "Alpha"}, {"key": "b", "title": "Beta"}]


def topics(text):
    return [(one["key"], one["title"]) for one in about.topics_of(text, BEFORE)]


def test_blank_lines_and_signs_of_lists_do_not_count():
    assert about.lines_of("* One\n\n - Two \nThree") == ["One", "Two", "Three"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Alpha\nBeta", [("a", "Alpha"), ("b", "Beta")]),
        ("Beta\nAlpha", [("b", "Beta"), ("a", "Alpha")]),
        ("Gamma\nBeta", [("a", "Gamma"), ("b", "Beta")]),
        ("Alpha\nBeta\nGamma", [("a", "Alpha"), ("b", "Beta"), ("gamma", "Gamma")]),
        ("Beta\nNew", [("b", "Beta"), ("new", "New")]),
        ("Alpha\nAlpha", [("a", "Alpha"), ("alpha", "Alpha")]),
        ("New", [("new", "New")]),
    ],
)
def test_topics_keep_their_keys(text, found):
    assert topics(text) == found


def test_items_have_a_share():
    covers = about.covers_of("MND-S1 1\nMND-C1: 0.5")

    assert covers == {"MND-S1": 1, "MND-C1": Decimal("0.5")}
    assert about.covers_of(about.covers_text(covers)) == covers


@pytest.mark.parametrize("line", ["MND-S1", "MND-S1 2", "MND-S1 half", "mnd 1"])
def test_a_line_that_names_no_item_and_share_is_told(line):
    with pytest.raises(about.UnreadableLineError) as refused:
        about.covers_of(line)
    assert refused.value.line == line


def test_codes_stand_apart_by_commas_or_blanks():
    assert about.codes_of("PA-01, OWN-02;PA-03 ") == ["PA-01", "OWN-02", "PA-03"]
    with pytest.raises(about.UnreadableLineError):
        about.codes_of("PA-1")
