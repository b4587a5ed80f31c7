import json

import pytest

from pmo_academy.maturity.rules.group_results import group_results
from pmo_academy.maturity.rules.round_document import round_documents
from pmo_academy.maturity.rules.scoring import Kind, score
from pmo_academy.maturity.rules.stored_result import result_from
from tests.rules.maturity.example import ORACLE, PALM, ROUND, all_answer, round_of

NAMED = round_documents(PALM, ROUND, seed=2024, threshold=None)
ANONYMOUS = round_documents(PALM, ROUND, seed=2024, threshold=5)


def test_the_worked_example_is_written_down_whole():
    stated, verified = NAMED[Kind.STATED], NAMED[Kind.VERIFIED]

    assert (stated["rung"], verified["rung"]) == (4, 1)
    assert stated["tier"] == pytest.approx(ORACLE["tier"], abs=1e-6)
    assert stated["bootstrap"]["support"] == ORACLE["bootstrap"]["support"]
    assert stated["pattern"] == {
        "emphasis": "C", "overreach": False, "missing_base": [], "inverted": [],
    }  # fmt: skip
    assert stated["steps"]["C"] == {"raw": 2, "step": 1}
    assert stated["perception"]["group"] == "pmo"
    assert stated["choices"]["RES-S1"] == [0, 0, 2, 3, 3, 0]
    assert stated["choices"]["VAL-T2"] == [0, 0, 3, 0, 0, 5]
    assert json.loads(json.dumps(NAMED)) == NAMED


def test_what_is_hidden_is_not_written_down():
    stated = ANONYMOUS[Kind.STATED]

    assert stated["rung"] == 4
    assert stated["perception"] is None
    assert [one["tier"] for one in stated["groups"]] == [None] * 3
    assert [one["count"] for one in stated["groups"]] == [None] * 3


def test_how_many_a_small_group_lacks_is_not_written_down():
    few = round_of(*[all_answer(2)] * 5)

    named = round_documents(PALM, few, seed=1, threshold=None)[Kind.STATED]
    anonymous = round_documents(PALM, few, seed=1, threshold=5)[Kind.STATED]

    assert named["confidence"]["missing_from"] == dict.fromkeys(
        ("pmo", "delivery", "leadership"), 2
    )
    assert anonymous["confidence"]["missing_from"] == dict.fromkeys(
        ("pmo", "delivery", "leadership")
    )


def test_choices_of_few_people_are_hidden():
    sheets = [all_answer(2)] * 4 + [all_answer(2, MND_S1=None)]

    stated = round_documents(PALM, round_of(*sheets), seed=1, threshold=5)[Kind.STATED]

    assert stated["choices"]["MND-S1"] is None
    assert stated["choices"]["MND-C1"] == [0, 0, 5, 0, 0, 0]


def test_below_the_threshold_there_is_nothing_at_all():
    assert round_documents(PALM, round_of(*[all_answer(2)] * 4), seed=1, threshold=5) == {}
    assert round_documents(PALM, round_of(), seed=1, threshold=None) == {}


@pytest.mark.parametrize("kind", list(Kind))
def test_a_stored_result_is_read_back_as_it_was(kind):
    before = score(PALM, ROUND, kind=kind)

    after = result_from(PALM, NAMED[kind], kind=kind)

    assert (after.rung, after.brakes, after.trace) == (before.rung, before.brakes, before.trace)
    assert after.items == pytest.approx(before.items, abs=1e-8)


def test_what_was_out_of_scope_stays_so():
    answers = round_of(*[all_answer(3)] * 3, out_of_scope=frozenset({"STD-S2"}))

    stored = round_documents(PALM, answers, seed=1, threshold=None)[Kind.STATED]

    assert result_from(PALM, stored).out_of_scope == {"STD-S2"}
    assert len(group_results(PALM, answers, threshold=None)) == 3
