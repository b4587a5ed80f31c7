from decimal import Decimal

import pytest

from pmo_academy.exams.rules.grading import is_passed, is_right, right_needed, score
from tests.rules.exams import questions


@pytest.mark.parametrize("question", questions.ALL)
@pytest.mark.parametrize("answer", [None, []])
def test_no_answer_is_not_right(question, answer):
    assert not is_right(question, answer)


def test_one_option_is_right():
    assert is_right(questions.single(), [1])
    assert not is_right(questions.single(), [2])


def test_several_options_are_right_together_only():
    assert is_right(questions.multiple(), [0, 3])
    assert is_right(questions.multiple(), [3, 0])
    assert not is_right(questions.multiple(), [0])
    assert not is_right(questions.multiple(), [0, 1, 3])


def test_true_or_false():
    assert is_right(questions.true_false(answer=False), ["false"])
    assert not is_right(questions.true_false(answer=False), ["true"])
    assert is_right(questions.true_false(answer=True), ["true"])
    assert not is_right(questions.true_false(answer=True), ["false"])


@pytest.mark.parametrize("typed", ["12.5", "12,5", "12", "13", "13,0 hours"])
def test_a_number_within_the_tolerance_is_right(typed):
    assert is_right(questions.numeric(), [typed])


@pytest.mark.parametrize("typed", ["13.01", "11.99", "-12.5", "125"])
def test_a_number_outside_the_tolerance_is_wrong(typed):
    assert not is_right(questions.numeric(), [typed])


def test_thousands_may_be_written_in_any_way():
    question = questions.numeric(answer="1234.5", tolerance="")
    for typed in ("1 234.5", "1,234.5", "1234,5", "1.234,5"):
        assert is_right(question, [typed])


def test_steps_are_right_in_their_order_only():
    assert is_right(questions.ordering(), [0, 1, 2])
    assert not is_right(questions.ordering(), [0, 2, 1])
    assert not is_right(questions.ordering(), [0, 1, None])


def test_pairs_are_right_together_only():
    assert is_right(questions.matching(), [0, 1, 2])
    assert not is_right(questions.matching(), [0, 1, 3])
    assert not is_right(questions.matching(), [0, None, 2])


def test_two_lines_with_the_same_partner_may_swap():
    question = questions.matching()
    question.document["pairs"][1]["right"] = question.document["pairs"][0]["right"]
    assert is_right(question, [1, 0, 2])


def test_the_pass_mark_is_compared_exactly():
    assert score(4, 5) == Decimal(80)
    assert is_passed(4, 5, pass_percent=80)
    assert not is_passed(3, 5, pass_percent=80)
    assert not is_passed(2, 3, pass_percent=67)
    assert not is_passed(0, 0, pass_percent=80)


def test_the_number_needed_is_the_least_that_passes():
    assert right_needed(5, pass_percent=80) == 4
    assert right_needed(3, pass_percent=80) == 3
    assert right_needed(10, pass_percent=70) == 7
