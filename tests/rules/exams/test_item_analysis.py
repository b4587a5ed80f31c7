"""Intervals against published values, verdicts on small made-up classes."""

import pytest

from pmo_academy.exams.rules.item_analysis import (
    Answered,
    Reason,
    Verdict,
    analyse,
    discrimination,
    share,
)
from pmo_academy.exams.rules.reliability import reliability


def answers(right, wrong, *, rest_right=0.75, rest_wrong=0.25, chosen=((), ())):
    """So many right and wrong answers; the rest alternates a little, so that somebody differs."""
    return [
        *(
            Answered(is_right=True, rest=rest_right + 0.05 * (n % 2), chosen=chosen[0])
            for n in range(right)
        ),
        *(
            Answered(is_right=False, rest=rest_wrong + 0.05 * (n % 2), chosen=chosen[1])
            for n in range(wrong)
        ),
    ]


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        # Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (29, 29, 0.8830, 1.0),
    ],
)
def test_the_interval_of_a_share_is_the_published_one(part, whole, low, high):
    found = share(part, whole)

    assert (round(found.low, 4), round(found.high, 4)) == (low, high)
    assert found.value == part / whole


def test_a_correlation_has_fishers_interval():
    # r = 0.577 from 28 pairs: atanh 0.6585, give or take 1.96 / 5, turned back.
    rests = [1.0] * 21 + [0.0] * 7
    right = [True] * 14 + [False] * 14
    found = discrimination(
        [Answered(is_right=r, rest=rest) for r, rest in zip(right, rests, strict=True)]
    )

    assert found.value == pytest.approx(0.57735, abs=1e-5)
    assert found.low == pytest.approx(0.26, abs=0.01)
    assert found.high == pytest.approx(0.78, abs=0.01)


def test_nineteen_answers_say_nothing_and_twenty_do():
    assert analyse(answers(10, 9)).verdict is Verdict.WAIT
    assert analyse(answers(10, 9)).facility is None
    assert analyse(answers(10, 10)).verdict is Verdict.KEEP


def test_a_question_that_the_able_get_right_is_kept():
    found = analyse(answers(14, 8))

    assert (found.verdict, found.reason) == (Verdict.KEEP, Reason.SOUND)
    assert found.discrimination.value > 0.9


def test_a_question_that_the_able_get_wrong_is_retired():
    found = analyse(answers(12, 10, rest_right=0.2, rest_wrong=0.8))

    assert (found.verdict, found.reason) == (Verdict.RETIRE, Reason.MISLEADS)


def test_a_wrong_option_that_draws_more_than_the_right_one_asks_for_the_key():
    found = analyse(answers(6, 18, chosen=((0,), (2,))), right_options=[True, False, False, False])

    assert (found.verdict, found.reason) == (Verdict.REVISE, Reason.RIVAL)
    assert [one.count for one in found.options] == [6, 0, 18, 0]
    assert [one.index for one in found.idle] == [1, 3]
    assert found.options[0].rest > found.options[2].rest
    assert found.options[1].rest is None


def test_with_several_right_options_none_is_a_rival():
    found = analyse(answers(12, 12, chosen=((0, 1), (2,))), right_options=[True, True, False])

    assert found.reason is Reason.SOUND


def test_nobody_chose_a_wrong_option():
    found = analyse(answers(20, 0, chosen=((0,), ())), right_options=[True, False])

    assert found.reason is Reason.SOUND
    assert found.discrimination is None


def test_what_nearly_everybody_knows_is_revised():
    found = analyse(answers(60, 0))

    assert (found.verdict, found.reason) == (Verdict.REVISE, Reason.TOO_EASY)


def test_what_hardly_anybody_knows_is_revised():
    found = analyse(answers(2, 38, rest_right=0.9, rest_wrong=0.3))

    assert (found.verdict, found.reason) == (Verdict.REVISE, Reason.TOO_HARD)


def test_what_has_nothing_to_do_with_the_rest_is_revised():
    found = analyse(answers(200, 200, rest_right=0.5, rest_wrong=0.5))

    assert (found.verdict, found.reason) == (Verdict.REVISE, Reason.FLAT)


def test_hard_and_without_power_is_retired():
    found = analyse(answers(60, 340, rest_right=0.5, rest_wrong=0.5))

    assert (found.verdict, found.reason) == (Verdict.RETIRE, Reason.SAYS_NOTHING)


def test_without_other_questions_there_is_no_discrimination():
    found = analyse([Answered(is_right=n % 2 == 0) for n in range(30)])

    assert found.discrimination is None
    assert found.verdict is Verdict.KEEP


def test_nobody_is_idle_before_enough_people_answered():
    assert analyse(answers(5, 5), right_options=[True, False]).idle == ()


def test_reliability_is_kr_21():
    # 50 questions, mean 40, standard deviation 6: 50/49 x (1 - 40 x 10 / (50 x 36)) = 0.794.
    found = reliability([34, 46] * 20, asked=50)

    assert found.value == pytest.approx(0.7937, abs=1e-4)
    assert found.standard_error == pytest.approx(2.7255, abs=1e-3)
    assert found.word == "good"


def test_reliability_without_spread_is_not_known():
    found = reliability([3] * 20, asked=5)

    assert found.value is None
    assert found.word == "low"


def test_less_spread_than_chance_is_no_reliability():
    found = reliability([2, 3] * 10, asked=5)

    assert (found.value, found.word) == (0.0, "low")


def test_middling_reliability_is_fair():
    assert reliability([1, 2, 3, 4, 5] * 4, asked=5).word == "fair"


@pytest.mark.parametrize(("scores", "asked"), [([1] * 19, 5), ([1] * 20, 1)])
def test_too_little_gives_no_reliability(scores, asked):
    assert reliability(scores, asked=asked) is None
