"""A closed round: the worked example through the database, and who sees what of it."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from pmo_academy.core import clock
from pmo_academy.core.errors import ConflictError
from pmo_academy.maturity import queries, service
from pmo_academy.maturity.models import Answer, Mode, Response, Result
from pmo_academy.maturity.rules.change import Verdict
from pmo_academy.maturity.rules.confidence import Part
from tests.features.maturity.factories import (
    answer,
    everywhere,
    hand_in,
    make_closed_example,
    make_courses,
    make_example_round,
    make_people,
    make_round,
)
from tests.page import counted_queries
from tests.rules.maturity.example import ORACLE, SECOND_ROUND


def close_enough(values):
    return pytest.approx(values, abs=1e-6)


def test_the_worked_example_gives_the_published_results(session, cast):
    make_closed_example(session, cast)

    figures = queries.find_latest(cast.payments.id).figures

    assert (figures.stated.rung, figures.verified.rung) == (4, 1)
    assert figures.document["tier"] == close_enough(ORACLE["tier"])
    assert figures.verified_document["tier"] == close_enough(ORACLE["verified"]["tier"])
    assert figures.document["S"] == close_enough(ORACLE["S"])
    assert {item: value for item, value in figures.document["m"].items() if value} == close_enough(
        {item: value for item, value in ORACLE["m"].items() if value}
    )
    assert figures.document["domain_rung"] == ORACLE["domain_rung"]
    assert figures.document["brakes"] == ORACLE["brakes"]
    assert figures.document["trace"] == ORACLE["trace"]
    assert figures.document["jackknife"] == close_enough(ORACLE["jackknife"])
    assert figures.swing == {"AUT-C1": [4, 5]}
    assert figures.confidence.index == close_enough(74.132166)
    assert figures.counted == 8


def test_the_level_is_told_with_what_holds_it(session, cast):
    make_closed_example(session, cast)

    latest = queries.find_latest(cast.payments.id)
    figures = latest.figures
    (brake,) = figures.brakes

    assert (figures.stated.tier_name, figures.stated.step_name) == ("Control", "basic")
    assert figures.stated.raw_step_name == "intermediate"
    assert (brake.item, brake.value, brake.needed) == ("AUT-C1", 1.5, 2.0)
    assert brake.tier_name == "Control"
    assert brake.title
    assert brake.question.endswith("?")
    assert (latest.round.took_part, latest.round.invited) == (8, 10)
    assert (figures.confidence.word, figures.confidence.support) == ("medium", "firm")
    assert figures.confidence.advice.part is Part.EVIDENCE
    assert figures.shortfall is None
    assert figures.verified_brakes == ()


def test_gaps_and_plan_are_those_of_the_worked_example(session, cast):
    make_closed_example(session, cast)
    make_courses(session, announced=["PA-05"])
    figures = queries.find_latest(cast.payments.id).figures

    way = queries.way_to_target(figures, rung=5, courses=queries.list_courses())

    assert [gap.item for gap in way.gaps[:5]] == ["AUT-C1", "RES-C1", "MUL-C1", "LRN-C2", "DEV-C2"]
    assert way.gaps[0].priority == pytest.approx(2.25)
    assert way.gaps[0].next_anchor
    assert way.gaps[0].course.code == "PA-04"
    assert way.covered == close_enough(0.847518)
    assert [(one.course.code, one.course.is_announced) for one in way.plan] == [
        ("PA-04", False), ("PA-05", True), ("PA-08", False),
    ]  # fmt: skip
    assert [one.share for one in way.plan] == close_enough([0.445848, 0.182478, 0.064499])
    assert way.plan_minutes <= 12 * 60
    assert way.target.rung == 5


def test_the_next_round_tells_change_from_noise(session, cast):
    day = clock.now()
    with clock.set_to(day - timedelta(days=100)):
        make_closed_example(session, cast, title="First")
    second = [one.answers for one in SECOND_ROUND.responses]
    make_closed_example(session, cast, title="Second", sheets=second)
    service.set_target(cast.payments, rung=5, by_date=clock.today() + timedelta(99), by=cast.max)

    trend = queries.list_trend(cast.payments.id)
    latest = queries.find_latest(cast.payments.id, trend=trend)
    changes = {one.tier: one.change.verdict for one in latest.changes}
    target = queries.find_target(cast.payments.id)
    way = queries.way_to_target(latest.figures, rung=target.rung, courses=[])
    progress = queries.progress_since(latest.figures, latest.last_figures, rung=target.rung)
    lines = latest.figures.domains(target=way.target, last=latest.last_figures)

    assert [(one.title, one.rung) for one in trend] == [("First", 4), ("Second", 5)]
    assert changes["C"] is Verdict.IMPROVED
    assert changes["S"] is Verdict.NO_RELIABLE_CHANGE
    assert (way.rung, way.plan) == (5, ())
    assert (way.covered, progress) == close_enough((0.899823, 0.343023))
    assert (lines[0].code, lines[0].rung, lines[0].target_rung, lines[0].last_rung) == (
        "MND", 5, 5, 5,
    )  # fmt: skip


def test_a_round_with_other_questions_is_not_compared(session, cast):
    day = clock.now()
    with clock.set_to(day - timedelta(days=100)):
        make_closed_example(session, cast, title="First", out_of_scope={"STD-S2": "Elsewhere"})
    make_closed_example(session, cast, title="Second")

    latest = queries.find_latest(cast.payments.id)

    assert latest.before is None
    assert latest.changes == ()


def test_small_groups_are_not_in_what_is_stored(session, cast):
    one, _people = make_example_round(session, cast, mode=Mode.ANONYMOUS)
    service.close_round(one, by=cast.max)

    figures = queries.find_latest(cast.payments.id).figures

    assert figures.counted == 8
    assert all(group.is_hidden and group.scores is None for group in figures.groups)
    assert figures.document["perception"] is None
    assert set(figures.document["confidence"]["missing_from"].values()) <= {None}


def test_a_group_that_would_reveal_a_small_one_is_hidden_too(session, cast):
    people = [
        *make_people(session, 6, group="pmo"),
        *make_people(session, 5, group="delivery"),
        *make_people(session, 1, group="leadership"),
    ]
    one = make_round(cast, people)
    for person, _group in people:
        hand_in(one, person, everywhere(2))
    service.close_round(one, by=cast.max)

    groups = queries.find_latest(cast.payments.id).figures.groups

    assert [(group.code, group.count) for group in groups] == [
        ("pmo", 6), ("delivery", None), ("leadership", None),
    ]  # fmt: skip


def test_named_rounds_show_their_groups(session, cast):
    make_closed_example(session, cast, mode=Mode.NAMED)

    groups = queries.find_latest(cast.payments.id).figures.groups

    assert [group.count for group in groups] == [3, 3, 2]
    assert groups[0].scores == pytest.approx(
        {"S": 77.850877, "C": 67.803030, "T": 43.541667}, abs=1e-5
    )


def test_below_the_threshold_nothing_is_worked_out(session, cast):
    people = make_people(session, 4)
    one = make_round(cast, people)
    for person, _group in people:
        hand_in(one, person, everywhere(3))
    service.close_round(one, by=cast.max)

    latest = queries.find_latest(cast.payments.id)

    assert latest.figures is None
    assert latest.changes == ()
    assert (latest.round.took_part, latest.round.rung) == (4, None)
    assert session.query(Result).count() == 0


def test_sheets_that_do_not_count_do_not_lift_a_group_over_the_threshold(session, cast):
    people = make_people(session, 5)
    one = make_round(cast, people)
    *most, last = people
    for person, _group in most:
        hand_in(one, person, everywhere(3))
    hand_in(one, last[0], {"MND-S1": 4})
    service.close_round(one, by=cast.max)

    assert queries.find_latest(cast.payments.id).figures is None


@pytest.mark.parametrize("mode", list(Mode))
def test_a_round_nobody_answered_closes_without_a_result(session, cast, mode):
    one = make_round(cast, make_people(session, 3), mode=mode)
    service.close_round(one, by=cast.max)

    latest = queries.find_latest(cast.payments.id)

    assert latest.figures is None
    assert (latest.round.took_part, latest.round.invited) == (0, 3)


def test_two_named_people_give_a_result_without_interval_and_low_confidence(session, cast):
    people = make_people(session, 2)
    one = make_round(cast, people, mode=Mode.NAMED)
    for person, _group in people:
        hand_in(one, person, everywhere(2))
    service.close_round(one, by=cast.max)

    figures = queries.find_latest(cast.payments.id).figures

    assert figures.stated.rung == 1
    assert (figures.shortfall.score, figures.shortfall.needed) == (50.0, 60)
    assert (figures.confidence.word, figures.confidence.support) == ("low", None)


def test_what_was_not_handed_in_is_deleted_at_closing(session, cast):
    people = make_people(session, 2)
    one = make_round(cast, people)
    answer(one, people[0][0], everywhere(3))

    service.close_round(one, by=cast.max)

    assert session.query(Answer).count() == session.query(Response).count() == 0


def test_a_closed_round_is_not_closed_again(session, cast):
    one = make_closed_example(session, cast)

    with pytest.raises(ConflictError):
        service.close_round(one, by=cast.max)


def test_rounds_that_are_over_are_closed_by_the_job(session, cast):
    one = make_round(cast, make_people(session, 2))

    with clock.set_to(clock.now() + timedelta(days=15)):
        assert service.close_due_rounds() == 1
        assert service.close_due_rounds() == 0
    assert one.is_closed


def test_whoever_left_without_answering_is_not_counted_as_invited(session, cast):
    one, people = make_example_round(session, cast)
    people[-1].deactivated_at = people[0].deactivated_at = clock.now()
    session.flush()

    service.close_round(one, by=cast.max)

    latest = queries.find_latest(cast.payments.id)
    assert (latest.round.took_part, latest.round.invited) == (8, 9)


def test_a_stored_result_names_its_parameters_and_is_plain_json(session, cast):
    make_closed_example(session, cast)

    stored = session.query(Result).all()

    assert len({one.parameters_digest for one in stored}) == 1
    assert len(stored[0].parameters_digest) == 64
    assert all(json.loads(json.dumps(one.document)) == one.document for one in stored)


def test_a_dashboard_needs_few_queries_however_many_rounds(session, cast):
    day = clock.now()
    for at in range(3):
        with clock.set_to(day - timedelta(days=100 - at)):
            make_closed_example(session, cast, title=f"Round {at}")
    make_courses(session)
    service.set_target(cast.payments, rung=5, by_date=clock.today() + timedelta(9), by=cast.max)
    session.commit()

    with counted_queries() as count:
        trend = queries.list_trend(cast.payments.id)
        latest = queries.find_latest(cast.payments.id, trend=trend)
        target = queries.find_target(cast.payments.id)
        queries.way_to_target(latest.figures, rung=target.rung, courses=queries.list_courses())
        queries.list_open_rounds(cast.payments.id)

    assert count() == 4


def test_a_target_is_one_of_nine_and_lies_ahead(session, cast):
    tomorrow = clock.today() + timedelta(days=1)
    for rung, day in ((0, tomorrow), (10, tomorrow), (5, clock.today())):
        with pytest.raises(service.TargetError):
            service.set_target(cast.payments, rung=rung, by_date=day, by=cast.max)

    service.set_target(cast.payments, rung=5, by_date=tomorrow, by=cast.max)
    with clock.set_to(clock.now() + timedelta(seconds=1)):
        service.set_target(cast.payments, rung=7, by_date=tomorrow, by=cast.ada)

    assert queries.find_target(cast.payments.id).rung == 7
    assert queries.find_target(cast.logistics.id) is None


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ({"delivery": 2, "leadership": 1}, "with 2 more from Delivery, 1 more from Leadership."),
        ({"leadership": None}, "at least two answers from each group: PMO, Delivery, Leadership."),
    ],
)
def test_advice_names_missing_groups_only_where_names_are_known(session, cast, missing, words):
    make_closed_example(session, cast, mode=Mode.NAMED)
    figures = queries.find_latest(cast.payments.id).figures
    document = {
        **figures.document,
        "confidence": {
            **figures.document["confidence"],
            "weakest": "P",
            "missing_from": missing,
        },
    }

    advice = replace(figures, document=document).confidence.advice

    assert words in advice.text


def test_a_low_pair_holds_the_level_and_an_overreach_names_its_base(session, cast):
    people = make_people(session, 3)
    one = make_round(cast, people, mode=Mode.NAMED)
    low_pair = {"STD-S1": 2, "STD-S2": 0}
    sheet = {item: 0 if "-C" in item else 3 for item in everywhere(3)} | low_pair
    for person, _group in people:
        hand_in(one, person, sheet)
    service.close_round(one, by=cast.max)

    figures = queries.find_latest(cast.payments.id).figures
    (brake,) = figures.brakes

    assert (brake.item, brake.domain, brake.title) == (
        None,
        "STD",
        "Methods, procedures and templates",
    )
    assert brake.value == pytest.approx(100 / 3)
    assert (brake.needed, brake.tier_name) == (40, "Support")
    assert brake.question == "Methods, procedures and templates at the level of Support"
    assert figures.overreach_names == ("Support", "Control")
    assert figures.choices("STD-S2") == [3, 0, 0, 0, 0, 0]


def test_progress_counts_from_the_round_that_the_target_was_set_on(session, cast):
    now, long_after = clock.now(), clock.today() + timedelta(99)
    for days, title in ((300, "First"), (200, "Second"), (100, "Third")):
        with clock.set_to(now - timedelta(days=days)):
            make_closed_example(session, cast, title=title)
    trend = queries.list_trend(cast.payments.id)
    assert queries.find_base(trend, None).title == "First"

    with clock.set_to(now - timedelta(days=150)):
        service.set_target(cast.payments, rung=5, by_date=long_after, by=cast.max)
    assert queries.find_base(trend, queries.find_target(cast.payments.id)).title == "Second"

    service.set_target(cast.payments, rung=6, by_date=long_after, by=cast.max)
    assert queries.find_base(trend, queries.find_target(cast.payments.id)) is None


def test_a_target_set_before_any_round_counts_from_the_first(session, cast):
    now = clock.now()
    with clock.set_to(now - timedelta(days=400)):
        service.set_target(cast.payments, rung=5, by_date=clock.today() + timedelta(9), by=cast.max)
    for days, title in ((300, "First"), (100, "Second")):
        with clock.set_to(now - timedelta(days=days)):
            make_closed_example(session, cast, title=title)

    trend = queries.list_trend(cast.payments.id)

    assert queries.find_base(trend, queries.find_target(cast.payments.id)).title == "First"
