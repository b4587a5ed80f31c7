"""The questions of a programme's test are shared out fairly."""

from hypothesis import given
from hypothesis import strategies as st

from pmo_academy.certification.rules.test_blueprint import share_out


def test_what_is_left_over_goes_round_the_courses():
    counts = share_out([["a1", "a2"], ["b1", "b2", "b3"]], 7)

    assert counts == {"a1": 2, "a2": 1, "b1": 2, "b2": 1, "b3": 1}


def test_without_topics_there_is_nothing_to_share():
    assert share_out([[], []], 40) == {}


@given(st.lists(st.integers(1, 7), min_size=1, max_size=5), st.integers(0, 90))
def test_everything_is_shared_and_no_topic_has_two_more_than_another(sizes, total):
    topics = [[f"{course}-{place}" for place in range(size)] for course, size in enumerate(sizes)]

    counts = share_out(topics, total)

    assert sum(counts.values()) == total
    assert max(counts.values()) - min(counts.values()) <= 1
    assert set(counts) == {topic for course in topics for topic in course}
