from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from pmo_academy.exams.rules.drawing import InBank, draw, shuffle_options
from tests.rules.exams import questions
from tests.rules.exams.questions import seeded

BANK = [InBank(key=n, topic=f"topic-{n % 5}") for n in range(15)]


def test_the_same_seed_draws_the_same_questions():
    assert draw(BANK, 5, random=seeded(7)) == draw(BANK, 5, random=seeded(7))


def test_another_seed_draws_others():
    assert len({tuple(draw(BANK, 5, random=seeded(seed))) for seed in range(20)}) > 10


@given(st.integers(min_value=0, max_value=2**31), st.integers(min_value=1, max_value=15))
def test_a_draw_is_spread_over_the_topics(seed, count):
    drawn = draw(BANK, count, random=seeded(seed))
    assert len(set(drawn)) == count
    per_topic = Counter(n % 5 for n in drawn)
    assert max(per_topic.values()) - (min(per_topic.values()) if count >= 5 else 0) <= 1


def test_questions_seen_least_often_come_first():
    bank = [InBank(key=n, times_seen=1 if n < 10 else 0) for n in range(15)]
    assert set(draw(bank, 5, random=seeded(3))) == set(range(10, 15))


def test_a_small_bank_gives_what_it_has():
    assert sorted(draw(BANK[:3], 5, random=seeded(1))) == [0, 1, 2]
    assert draw([], 5, random=seeded(1)) == []


def test_options_are_shuffled_whole():
    for question in (questions.single(), questions.multiple(), questions.matching()):
        orders = {tuple(shuffle_options(question, random=seeded(seed))) for seed in range(20)}
        assert len(orders) > 5
        assert all(sorted(order) == [0, 1, 2, 3] for order in orders)


def test_steps_are_never_shown_as_they_belong():
    question = questions.ordering()
    for seed in range(50):
        order = shuffle_options(question, random=seeded(seed))
        assert order != [0, 1, 2]
        assert sorted(order) == [0, 1, 2]


def test_true_and_false_keep_their_places():
    assert shuffle_options(questions.true_false(), random=seeded(1)) == []
    assert shuffle_options(questions.numeric(), random=seeded(1)) == []
