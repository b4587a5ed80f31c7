"""Managers set the level that the team wants to reach; gaps and plan follow it."""

from datetime import timedelta

import pytest

from pmo_academy.core import clock
from pmo_academy.maturity.models import Target
from tests.features.reports.factories import make_measured_team


def path(team):
    return f"/team/{team.id}/targets"


def fields(*, rung=5, days=200):
    return {"rung": rung, "by_date": (clock.today() + timedelta(days=days)).isoformat()}


def test_without_a_target_the_next_level_is_looked_at(visitor, session, cast):
    make_measured_team(session, cast)

    page = visitor.get(f"/team/{cast.payments.id}", as_=cast.max)

    assert "Nobody has set a target yet" in page.words()
    assert "Gaps on the way to Control, intermediate" in page.words()
    assert page.form("/targets")["rung"] == "5"


def test_a_manager_sets_a_target_and_the_gaps_follow(visitor, session, cast):
    make_measured_team(session, cast)

    page = visitor.post(path(cast.payments), fields(rung=7), as_=cast.max)

    words = visitor.get(page.location, as_=cast.max).words()
    assert "The target is set." in words
    assert "Gaps on the way to Strategic, basic" in words
    assert session.query(Target).one().set_by == cast.max.id


def test_the_earlier_target_stays_on_record(visitor, session, cast):
    visitor.post(path(cast.payments), fields(rung=5), as_=cast.max)
    visitor.post(path(cast.payments), fields(rung=6), as_=cast.ada)

    assert {target.rung for target in session.query(Target)} == {5, 6}


@pytest.mark.parametrize(
    "wrong", [{"rung": "10"}, {"rung": "high"}, {"rung": ""}, {"by_date": "2020-01-01"}]
)
def test_what_makes_no_sense_is_refused_with_a_reason(visitor, session, cast, wrong):
    page = visitor.post(path(cast.payments), {**fields(), **wrong}, as_=cast.max)

    shown = visitor.get(page.location, as_=cast.max)
    assert shown.soup.select("[role=alert]")
    assert session.query(Target).count() == 0


def test_a_refused_target_keeps_what_was_typed(visitor, session, cast):
    make_measured_team(session, cast)

    page = visitor.post(path(cast.payments), {"rung": "8", "by_date": "2020-01-01"}, as_=cast.max)

    form = visitor.get(page.location, as_=cast.max).form("/targets")
    assert (form["rung"], form["by_date"]) == ("8", "2020-01-01")


def test_staff_may_not_and_elsewhere_the_team_does_not_exist(visitor, session, cast):
    visitor.post(path(cast.payments), fields(), as_=cast.lena, expect=403)
    visitor.post(path(cast.payments), fields(), as_=cast.olga, expect=404)

    assert session.query(Target).count() == 0
