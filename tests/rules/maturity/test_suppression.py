import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_academy.maturity.rules.suppression import visible_groups


@pytest.mark.parametrize(
    ("counts", "visible"),
    [
        ({"A": 12, "B": 7, "C": 3}, ("A",)),
        ({"A": 12, "B": 3, "C": 2}, ("A",)),
        ({"A": 12, "B": 2, "C": 2}, ()),
        ({"A": 6, "B": 6}, ("A", "B")),
        ({"PMO": 3, "delivery": 3, "leadership": 2}, ()),
        ({"B": 7, "A": 7, "C": 4}, ("B",)),
        ({"A": 4}, ()),
        ({"A": 5}, ("A",)),
        ({}, ()),
    ],
)
def test_small_groups_and_what_would_give_them_away_are_hidden(counts, visible):
    assert visible_groups(counts, 5) == visible


def test_the_threshold_is_a_choice():
    assert visible_groups({"A": 4, "B": 4}, 4) == ("A", "B")
    assert visible_groups({"A": 9, "B": 12}, 10) == ()


@given(st.dictionaries(st.sampled_from("ABCDEF"), st.integers(0, 15)), st.integers(4, 10))
def test_what_is_hidden_is_never_one_group_nor_few_people(counts, threshold):
    visible = visible_groups(counts, threshold)
    hidden = [counts[group] for group in counts if group not in visible]

    assert all(counts[group] >= threshold for group in visible)
    if hidden and visible:
        assert len(hidden) >= 2
        assert sum(hidden) >= threshold
