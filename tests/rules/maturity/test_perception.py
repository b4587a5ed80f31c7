import pytest

from pmo_academy.maturity.rules.perception import group_counts, perception_gap
from tests.rules.maturity.example import PALM, ROUND, all_answer, round_of


def test_the_worked_example_counts_its_groups():
    assert group_counts(PALM, ROUND) == {"pmo": 3, "delivery": 3, "leadership": 2}


def test_a_gap_between_few_people_stays_hidden():
    assert perception_gap(PALM, ROUND) is None


def test_the_gap_is_what_the_pmo_sees_more_than_all_others():
    gap = perception_gap(PALM, ROUND, threshold=3)

    assert gap.group == "pmo"
    assert gap.tiers == pytest.approx(
        {"S": 77.850877 - 65.789474, "C": 67.803030 - 56.590909, "T": 43.541667 - 34.5}, abs=1e-5
    )


def test_a_tier_that_one_side_does_not_know_has_no_gap():
    own = {code: "D" if "-T" in code else 3 for code in all_answer(3)}
    answers = round_of(*[own] * 5, *[all_answer(2)] * 5)
    grouped = type(answers)(
        responses=tuple(
            type(one)(answers=one.answers, group="pmo" if at < 5 else "delivery")
            for at, one in enumerate(answers.responses)
        )
    )

    assert perception_gap(PALM, grouped).tiers == {"S": 25, "C": 25, "T": None}
