from dataclasses import replace

import pytest

from pmo_academy.maturity.rules.confidence import Confidence, Label, Part, confidence
from pmo_academy.maturity.rules.model import Form
from tests.rules.maturity.example import ITEMS, PALM, ROUND, all_answer, round_of

EXAMPLE = confidence(PALM, ROUND)


def near(expected):
    return pytest.approx(expected, abs=1e-6)


def in_groups(answers, *groups):
    pairs = zip(answers.responses, groups, strict=True)
    return replace(answers, responses=tuple(replace(one, group=group) for one, group in pairs))


def test_the_worked_example_has_its_confidence():
    assert EXAMPLE.parts == near(
        {"R": 1, "N": 0.8, "A": 0.857847, "K": 0.970772, "E": 11 / 46, "P": 1}
    )
    assert EXAMPLE.index == near(74.132166)
    assert EXAMPLE.label is Label.MEDIUM
    assert EXAMPLE.weakest is Part.EVIDENCE
    assert EXAMPLE.missing_from == {}


def test_thin_evidence_is_never_highly_confident():
    everything = [all_answer(3)] * 12
    groups = ["pmo"] * 4 + ["delivery"] * 4 + ["leadership"] * 4
    answers = in_groups(round_of(*everything, invited=12), *groups)
    some = frozenset(ITEMS[:21])  # 25 of 70 by weight

    assert confidence(PALM, replace(answers, evidence=some)).label is Label.HIGH
    thin = confidence(PALM, replace(answers, evidence=frozenset(ITEMS[:10])))
    assert thin.index >= 75
    assert thin.label is Label.MEDIUM


def test_all_parts_full_leaves_nothing_to_advise():
    groups = ["pmo"] * 4 + ["delivery"] * 4 + ["leadership"] * 4
    answers = round_of(*[all_answer(3)] * 12, invited=12, evidence=frozenset(ITEMS))

    full = confidence(PALM, in_groups(answers, *groups))

    assert full.index == 100
    assert full.weakest is None


def test_four_respondents_are_never_enough():
    answers = round_of(*[all_answer(3)] * 4, invited=4, evidence=frozenset(ITEMS))

    few = confidence(PALM, in_groups(answers, "pmo", "pmo", "delivery", "delivery"))

    assert few.index > 75
    assert few.label is Label.LOW


def test_a_self_check_is_never_confident():
    assert confidence(PALM, ROUND, form=Form.SOLO).label is Label.LOW


def test_each_perspective_needs_two_voices():
    answers = in_groups(round_of(*[all_answer(3)] * 4), "pmo", "pmo", "delivery", None)

    found = confidence(PALM, answers)

    assert found.parts[Part.PERSPECTIVES] == near(1 / 3)
    assert found.missing_from == {"delivery": 1, "leadership": 2}


def test_everybody_who_answered_was_invited_when_nobody_says_otherwise():
    assert confidence(PALM, round_of(*[all_answer(3)] * 6)).invited == 6


def test_half_of_the_wanted_response():
    found = confidence(PALM, round_of(*[all_answer(3)] * 7, invited=20))

    assert found.parts[Part.RESPONSE] == near(0.5)
    assert found.parts[Part.NUMBER] == near(7 / 12)


def test_nothing_claimed_needs_no_evidence():
    assert confidence(PALM, round_of(all_answer(1))).parts[Part.EVIDENCE] == 1


def test_a_round_that_nobody_answered_is_not_known_at_all():
    empty = confidence(PALM, round_of(invited=0))

    assert empty.parts == {"R": 0, "N": 0, "A": 0, "K": 0, "E": 1, "P": 0}
    assert empty.label is Label.LOW
    assert empty.weakest is Part.AGREEMENT


@pytest.mark.parametrize(("silent", "label"), [(0, Label.MEDIUM), (35, Label.LOW)])
def test_the_index_in_one_word(silent, label):
    answers = round_of(*[all_answer(3)] * 5, invited=5 + silent)

    assert confidence(PALM, answers).label is label


def test_confidence_is_a_value():
    assert isinstance(EXAMPLE, Confidence)
    assert (EXAMPLE.counted, EXAMPLE.invited) == (8, 10)
