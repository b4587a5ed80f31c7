"""Managers set the level that the team wants to reach; gaps and plan follow it."""

from datetime import timedelta

import pytest

from pmo_academy.core import clock
from pmo_academy.maturity.models import Target
from tests.features.maturity.factories import publish_palm
from tests.features.reports.factories import make_measured_team


def path(team):
    return f"/team/{team.id}/targets"


def page_of(team):
    return f"/team/{team.id}/target"


def fields(*, rung=5, days=200, **more):
    return {
        "rung": rung, "by_date": (clock.today() + timedelta(days=days)).isoformat(), **more
    }  # fmt: skip


def test_without_a_target_the_next_level_is_looked_at(visitor, session, cast):
    make_measured_team(session, cast)

    board = visitor.get(f"/team/{cast.payments.id}", as_=cast.max).words()
    page = visitor.get(page_of(cast.payments), as_=cast.max)

    assert "Nobody has set a target yet" in board
    assert "Gaps on the way to Control, intermediate" in board
    assert page.form("/targets")["rung"] == "5"
    assert "What Control, intermediate asks" in page.words()


def test_each_level_says_what_it_means_and_asks(visitor, session, cast):
    make_measured_team(session, cast)

    page = visitor.get(f"{page_of(cast.payments)}?rung=7", as_=cast.max)

    assert "Strategic, basic Also shapes strategy and portfolio" in page.words()
    assert "Control, basic · now" in page.words()
    assert "What Strategic, basic asks" in page.words()
    assert page.form("/targets")["rung"] == "7"
    assert len(page.soup.select("main li.gap")) == 60


def test_what_a_round_did_not_ask_cannot_be_raised(visitor, session, cast):
    make_measured_team(session, cast, out_of_scope={"STD-C2": "Does not fit"})

    page = visitor.get(page_of(cast.payments), as_=cast.max)

    assert len(page.soup.select("main li.gap")) == 59


def test_a_level_that_does_not_exist_shows_the_usual_one(visitor, session, cast):
    make_measured_team(session, cast)

    page = visitor.get(f"{page_of(cast.payments)}?rung=77", as_=cast.max)

    assert page.form("/targets")["rung"] == "5"


def test_before_any_model_there_is_nothing_to_reach(visitor, cast):
    assert "no maturity model yet" in visitor.get(page_of(cast.payments), as_=cast.max).words()


def test_a_manager_sets_a_target_and_the_gaps_follow(visitor, session, cast):
    make_measured_team(session, cast)

    page = visitor.post(path(cast.payments), fields(rung=7), as_=cast.max)

    words = visitor.get(page.location, as_=cast.max).words()
    assert "The target is set." in words
    assert "Gaps on the way to Strategic, basic" in words
    assert "The target was set on this round" in words
    assert session.query(Target).one().set_by == cast.max.id


def test_a_question_is_raised_with_a_reason_and_the_gaps_follow(visitor, session, cast):
    make_measured_team(session, cast)
    asked = fields(**{"raise-mon-s1": "4", "why-mon-s1": "The board asks for it"})

    page = visitor.post(path(cast.payments), asked, as_=cast.max)

    assert session.query(Target).one().raised == {
        "MON-S1": {"to": 4, "why": "The board asks for it"}
    }
    words = visitor.get(f"{page.location}?gaps=all", as_=cast.max).words()
    assert "MON-S1" in words
    assert "1 question is raised beyond it." in words
    form = visitor.get(page_of(cast.payments), as_=cast.max).form("/targets")
    assert (form["raise-mon-s1"], form["why-mon-s1"]) == ("4", "The board asks for it")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"raise-mon-s1": "2", "why-mon-s1": "Less"}, "can be raised, not lowered"),
        ({"raise-mon-s1": "4", "why-mon-s1": " "}, "say why it shall reach more"),
        ({"raise-mon-s1": "5", "why-mon-s1": "More"}, "one of the statements offered"),
        ({"raise-mon-s1": "x", "why-mon-s1": "More"}, "one of the statements offered"),
    ],
)
def test_a_question_is_never_lowered_nor_raised_without_a_reason(
    visitor, session, cast, wrong, words
):
    make_measured_team(session, cast)

    page = visitor.post(path(cast.payments), fields(**wrong), as_=cast.max, expect=422)

    assert words in page.words("[role=alert]")
    assert page.form("/targets")["why-mon-s1"] == wrong["why-mon-s1"].strip()
    assert session.query(Target).count() == 0


def test_the_earlier_target_stays_on_record(visitor, session, cast):
    publish_palm()
    visitor.post(path(cast.payments), fields(rung=5), as_=cast.max)
    visitor.post(path(cast.payments), fields(rung=6), as_=cast.ada)

    rows = visitor.get(page_of(cast.payments), as_=cast.max).soup.select("tbody tr")

    assert [row.select("td")[0].get_text() for row in rows] == [
        "Control, advanced", "Control, intermediate",
    ]  # fmt: skip
    assert {target.rung for target in session.query(Target)} == {5, 6}


@pytest.mark.parametrize(
    "wrong", [{"rung": "10"}, {"rung": "high"}, {"rung": ""}, {"by_date": "2020-01-01"}]
)
def test_what_makes_no_sense_is_refused_with_a_reason(visitor, session, cast, wrong):
    publish_palm()

    page = visitor.post(path(cast.payments), {**fields(), **wrong}, as_=cast.max, expect=422)

    assert page.soup.select("[role=alert]")
    assert session.query(Target).count() == 0


def test_a_refused_target_keeps_what_was_typed(visitor, session, cast):
    make_measured_team(session, cast)

    page = visitor.post(
        path(cast.payments), {"rung": "8", "by_date": "2020-01-01"}, as_=cast.max, expect=422
    )

    form = page.form("/targets")
    assert (form["rung"], form["by_date"]) == ("8", "2020-01-01")


def test_staff_may_not_and_elsewhere_the_team_does_not_exist(visitor, session, cast):
    visitor.get(page_of(cast.payments), as_=cast.lena, expect=403)
    visitor.get(page_of(cast.payments), as_=cast.olga, expect=404)
    visitor.post(path(cast.payments), fields(), as_=cast.lena, expect=403)
    visitor.post(path(cast.payments), fields(), as_=cast.olga, expect=404)

    assert session.query(Target).count() == 0
