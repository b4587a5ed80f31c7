import pytest

from pmo_academy.maturity.rules.answers import Response, RoundAnswers
from pmo_academy.maturity.rules.group_results import group_results, may_show, visible_counts
from tests.rules.maturity.example import PALM, ROUND, all_answer, round_of


def grouped(**counts):
    return RoundAnswers(
        responses=tuple(
            Response(answers=all_answer(2), group=group)
            for group, count in counts.items()
            for _each in range(count)
        )
    )


def test_three_small_groups_are_all_hidden():
    groups = group_results(PALM, ROUND, threshold=5)

    assert [one.group for one in groups] == ["pmo", "delivery", "leadership"]
    assert all(one.is_hidden and one.tiers is None for one in groups)


def test_without_a_threshold_every_group_is_shown():
    pmo, _delivery, leadership = group_results(PALM, ROUND, threshold=None)

    assert pmo.tiers == pytest.approx({"S": 77.850877, "C": 67.803030, "T": 43.541667}, abs=1e-5)
    assert (pmo.count, leadership.count) == (3, 2)


def test_the_group_that_would_reveal_a_small_one_is_hidden():
    groups = group_results(PALM, grouped(pmo=6, delivery=5, leadership=1), threshold=5)

    assert [one.count for one in groups] == [6, None, None]


def test_a_group_nobody_speaks_for_has_no_scores():
    (_pmo, _delivery, leadership) = group_results(PALM, grouped(pmo=1), threshold=None)

    assert leadership.count == 0
    assert set(leadership.tiers.values()) == {None}


@pytest.mark.parametrize(
    ("people", "threshold", "shown"),
    [(0, None, False), (1, None, True), (4, 5, False), (5, 5, True), (4, 4, True)],
)
def test_a_result_is_shown_from_the_threshold_up(people, threshold, shown):
    answers = round_of(*[all_answer(2)] * people)

    assert may_show(PALM, answers, threshold=threshold) is shown


def test_counts_follow_the_same_rule():
    counts = {"pmo": 6, "delivery": 5, "leadership": 1}

    assert visible_counts(counts, threshold=5) == {"pmo": 6, "delivery": None, "leadership": None}
    assert visible_counts(counts, threshold=None) == counts
