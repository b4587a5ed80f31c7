"""What is written for other products reads back as the same questions."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmo_academy.studio.exchange.formats import read_file
from pmo_academy.studio.exchange.gift_writer import gift_of
from pmo_academy.studio.exchange.table_writer import csv_of
from tests import bank_questions as made

FEW = settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
    deadline=None,
)


def read_back(offered):
    brought = read_file(offered.name, offered.content)
    assert [one.losses for one in brought.refused] == []
    return [one.question for one in brought.taken]


def same(question):
    fields = made.without_place(question)
    if question.type == "numeric":
        fields = {"tolerance": question.tolerance, **fields}
    return fields


def _has_arrow(question):
    """In GIFT an arrow parts two sides; it cannot be written where it would be taken for that."""
    texts = [one.left for one in getattr(question, "pairs", [])]
    texts += getattr(question, "accepted", [])
    if question.type == "short-text":
        texts += [text for one in question.near_misses for text in (one.text, one.why)]
    return any("->" in text for text in texts)


GIFT = made.questions(
    made.SINGLES, made.MULTIPLES, made.TRUE_FALSES, made.NUMERICS, made.SHORT_TEXTS,
    made.matchings(st.just("")),
)  # fmt: skip


@FEW
@given(st.lists(GIFT, min_size=1, max_size=3))
def test_gift_that_we_write_reads_back_as_the_same(questions):
    offered = gift_of(questions)
    left_out = [one for one in offered.losses if "is left out" in one]
    kept = [one for one in questions if not _has_arrow(one)]

    assert len(left_out) == len(questions) - len(kept)
    if kept:
        assert read_back(offered) == [same(one) for one in kept]


@FEW
@given(
    st.lists(
        made.questions(
            made.SINGLES, made.MULTIPLES, made.TRUE_FALSES, made.NUMERICS, made.SHORT_TEXTS,
            made.ORDERINGS, made.matchings(made.WHYS),
        ),
        min_size=1,
        max_size=3,
    )
)  # fmt: skip
def test_a_table_that_we_write_reads_back_as_the_same(questions):
    offered = csv_of(questions)

    assert offered.losses == ()
    assert read_back(offered) == [same(one) for one in questions]
