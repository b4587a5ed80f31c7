"""The minutes of a lesson are held against its text."""

import pytest

from pmo_academy.authoring.rules.reading_time import lesson_minutes
from tests.rules.authoring.breaking import ALPHA, problems_after


def test_690_words_check_and_plan_take_12_minutes():
    assert lesson_minutes("word " * 690) == pytest.approx(12)


@pytest.mark.parametrize(("minutes", "is_told"), [(8, True), (9, False), (14, False), (15, True)])
def test_a_quarter_more_or_less_is_told(minutes, is_told):
    found = problems_after(ALPHA, "minutes: 14", f"minutes: {minutes}")

    told = [one for one in found if f"{ALPHA}:3:10: text, check and the plan to try it" in one]
    assert bool(told) is is_told
    assert all(one.endswith(f"not {minutes}") for one in told)
