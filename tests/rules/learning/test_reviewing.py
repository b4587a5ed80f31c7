"""Who judges a work product, and what becomes of it."""

from uuid import UUID

import pytest

from pmo_academy.learning.rules.reviewing import (
    LINES,
    Candidate,
    LineProblem,
    ReviewState,
    SubmissionState,
    Way,
    choose,
    is_accepted,
    outcome,
    problems_in,
    reviewers_needed,
)

A, B, C = (UUID(int=number) for number in (1, 2, 3))
MET = dict.fromkeys(LINES, (True, ""))


def test_those_asked_least_often_are_asked_first():
    people = [
        Candidate(person_id=A, load=3),
        Candidate(person_id=B),
        Candidate(person_id=C, load=1),
    ]

    assert choose(people, count=2, without=()) == [B, C]
    assert choose(people, count=2, without={B}) == [C, A]
    assert choose(people, count=5, without={A, B, C}) == []


def test_the_same_people_come_out_each_time():
    people = [Candidate(person_id=one) for one in (C, A, B)]

    assert choose(people, count=2, without=()) == [A, B]
    assert choose(reversed(people), count=2, without=()) == [A, B]


def test_a_mentor_decides_alone_and_colleagues_together():
    assert (reviewers_needed(Way.MENTOR), reviewers_needed(Way.PEERS)) == (1, 2)


@pytest.mark.parametrize(
    ("way", "states", "expected"),
    [
        (Way.MENTOR, ["asked"], "waiting"),
        (Way.MENTOR, ["passed-on", "accepted"], "accepted"),
        (Way.MENTOR, ["returned"], "returned"),
        (Way.PEERS, ["accepted", "asked"], "waiting"),
        (Way.PEERS, ["accepted", "accepted"], "accepted"),
        (Way.PEERS, ["accepted", "returned"], "returned"),
        (Way.PEERS, ["accepted", "dropped", "accepted"], "accepted"),
        (Way.PEERS, [], "waiting"),
    ],
)
def test_one_who_returns_decides_and_all_have_to_accept(way, states, expected):
    assert outcome([ReviewState(one) for one in states], way=way) is SubmissionState(expected)


def test_each_line_needs_a_verdict_and_a_reason_where_it_is_not_met():
    assert problems_in(MET) == []
    assert problems_in(MET | {"used": (False, "Nobody used it.")}) == []
    assert problems_in(MET | {"used": (False, "  "), "fitting": (None, "x")}) == [
        LineProblem(line="fitting", is_unsaid=True),
        LineProblem(line="used", is_unsaid=False),
    ]
    assert [one.line for one in problems_in({})] == list(LINES)


def test_four_met_lines_accept():
    assert is_accepted(MET)
    assert not is_accepted(MET | {"complete": (False, "A line is open.")})
