"""Words that came and went; where comments stand; merging; where a draft stands."""

import pytest

from pmo_academy.core.ids import new_id
from pmo_academy.studio.rules import words
from pmo_academy.studio.rules.changes import Piece, PieceKind
from pmo_academy.studio.rules.merging import Side, merge, settle
from pmo_academy.studio.rules.quoting import place_of, quote_of
from pmo_academy.studio.rules.review import (
    Asked,
    State,
    Verdict,
    lacks_second_person,
    may_approve,
    state_of,
)
from pmo_academy.studio.rules.words import paired, word_difference

SAME, ADDED, REMOVED, GAP = PieceKind.SAME, PieceKind.ADDED, PieceKind.REMOVED, PieceKind.GAP


def test_only_the_sentence_that_changed_is_shown():
    pieces = word_difference("It is red. It is big. So what?", "It is red. It is small. So what?")

    assert pieces == (
        Piece(GAP),
        Piece(SAME, "It is "),
        Piece(REMOVED, "big"),
        Piece(ADDED, "small"),
        Piece(SAME, "."),
        Piece(GAP),
    )


def test_signs_of_chinese_are_words():
    assert word_difference("项目办公室很好", "项目办公室不好") == (
        Piece(SAME, "项目办公室"),
        Piece(REMOVED, "很"),
        Piece(ADDED, "不"),
        Piece(SAME, "好"),
    )


def test_texts_with_nothing_in_common_stand_one_after_the_other():
    assert word_difference("Red apples.", "Nothing at all") == (
        Piece(REMOVED, "Red apples."),
        Piece(ADDED, "Nothing at all"),
    )
    assert word_difference("", "New") == (Piece(ADDED, "New"),)
    assert word_difference("Same\n", " Same") == ()


def test_a_very_long_text_is_shown_as_a_whole(monkeypatch):
    monkeypatch.setattr(words, "LONGEST", 3)

    assert word_difference("one two three", "one two four") == (
        Piece(REMOVED, "one two three"),
        Piece(ADDED, "one two four"),
    )


def test_texts_are_paired_by_what_they_have_in_common():
    assert list(paired(["a long text", "gone"], ["a longer text", "12"])) == [
        ("a long text", "a longer text"),
        ("gone", None),
        (None, "12"),
    ]
    assert list(paired(["x"], [])) == [("x", None)]


def test_a_comment_moves_with_its_line():
    lines = ["one", "two", "three", "two"]

    assert quote_of(lines, 2) == "two"
    assert quote_of(lines, 9) == ""
    assert place_of("two", 1, ["new", "one", "two"]) == 3
    assert place_of("two", 4, lines) == 4
    assert place_of("the second line", 1, ["the second line now"]) == 1
    assert place_of("the second line", 1, ["12345"]) is None
    assert place_of("the second line", 9, ["x"]) is None


def test_what_only_they_changed_is_taken_over_and_both_is_asked():
    base = {"a": b"1", "b": b"1", "c": b"1", "d": b"1", "g": b"1"}
    mine = {"a": b"1", "b": b"2", "c": b"2", "d": b"1", "e": b"1", "g": b"2"}
    theirs = {"a": b"2", "b": b"1", "c": b"3", "e": b"1", "f": b"1"}

    merging = merge(base, mine, theirs)

    assert merging.taken == ["a", "d", "f"]
    assert merging.conflicts == ["c", "g"]
    assert merging.files == {"a": b"2", "b": b"2", "c": b"2", "e": b"1", "f": b"1", "g": b"2"}
    sides = {"c": Side.THEIRS, "g": Side.THEIRS}
    assert settle(merging, theirs, sides) == {
        "a": b"2", "b": b"2", "c": b"3", "e": b"1", "f": b"1",
    }  # fmt: skip
    assert settle(merging, theirs, dict.fromkeys(sides, Side.MINE)) == merging.files


@pytest.mark.parametrize(
    ("verdict", "digest", "state"),
    [
        (None, "x", State.IN_REVIEW),
        (Verdict.TAKEN_BACK, "x", State.WRITING),
        (Verdict.SENT_BACK, "x", State.SENT_BACK),
        (Verdict.APPROVED, "x", State.APPROVED),
        (Verdict.APPROVED, "y", State.CHANGED_SINCE),
    ],
)
def test_where_a_draft_stands(verdict, digest, state):
    asked = Asked(verdict=verdict, digest=digest)

    assert state_of(asked, digest="x", is_scheduled=False) is state
    assert state_of(asked, digest="x", is_scheduled=True) is State.SCHEDULED
    assert lacks_second_person(asked, digest="x", is_asked_for=True) is (
        state is not State.APPROVED
    )
    assert not lacks_second_person(asked, digest="x", is_asked_for=False)


def test_without_a_request_it_is_being_written():
    assert state_of(None, digest="x", is_scheduled=False) is State.WRITING
    assert lacks_second_person(None, digest="x", is_asked_for=True)


def test_whoever_changed_it_last_does_not_approve_it():
    ada, bo = new_id(), new_id()

    assert may_approve(bo, last_writer=ada)
    assert not may_approve(ada, last_writer=ada)


def test_very_many_sentences_are_shown_whole():
    before = " ".join(f"Sentence {n}." for n in range(words.MOST_SENTENCES + 1))

    pieces = word_difference(before, f"{before} One more.")

    assert [piece.kind for piece in pieces] == [REMOVED, ADDED]
