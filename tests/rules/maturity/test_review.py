import pytest

from pmo_academy.maturity.rules.review import Accord, accord_of, prepare, review
from pmo_academy.maturity.rules.workshop import Reason, Topic
from tests.rules.maturity.example import PALM, ROUND, all_answer, round_of

SPLIT = round_of(
    *[all_answer(4)] * 3,
    all_answer(4, AUT_C1=0, RES_S1=0),
    all_answer(4, AUT_C1=0, RES_S1=None),
    all_answer(4, AUT_C1=0, RES_S1=2),
)


def test_the_worked_example_has_one_item_that_people_see_differently():
    found = review(PALM, ROUND, threshold=5)

    assert found.alpha == pytest.approx(0.567045, abs=1e-6)
    (one,) = found.differences
    assert one.item == "RES-S1"
    assert (round(one.rwg, 6), one.deviation) == (0.651786, 0.625)
    assert one.counts == (0, 0, 2, 3, 3, 0)


def test_nothing_is_said_of_fewer_people_than_the_threshold():
    assert review(PALM, ROUND, threshold=9) is None
    assert prepare(PALM, ROUND, threshold=9) is None
    assert review(PALM, round_of(), threshold=None) is None


def test_items_that_few_people_answered_are_neither_listed_nor_talked_about():
    listed = [one.item for one in review(PALM, SPLIT, threshold=6).differences]
    topics = [one.item for one in prepare(PALM, SPLIT, threshold=6).agenda]

    assert "AUT-C1" in listed
    assert "AUT-C1" in topics
    assert "RES-S1" not in listed
    assert "RES-S1" not in topics
    assert "RES-S1" in [one.item for one in review(PALM, SPLIT, threshold=5).differences]


def test_the_item_on_which_people_agree_least_comes_first():
    found = review(PALM, SPLIT, threshold=5)

    assert [one.item for one in found.differences] == ["AUT-C1", "RES-S1"]


def test_a_workshop_begins_with_the_agenda_and_the_means_of_what_was_asked():
    found = prepare(PALM, ROUND, threshold=5)

    assert found.agenda == (
        Topic(item="AUT-C1", reason=Reason.SWING),
        Topic(item="RES-S1", reason=Reason.LOW_AGREEMENT),
    )
    assert found.means["AUT-C1"] == 1.5
    assert found.means["VAL-T2"] is None
    assert len(found.means) == 60


def test_out_of_scope_has_no_mean():
    answers = round_of(*[all_answer(3)] * 5, out_of_scope=frozenset({"RES-S2"}))

    assert "RES-S2" not in prepare(PALM, answers, threshold=5).means


@pytest.mark.parametrize(
    ("alpha", "accord"),
    [
        (1.0, Accord.GOOD), (0.8, Accord.GOOD), (0.79, Accord.FAIR), (2 / 3, Accord.FAIR),
        (0.567045, Accord.POOR), (-0.2, Accord.POOR),
    ],
)  # fmt: skip
def test_alpha_in_words(alpha, accord):
    assert accord_of(alpha) is accord
