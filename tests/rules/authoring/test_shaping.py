"""A file that doesn't have its shape is told so in words, with place and remedy."""

import pytest

from tests.rules.authoring.breaking import (
    ALPHA,
    ANNOUNCED,
    BANK,
    COURSE,
    CREDENTIAL,
    PRODUCT,
    PROGRAMME,
    problems_after,
)

LEVELS = "'foundation', 'support', 'support-to-control', 'control', 'strategic' or 'all'"
TYPES = (
    "'single', 'multiple', 'true-false', 'numeric', 'ordering', 'matching', 'short-text', "
    "'cloze', 'categorise', 'hot-spot', 'case'"
)


@pytest.mark.parametrize(
    ("name", "old", "new", "place", "message"),
    [
        (COURSE, "level: all", "level: al", "3:8", f"must be one of {LEVELS}, not 'al'; did you "),
        (COURSE, "level: all", "level: 7", "3:8", f"must be one of {LEVELS}, not '7'"),
        (COURSE, "promise: You can do it afterwards.", "promise: true", "4:10", "must be a text; "),
        (COURSE, "audience: Everybody.", "audience:", "5:10", "must be a text; put it in quotes"),
        (COURSE, "audience: Everybody.", "audience: ''", "5:11", "must not be empty"),
        (COURSE, "Everybody.", "'" + "x" * 301 + "'", "5:11", "has more than 300 characters; shor"),
        (COURSE, "outcomes: [", "outcomes: x # [", "6:11", "must be a list"),
        (
            COURSE,
            "[Do one thing, Do another, Do a third]",
            "[]",
            "6:11",
            "has 0 entries; at least 1",
        ),
        (COURSE, "Do a third", "a, b, c, d, e, f, g", "6:11", "has 9 entries; at most 8"),
        (COURSE, "minutes: 60", "minutes: 60.0", "7:10", "must be a whole number"),
        (COURSE, "minutes: 60", "minutes: 0", "7:10", "must be at least 1, not 0"),
        (COURSE, "0.5, power", "half, power", "8:36", "must be a number"),
        (COURSE, "0.5, power", "-1, power", "8:36", "must be at least 0, not -1"),
        (COURSE, "acumen: 0}", "acumen: 0, x: 1}", "8:80", "unknown field 'x'; remove it"),
        (COURSE, "2026-11-22", "soon", "9:10", "must be a day such as 2026-11-22"),
        (COURSE, "requires: []", "requires: [PA1]", "10:12", "'PA1' is not written as expected (a"),
        (COURSE, "{MND-S1: 1,", "{mnd: 1,", "12:10", "'mnd' is not written as expected (an item"),
        (COURSE, "covers: {MND-S1: 1, MND-S2: 0.5}", "covers: x", "12:9", "must hold named fields"),
        (COURSE, "key: one,", "key: One,", "15:11", "'One' is not written as expected (lower case"),
        (COURSE, "  - {key: one, title: One}", "  - 5", "15:5", "must hold named fields"),
        (COURSE, "practice: true", "practice: yes", "26:15", "must be true or false"),
        (COURSE, "percent: 80", "percent: 101", "27:35", "must be at most 100, not 101"),
        (COURSE, "title: A small", "titel: A small", "1:1", "the field 'title' is missing: add it"),
        (
            COURSE,
            "title: A small",
            "titel: A small",
            "2:1",
            "unknown field 'titel'; did you mean 't",
        ),
        (
            BANK,
            "explanation: This.",
            "expl: This.",
            "16:5",
            "unknown field 'expl'; remove it",
        ),
        (
            BANK,
            "type: single",
            "type: singel",
            "3:5",
            f"there is no type 'singel', only {TYPES}; d",
        ),
        (BANK, "type: single", "type: 7", "3:5", f"there is no type '7', only {TYPES}"),
        (BANK, "    type: single\n", "", "3:5", "the field 'type' is missing: add it, it says whi"),
        (BANK, "stem: Which one?", "stem: ' '", "7:11", "' ' is not written as expected (at least"),
        (ALPHA, "verb: do", "verb: so", "5:7", "must be one of 'know', 'do' or 'lead', not 'so'"),
        (ALPHA, "  stem: The", "  stm: The", "8:3", "unknown field 'stm'; did you mean 'stem'?"),
        (PRODUCT, "  used: Somebody used it.\n", "", "4:3", "the field 'used' is missing: add it"),
        (
            PROGRAMME,
            "kind: panel",
            "kind: panels",
            "10:5",
            "there is no kind 'panels', only 'cours",
        ),
        (CREDENTIAL, "    source: A page\n", "", "6:5", "every figure needs its source: add 'sour"),
        (
            CREDENTIAL,
            "confidence: B",
            "confidence: D",
            "11:17",
            "must be one of 'A', 'B', 'C' or 'X'",
        ),
        (CREDENTIAL, "value: 23", "value: -1", "8:12", "must be at least 0, not -1"),
        (CREDENTIAL, "https", "http", "18:10", "'http://www.example.org/renewal' is not written"),
        (ANNOUNCED, "announced: true", "announced: 1", "4:12", "must be true or false"),
    ],
)
def test_each_mismatch_is_told_with_its_place(name, old, new, place, message):
    found = problems_after(name, old, new)

    assert any(one.startswith(f"{name}:{place}: {message}") for one in found), found


def test_a_number_may_stand_for_a_text_and_is_taken_as_written():
    assert problems_after(COURSE, "title: A small course", "title: 2.50") == []


def test_everything_that_is_wrong_is_told_at_once():
    assert len(problems_after(BANK, "topic: four\n    stem: How many?", "unitt: x")) == 3
