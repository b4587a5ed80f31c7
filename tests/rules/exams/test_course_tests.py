from collections import Counter

import pytest

from pmo_academy.exams.rules.drawing import BankTooSmallError, InBank, draw_by_blueprint
from pmo_academy.exams.rules.grading import judge
from pmo_academy.exams.rules.policies import Feedback, Shown, shown_after
from pmo_academy.exams.rules.reviewing import own_part, review
from tests.rules.exams import questions
from tests.rules.exams.questions import seeded

BANK = [InBank(key=n, topic=f"t{n % 5}", times_seen=int(n < 30)) for n in range(60)]
BLUEPRINT = {f"t{n}": 4 for n in range(5)}


def test_a_blueprint_says_how_many_of_each_topic():
    drawn = draw_by_blueprint(BANK, BLUEPRINT, random=seeded(1))
    assert Counter(n % 5 for n in drawn) == dict.fromkeys(range(5), 4)
    assert min(drawn) >= 30  # never seen before


def test_a_bank_that_cannot_serve_is_refused():
    with pytest.raises(BankTooSmallError) as refused:
        draw_by_blueprint(BANK[:19], BLUEPRINT, random=seeded(1))
    assert (refused.value.topic, refused.value.wanted, refused.value.there) == ("t4", 4, 3)


def answers(*right):
    return [(f"t{n}", k < count) for n, count in enumerate(right) for k in range(4)]


@pytest.mark.parametrize(
    ("right", "passes", "weak"),
    [
        ((4, 4, 2, 2, 2), True, []),
        ((4, 4, 2, 2, 1), False, ["t4"]),
        ((4, 4, 4, 4, 1), False, ["t4"]),
        ((4, 3, 2, 2, 2), False, []),
    ],
)
def test_the_whole_and_each_topic_must_reach_their_marks(right, passes, weak):
    verdict = judge(answers(*right), pass_percent=70, topic_percent=50)
    assert verdict.is_passed is passes
    assert [one.topic for one in verdict.weak_topics] == weak
    assert (verdict.right, verdict.asked, verdict.needed) == (sum(right), 20, 14)


@pytest.mark.parametrize(
    ("feedback", "passed", "left", "shows"),
    [
        (Feedback.FULL, False, True, Shown.EVERYTHING),
        (Feedback.AFTER_PASS, False, True, Shown.OWN_ANSWERS),
        (Feedback.AFTER_PASS, True, True, Shown.EVERYTHING),
        (Feedback.AFTER_PASS, False, False, Shown.EVERYTHING),
        (Feedback.SCORE_ONLY, True, False, Shown.SCORE),
    ],
)
def test_what_is_shown_afterwards(feedback, passed, left, shows):
    assert shown_after(feedback, has_passed=passed, has_tries_left=left) is shows


def test_the_own_part_holds_no_key():
    for question in (questions.single(), questions.ordering(), questions.matching()):
        own = own_part(review(question, [2, 1, 0][: 1 if question.type == "single" else 3]))
        assert not own.explanation
        assert all(line.is_chosen for line in own.lines)
    assert not own_part(review(questions.ordering(), [2, 1, 0])).lines
