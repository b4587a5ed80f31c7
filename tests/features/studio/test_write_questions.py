"""What is written for other products reads back as the same questions."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmo_academy.studio.exchange.formats import read_file
from pmo_academy.studio.exchange.gift_writer import gift_of
from pmo_academy.studio.exchange.table_writer import csv_of, template_csv, template_xlsx
from tests import bank_questions as made

EVERYTHING = [
    made.bank_question(type="true-false", answer=True, item="MND-S1", why_true="So."),
    made.bank_question(type="numeric", answer=5, unit="h", near_misses=[{"value": 6}]),
    made.bank_question(type="short-text", accepted=["a->b"], stem="Which arrow?"),
    made.bank_question(
        type="matching",
        pairs=[{"left": "A", "right": "a", "why": "So."}, {"left": "B", "right": "b"}],
    ),
    made.bank_question(
        type="ordering", steps=[{"text": "One"}, {"text": "Two"}], stem="In which order?"
    ),
    made.bank_question(
        type="categorise",
        categories=["a", "b"],
        items=[{"text": "A", "category": "a"}, {"text": "B", "category": "b"}],
    ),
]


def test_gift_names_what_it_cannot_say():
    offered = gift_of(EVERYTHING, name="bank")

    assert offered.name == "bank.gift.txt"
    assert offered.losses == (
        "q01: the item MND-S1 it serves",
        "q01: the unit h",
        "q01: the wrong number 6, to which nothing is said",
        "q01 is left out: in GIFT, answers with -> would make pairs (“Which arrow?”)",
        "q01: the reasons of its pairs",
        "q01: GIFT gives a part of the points for a part of the right options",
        "q01 is left out: GIFT has no questions of the type ordering (“In which order?”)",
        "q01 is left out: GIFT has no questions of the type categorise (“Which?”)",
    )


def test_gift_is_written_as_other_products_read_it():
    offered = gift_of([
        made.bank_question(
            type="single", topic="scope", stem="Is 2:1 = {x}?\n\nSay.", explanation="#1",
            options=[{"text": "[html] ~ yes", "right": True, "why": "a\\b"}, {"text": "no"}],
        )
    ])  # fmt: skip

    assert offered.content.decode() == (
        "$CATEGORY: scope\n\n"
        "::q01::[markdown]Is 2\\:1 \\= \\{x\\}?\\n\\nSay.{\n"
        "\t=[markdown][html] \\~ yes#a\\\\b\n\t~no\n\t####\\#1\n}\n"
    )


def test_a_star_to_type_is_no_wildcard_in_gift():
    question = made.bank_question(type="short-text", accepted=["2*3"])

    offered = gift_of([question])

    assert b"=%100%2\\\\*3" in offered.content
    assert read_back(offered) == [same(question)]


def test_a_table_names_what_it_cannot_say_and_runs_nothing():
    dangers = ["=1+1", "+1", "-1", "@x", "\t=1", "'=1", "'x", " =1", "＝1"]
    question = made.bank_question(
        type="multiple", options=[{"text": text, "right": True} for text in dangers]
    )

    offered = csv_of([*EVERYTHING, question])
    content = offered.content.decode("utf-8-sig")

    assert offered.losses == (
        "q01: the item MND-S1 it serves",
        "q01 is left out: the table has no questions of the type categorise (“Which?”)",
    )
    assert ",'=1+1,x,,'+1,x,,'-1,x,,'@x,x,,'\t=1,x,,''=1,x,,'x,x,,' =1,x,,'＝1,x," in content


@pytest.mark.parametrize("template", [template_csv, template_xlsx])
def test_the_template_holds_a_row_of_each_type(template):
    offered = template()
    brought = read_file(offered.name, offered.content)

    assert offered.name.startswith("questions-template.")
    assert not brought.refused
    assert brought.losses == ()
    assert [one.question["type"] for one in brought.taken] == [
        "single", "multiple", "true-false", "numeric", "short-text", "ordering", "matching",
    ]  # fmt: skip


FEW = settings(
    max_examples=25,
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
