"""Marks for how sure somebody was: honesty pays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_academy.exams.rules.confidence import Confidence, mark, mark_all


@pytest.mark.parametrize(
    ("right", "level", "marks"),
    [
        (True, 1, 1),
        (True, 2, 2),
        (True, 3, 3),
        (False, 1, 0),
        (False, 2, -2),
        (False, 3, -6),
        (True, None, 1),
        (False, None, 0),
    ],
)
def test_an_answer_earns_by_how_sure_one_was(right, level, marks):
    assert mark(right, level) == marks


def test_an_attempt_is_told_by_level_from_the_top():
    marked = mark_all([(True, 3), (False, 3), (True, 2), (False, None), (True, 1)])

    assert (marked.marks, marked.most) == (3 - 6 + 2 + 0 + 1, 15)
    told = [(one.level, one.answers, one.right, one.marks) for one in marked.levels]
    assert told == [(3, 2, 1, -3), (2, 1, 1, 2), (1, 2, 1, 1)]


@given(st.floats(0, 1))
def test_honesty_gives_the_highest_mark(chance):
    def expected(level):
        return chance * mark(True, level) + (1 - chance) * mark(False, level)

    honest = 3 if chance > 4 / 5 else 2 if chance > 2 / 3 else 1
    assert expected(honest) >= max(expected(level) for level in Confidence) - 1e-9


def test_an_unknown_level_is_refused():
    with pytest.raises(ValueError, match="4"):
        mark(True, 4)
