"""Managers read one domain: its answers, as far as they may be shown, and what teaches it."""

from pmo_academy.maturity.models import Mode
from tests.features.reports.factories import make_measured_team, make_members
from tests.rules.maturity.example import INPUT


def path(team, code="AUT"):
    return f"/team/{team.id}/domain/{code}"


def test_each_question_shows_mean_spread_and_the_next_statement(visitor, session, cast):
    make_measured_team(session, cast)

    words = visitor.get(path(cast.payments), as_=cast.max).words("#aut-c1")

    assert "Authorisation before start" in words
    assert "1.5 mean of 0 to 4" in words
    assert "The sponsor picks whoever is free Here now 4" in words
    assert "The PMO is consulted on the choice Next 4" in words


def test_who_does_not_know_is_counted(visitor, session, cast):
    make_measured_team(session, cast)

    words = visitor.get(path(cast.payments, "VAL"), as_=cast.max).words("#val-t2")

    assert "5 people don't know." in words
    assert "Not known too many don't know" in words


def test_courses_on_the_domain_can_be_assigned_unless_announced(visitor, session, cast):
    make_measured_team(session, cast)

    page = visitor.get(path(cast.payments, "RES"), as_=cast.max)

    assert "Announced, not open yet" in page.words()
    assert not page.soup.select("a[href*='/assign/PA-05']")
    assert page.soup.select("a[href*='/assign/PA-07']")


def test_a_question_that_few_answered_is_hidden(visitor, session, cast):
    sheets = [dict(sheet) for sheet in INPUT["answers"]]
    for sheet in sheets[:4]:
        sheet["AUT-C1"] = None
    make_measured_team(session, cast, mode=Mode.ANONYMOUS, sheets=sheets)

    page = visitor.get(path(cast.payments), as_=cast.max)

    words = page.words("#aut-c1")
    assert "Hidden to protect people" in words
    assert "mean of 0 to 4" not in words
    assert "Held there by: Authorisation before start" not in words


def test_lower_case_codes_are_found_and_unknown_ones_not(visitor, session, cast):
    make_measured_team(session, cast)

    visitor.get(path(cast.payments, "aut"), as_=cast.max)
    visitor.get(path(cast.payments, "XYZ"), as_=cast.max, expect=404)


def test_without_a_result_there_is_no_domain(visitor, cast):
    visitor.get(path(cast.payments), as_=cast.max, expect=404)


def test_staff_may_not_read_and_elsewhere_the_team_does_not_exist(visitor, session, cast):
    make_measured_team(session, cast)

    visitor.get(path(cast.payments), as_=cast.lena, expect=403)
    visitor.get(path(cast.payments), as_=cast.olga, expect=404)


def test_queries_do_not_grow_with_people(visitor, session, cast):
    make_measured_team(session, cast)
    visitor.get(path(cast.payments), as_=cast.max)
    few = visitor.get(path(cast.payments), as_=cast.max).queries

    make_members(session, cast.payments, 30)
    session.commit()

    assert visitor.get(path(cast.payments), as_=cast.max).queries == few
