"""Managers and the PMO lead see their teams side by side; nothing is averaged, nothing leaks."""

import csv
import io
from datetime import timedelta

import pytest
from sqlalchemy import select

from pmo_academy.core import clock
from pmo_academy.maturity import service
from pmo_academy.maturity.models import Mode, ModelEdition, Result, Round
from pmo_academy.maturity.rules.model import Form
from pmo_academy.people.models import Management, Team
from tests.features.maturity.factories import (
    everywhere,
    hand_in,
    make_closed_example,
    make_people,
    make_round,
)


@pytest.fixture
def measured(session, cast):
    """Payments PMO with the worked example as its latest closed round."""
    one = make_closed_example(session, cast)
    session.commit()
    return one


def make_standing(session, team, template, *, name="Autumn round", rung=None, **fields):
    """A closed round of a team with the figures of another one."""
    one = Round(
        team_id=team.id, model_edition_id=template.model_edition_id, title=name,
        mode=Mode.ANONYMOUS, opens_on=clock.today() - timedelta(days=30),
        closes_on=clock.today(), seed=1, opened_by=template.opened_by,
        closed_at=fields.pop("closed_at", clock.now()), **fields,
    )  # fmt: skip
    session.add(one)
    session.flush()
    if rung is None:
        return one
    for result in session.scalars(select(Result).where(Result.round_id == template.id)).all():
        session.add(
            Result(
                round_id=one.id, kind=result.kind, rung=rung, document=result.document,
                parameters_digest="x",
            )
        )  # fmt: skip
    return one


def make_teams(session, template, count):
    """So many further teams, each at some rung."""
    for at in range(count):
        team = Team(name=f"Team {at:03d}")
        session.add(team)
        session.flush()
        make_standing(session, team, template, rung=at % 10)
    session.commit()


def rows(page, caption):
    table = next(one for one in page.soup.select("table") if caption in one.caption.get_text())
    return {
        row.th.get_text(" ", strip=True): row.get_text(" ", strip=True)
        for row in table.select("tbody tr")
    }


def test_the_lead_sees_every_team_and_a_manager_those_below(visitor, session, cast, measured):
    below = Team(name="Payments Lab", parent_id=cast.payments.id)
    session.add(below)
    session.flush()
    make_standing(session, below, measured, rung=2)
    session.commit()

    lead = rows(visitor.get("/portfolio", as_=cast.ada), "Each team")
    manager = rows(visitor.get("/portfolio", as_=cast.max), "Each team")

    assert list(lead) == ["Logistics PMO", "Payments Lab", "Payments PMO"]
    assert list(manager) == ["Payments Lab", "Payments PMO"]


def test_who_may_read_one_team_is_led_to_it(visitor, cast, measured):
    page = visitor.get("/portfolio", as_=cast.max, expect=302)

    assert page.location.endswith(f"/team/{cast.payments.id}")


def test_staff_may_not_and_a_manager_elsewhere_sees_nothing_of_it(visitor, cast, measured):
    visitor.get("/portfolio", as_=cast.lena, expect=403)
    visitor.get("/portfolio", as_=cast.root, expect=403)
    text = visitor.get("/portfolio.csv", as_=cast.olga).text

    assert "Payments" not in text


def test_each_team_stands_at_its_level_by_name(visitor, cast, measured):
    page = visitor.get("/portfolio", as_=cast.ada)

    assert rows(page, "Teams at each level")["Control, basic"] == "Control, basic 1 Payments PMO"
    assert "Not measured yet Logistics PMO" in page.words()
    assert "no averaged level" in page.words().lower()


def test_the_cells_print_the_rung_of_each_domain_in_a_step_of_the_scale(visitor, cast, measured):
    page = visitor.get("/portfolio", as_=cast.ada)

    cells = [
        (cell.get_text(), cell["class"][1]) for cell in page.soup.select("#by-domain + div .heat")
    ]
    assert [text for text, _ in cells] == list("5744775514")
    assert cells[0][1] == "heat--3"
    assert cells[8][1] == "heat--1"


def test_tiers_show_lowest_and_highest_never_a_mean(visitor, session, cast, measured):
    other = make_standing(session, cast.logistics, measured, rung=9)
    result = session.scalars(select(Result).where(Result.round_id == other.id)).first()
    scores = dict.fromkeys(result.document["S"], 100.0)
    for one in session.scalars(select(Result).where(Result.round_id == other.id)):
        one.document = {**one.document, "S": scores}
    session.commit()

    row = rows(visitor.get("/portfolio", as_=cast.ada), "from the lowest team")

    assert "58–100 1 of 2 settled" in row["Value, benefits and financial accountability"]


def test_the_primary_action_opens_the_weakest_domain(visitor, cast, measured):
    page = visitor.get("/portfolio", as_=cast.ada)

    assert page.one("main .button--primary")["href"] == f"/team/{cast.payments.id}/domain/VAL"


def test_a_team_that_was_measured_otherwise_since_is_opened_by_its_report(
    visitor, session, cast, measured
):
    make_standing(
        session, cast.payments, measured, rung=4, form=Form.QUICK,
        closed_at=clock.now() + timedelta(days=1),
    )  # fmt: skip
    session.commit()

    page = visitor.get("/portfolio?model=palm-1-full", as_=cast.ada)

    assert page.one("main .button--primary")["href"] == (
        f"/team/{cast.payments.id}/report?round={measured.id}#profile"
    )


def test_a_small_round_is_hidden_with_its_reason_and_has_no_numbers(visitor, session, cast):
    people = make_people(session, 4)
    one = make_round(cast, people)
    for person, _group in people:
        hand_in(one, person, everywhere(3))
    service.close_round(one, by=cast.max)
    session.commit()

    page = visitor.get("/portfolio", as_=cast.ada)
    line = csv_lines(visitor.get("/portfolio.csv", as_=cast.ada))["Payments PMO"]

    assert "Hidden: fewer than 5 people answered" in rows(page, "Each team")["Payments PMO"]
    assert "Open another round and invite more." in rows(page, "Answers")["Payments PMO"]
    assert not page.soup.select("td.heat:not(.heat--hidden)")
    assert line["Note"] == "Hidden to protect people"
    assert line["Level"] == line["Mandate and objectives"] == ""


def test_a_round_that_runs_shows_counts_and_no_figures(visitor, session, cast, measured):
    running = make_round(cast, make_people(session, 6, name="New"), title="Winter round")
    session.commit()

    page = visitor.get("/portfolio", as_=cast.ada)

    table = page.soup.select("table")[-1].get_text(" ", strip=True)
    assert "Winter round" in table
    assert "0 of 6" in table
    assert "extend the round or invite more" in table
    assert running.title not in rows(page, "Each team")["Payments PMO"]


def test_models_and_forms_never_mix(visitor, session, cast, measured):
    edition = session.get(ModelEdition, measured.model_edition_id)
    newer = ModelEdition(
        code=edition.code, number=2, version="2.0.0", document=edition.document, is_latest=False
    )
    session.add(newer)
    session.flush()
    make_standing(session, cast.logistics, measured, rung=7, form=Form.QUICK)
    other = make_standing(session, cast.logistics, measured, rung=8)
    other.model_edition_id = newer.id
    session.commit()

    usual = visitor.get("/portfolio?model=palm-1-full", as_=cast.ada)
    quick = visitor.get("/portfolio?model=palm-1-quick", as_=cast.ada)
    second = visitor.get("/portfolio?model=palm-2-full", as_=cast.ada)

    assert "Not measured yet" in rows(usual, "Each team")["Logistics PMO"]
    assert "Not measured yet" in rows(quick, "Each team")["Payments PMO"]
    assert rows(quick, "Each team")["Logistics PMO"].startswith("Logistics PMO Strategic ")
    assert "Indicative" in quick.words()
    assert rows(second, "Each team")["Logistics PMO"].startswith("Logistics PMO Strategic, inter")
    assert len(usual.soup.select("[aria-label='Model and form'] a")) == 3


def test_the_latest_closed_round_counts_even_when_it_is_hidden(visitor, session, cast, measured):
    make_standing(session, cast.payments, measured, closed_at=clock.now() + timedelta(minutes=1))
    session.commit()

    row = rows(visitor.get("/portfolio", as_=cast.ada), "Each team")["Payments PMO"]

    assert "Hidden" in row


def test_the_order_can_be_chosen_and_who_has_no_figures_comes_last(
    visitor, session, cast, measured
):
    make_teams(session, measured, 4)

    rising = list(rows(visitor.get("/portfolio?sort=level", as_=cast.ada), "Each team"))
    falling = list(rows(visitor.get("/portfolio?sort=-level", as_=cast.ada), "Each team"))
    odd = visitor.get("/portfolio?sort=nonsense&page=99&model=none", as_=cast.ada)

    assert rising == [
        "Team 000",
        "Team 001",
        "Team 002",
        "Team 003",
        "Payments PMO",
        "Logistics PMO",
    ]
    assert falling[0] == "Payments PMO"
    assert falling[-1] == "Logistics PMO"
    assert len(rows(odd, "Each team")) == 6


def test_two_hundred_teams_come_in_pages_and_in_as_many_queries(visitor, session, cast, measured):
    few = visitor.get("/portfolio", as_=cast.ada).queries
    make_teams(session, measured, 198)

    page = visitor.get("/portfolio", as_=cast.ada)
    last = visitor.get(page.one("a[rel=next]")["href"].replace("page=2", "page=4"), as_=cast.ada)

    assert page.queries == few <= 10
    assert len(rows(page, "Each team")) == len(rows(last, "Each team")) == 50
    assert "Showing 1–50 of 200" in page.words()
    assert not last.soup.select("a[rel=next]")


def test_empty_states_say_what_to_do(visitor, session, cast):
    without_round = visitor.get("/portfolio", as_=cast.ada)
    session.query(Management).delete()
    session.commit()

    assert "No round has been closed yet" in without_round.words()
    assert "/assess/rounds/new" in without_round.one("main .button--primary")["href"]


def test_names_that_begin_like_formulas_are_text_in_the_list(visitor, session, cast, measured):
    cast.payments.name = '=HYPERLINK("http://x","Click")'
    session.commit()

    lines = csv_lines(visitor.get("/portfolio.csv", as_=cast.ada))

    assert all(not name.startswith("=") for name in lines)
    assert lines['\'=HYPERLINK("http://x","Click")']["Level"] == "Control, basic"


def csv_lines(page):
    return {line["Team"]: line for line in csv.DictReader(io.StringIO(page.text))}
