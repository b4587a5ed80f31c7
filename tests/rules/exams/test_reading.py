import pytest

from pmo_academy.exams.rules.reading import Nonsense, NonsenseError, read_answer, to_fields
from tests.rules.exams import questions


def read(question, **fields):
    posted = {name.replace("_", "-"): values for name, values in fields.items()}
    return read_answer(question, "q1", posted)


@pytest.mark.parametrize("question", questions.ALL)
def test_nothing_chosen_is_no_answer(question):
    assert read(question) is None
    assert read(question, q1=[""], q1_0=[""]) is None


def test_forms_post_shown_places_and_originals_are_stored():
    assert read(questions.single(order=(2, 0, 3, 1)), q1=["3"]) == [1]
    assert read(questions.multiple(order=(2, 0, 3, 1)), q1=["2", "1"]) == [0, 3]


def test_true_false_and_numbers_are_stored_as_said():
    assert read(questions.true_false(), q1=["true"]) == ["true"]
    assert read(questions.numeric(), q1=[" 12,5 "]) == ["12,5"]


def test_steps_are_stored_in_the_persons_order():
    question = questions.ordering(order=(2, 0, 1))
    assert read(question, q1_0=["3"], q1_1=["1"], q1_2=["2"]) == [0, 1, 2]


def test_an_order_may_have_gaps():
    assert read(questions.ordering(order=(2, 0, 1)), q1_1=["3"]) == [None, None, 0]


def test_pairs_are_stored_by_line_and_may_have_gaps():
    question = questions.matching(order=(3, 1, 0, 2))
    assert read(question, q1_0=["2"], q1_1=[""], q1_2=["0"]) == [0, None, 3]


@pytest.mark.parametrize(
    ("question", "fields", "reason"),
    [
        (questions.single(), {"q1": ["4"]}, Nonsense.UNKNOWN_CHOICE),
        (questions.single(), {"q1": ["-1"]}, Nonsense.UNKNOWN_CHOICE),
        (questions.single(), {"q1": ["0", "1"]}, Nonsense.UNKNOWN_CHOICE),
        (questions.multiple(), {"q1": ["0", "x"]}, Nonsense.UNKNOWN_CHOICE),
        (questions.true_false(), {"q1": ["perhaps"]}, Nonsense.UNKNOWN_CHOICE),
        (questions.numeric(), {"q1": ["a dozen"]}, Nonsense.NOT_A_NUMBER),
        (questions.numeric(), {"q1": ["12", "13"]}, Nonsense.NOT_A_NUMBER),
        (questions.numeric(), {"q1": ["1" * 41]}, Nonsense.NOT_A_NUMBER),
        (questions.ordering(), {"q1-0": ["1"], "q1-1": ["1"]}, Nonsense.SAME_PLACE),
        (questions.ordering(), {"q1-0": ["4"]}, Nonsense.UNKNOWN_CHOICE),
        (questions.matching(), {"q1-0": ["4"]}, Nonsense.UNKNOWN_CHOICE),
    ],
)
def test_nonsense_is_refused_with_its_reason(question, fields, reason):
    with pytest.raises(NonsenseError) as refusal:
        read_answer(question, "q1", fields)
    assert refusal.value.reason is reason


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (questions.single(), [3]),
        (questions.multiple(), [0, 2]),
        (questions.true_false(), ["false"]),
        (questions.numeric(), ["1 234,5"]),
        (questions.ordering(), [1, 2, 0]),
        (questions.ordering(), [None, 2, None]),
        (questions.matching(), [3, None, 0]),
        (questions.single(), None),
    ],
)
def test_fields_of_a_stored_answer_read_back_the_same(question, answer):
    assert read_answer(question, "q7", to_fields(question, "q7", answer)) == answer
