"""Managers read where their team stands, what holds it and what to do next."""

from datetime import timedelta

from pmo_academy.core import clock
from pmo_academy.maturity import service
from pmo_academy.maturity.models import Mode
from pmo_academy.people.models import Management
from tests.cast import make_person
from tests.features.maturity.factories import (
    everywhere,
    make_closed_example,
    make_example_round,
    make_round,
)
from tests.features.reports.factories import (
    complete,
    make_catalogue,
    make_measured_team,
    make_members,
)
from tests.rules.maturity.example import INPUT


def path(team, rest=""):
    return f"/team/{team.id}{rest}"


def test_a_manager_reads_level_brake_and_answers_in_a_sentence(visitor, session, cast):
    make_measured_team(session, cast)

    page = visitor.get(path(cast.payments), as_=cast.max)

    words = page.words()
    assert "Payments PMO is at Control, basic." in words
    assert "Held there by: Authorisation before start." in words
    assert "8 of 10 people answered; confidence is medium." in words
    assert "Authorisation before start (1.5, needs 2.0)" in words


def test_the_badge_says_the_rung_in_words(visitor, session, cast):
    make_measured_team(session, cast)

    page = visitor.get(path(cast.payments), as_=cast.max)

    assert page.one(".level--large svg")["aria-label"] == "Control, basic: rung 4 of 9"


def test_stated_and_verified_stand_side_by_side(visitor, session, cast):
    make_measured_team(session, cast)

    words = visitor.get(path(cast.payments), as_=cast.max).words(".standing__results")

    assert "Stated Control, basic" in words
    assert "Verified Support, basic" in words


def test_the_next_step_leads_to_assigning_what_serves_the_brake(visitor, session, cast):
    make_measured_team(session, cast)
    complete(session, cast.lena, "PA-04")

    page = visitor.get(path(cast.payments), as_=cast.max)

    assert "1 of 2 people have not completed it" in page.words(".card--lead")
    assert page.one("main .button--primary")["href"] == path(cast.payments, "/assign/PA-04")


def test_when_everybody_knows_it_the_next_course_is_proposed(visitor, session, cast):
    make_measured_team(session, cast)
    for person in (cast.lena, cast.max):
        complete(session, person, "PA-04")

    page = visitor.get(path(cast.payments), as_=cast.max)

    assert "Meanwhile, for" in page.words(".card--lead")
    assert "PA-04" not in page.one("main .button--primary")["href"]


def test_gaps_come_in_the_order_of_their_priority(visitor, session, cast):
    make_measured_team(session, cast)
    service.set_target(cast.payments, rung=5, by_date=clock.today().replace(year=2099), by=cast.max)

    page = visitor.get(path(cast.payments), as_=cast.max)

    titles = [tag.get_text() for tag in page.soup.select(".gap__title")][:3]
    assert titles == [
        "Authorisation before start",
        "Resource conflict resolution",
        "Integrated plan",
    ]
    assert "Gaps on the way to Control, intermediate" in page.words()
    assert "85 %" in page.words()


def test_what_everybody_has_completed_takes_no_place_in_the_plan(visitor, session, cast):
    make_measured_team(session, cast)
    before = planned(visitor.get(path(cast.payments), as_=cast.max))
    for person in (cast.lena, cast.max):
        complete(session, person, before[0])

    after = planned(visitor.get(path(cast.payments), as_=cast.max))

    assert before[0] not in after
    assert set(after) - set(before)


def planned(page):
    return [link["href"].rsplit("/", 1)[1] for link in page.soup.select("#learning-plan h3 a")]


def test_hours_that_make_no_sense_are_replaced(visitor, session, cast):
    make_measured_team(session, cast)

    for hours in ("-1", "many", "100000"):
        visitor.get(path(cast.payments, f"?hours={hours}"), as_=cast.max)


def test_small_groups_are_hidden_with_what_to_do(visitor, session, cast):
    make_measured_team(session, cast, mode=Mode.ANONYMOUS)

    words = visitor.get(path(cast.payments), as_=cast.max).words()

    assert "Fewer than 5 answers: PMO, Delivery, Leadership." in words
    assert "invite at least 5 people from each perspective" in words


def test_a_round_with_too_few_answers_shows_nothing_of_it(visitor, session, cast):
    make_measured_team(session, cast, mode=Mode.ANONYMOUS, sheets=INPUT["answers"][:4])

    page = visitor.get(path(cast.payments), as_=cast.max)

    assert "Hidden to protect people" in page.words()
    assert not page.soup.select(".chart")
    assert "/assess/rounds/new" in page.one("main .button--primary")["href"]


def test_a_team_without_a_round_is_told_what_one_brings(visitor, cast):
    page = visitor.get(path(cast.payments), as_=cast.max)

    assert "Where does this PMO stand?" in page.words()
    assert str(cast.payments.id) in page.one("main .button--primary")["href"]


def test_while_a_round_runs_only_counts_are_shown(visitor, session, cast):
    make_example_round(session, cast)

    words = visitor.get(path(cast.payments), as_=cast.max).words()

    assert "8 of 10 people have answered" in words
    assert "The level appears when the round is closed" in words


def test_the_second_round_says_what_changed(visitor, session, cast):
    make_measured_team(session, cast, title="First")
    with clock.set_to(clock.now().replace(year=clock.now().year + 1)):
        one, _people = make_example_round(session, cast, title="Second")
        service.close_round(one, by=cast.max)

        words = visitor.get(path(cast.payments), as_=cast.max).words()

    assert "The same level as on" in words
    assert "No reliable change since" in words


def test_staff_may_not_read_and_elsewhere_the_team_does_not_exist(visitor, cast):
    visitor.get(path(cast.payments), as_=cast.lena, expect=403)
    visitor.get(path(cast.payments), as_=cast.root, expect=403)
    visitor.get(path(cast.payments), as_=cast.olga, expect=404)
    visitor.get(path(cast.payments), as_=cast.ada)


def test_the_list_of_one_team_leads_to_it(visitor, cast):
    page = visitor.get("/team", as_=cast.max, expect=302)

    assert page.location.endswith(path(cast.payments))


def test_a_pmo_lead_sees_every_team_with_its_level(visitor, session, cast):
    make_measured_team(session, cast)
    make_round(cast, [(cast.lena, "pmo")], title="Spring")

    words = visitor.get("/team", as_=cast.ada).words()

    assert "Payments PMO Control, basic" in words
    assert "8 of 10 people answered" in words
    assert "Spring, until" in words
    assert "0 of 1 people have answered." in words
    assert "Logistics PMO Not known yet" in words


def test_the_list_shows_the_round_that_was_closed_last_as_the_page_does(visitor, session, cast):
    make_catalogue(session)
    long = clock.today() + timedelta(days=60)
    with clock.set_to(clock.now() - timedelta(days=1)):
        make_closed_example(session, cast, title="Closed early", closes_on=long)
    sheets = [everywhere(0)] * 8
    make_closed_example(session, cast, title="Closed last", sheets=sheets)

    page = visitor.get(path(cast.payments), as_=cast.max).words(".standing")
    card = visitor.get("/team", as_=cast.ada).words()

    assert "Control, basic" not in page.split("Up from")[0].split("Down from")[0]
    assert "Control, basic" not in card


def test_a_manager_of_two_teams_sees_no_third(visitor, session, cast):
    session.add(Management(person_id=cast.olga.id, team_id=cast.payments.id))
    make_person(session, "Ben Carter")

    words = visitor.get("/team", as_=cast.olga).words()

    assert "Payments PMO" in words
    assert "Logistics PMO" in words


def test_queries_do_not_grow_with_people_and_rounds(visitor, session, cast):
    make_measured_team(session, cast, title="First")
    visitor.get(path(cast.payments), as_=cast.max)
    few = visitor.get(path(cast.payments), as_=cast.max).queries
    few_teams = visitor.get("/team", as_=cast.ada).queries

    for person in make_members(session, cast.payments, 30):
        complete(session, person, "PA-04")
    one, _people = make_example_round(session, cast, title="Second")
    service.close_round(one, by=cast.max)
    session.commit()

    assert few <= 10
    assert visitor.get(path(cast.payments), as_=cast.max).queries == few
    assert visitor.get("/team", as_=cast.ada).queries == few_teams


def test_a_target_below_the_brake_leads_to_its_own_gaps(visitor, session, cast):
    make_measured_team(session, cast)
    service.set_target(cast.payments, rung=3, by_date=clock.today().replace(year=2099), by=cast.max)

    words = visitor.get(path(cast.payments), as_=cast.max).words(".card--lead")

    assert "The most pressing gap" in words
    assert "Authorisation before start" not in words


def test_no_action_asks_for_what_happens_by_chance(visitor, session, cast):
    sheets = [{**sheet, "AUT-C1": "0"} for sheet in INPUT["answers"]]
    make_measured_team(session, cast, sheets=sheets)

    words = visitor.get(path(cast.payments), as_=cast.max).words(".card--lead")

    assert "The sponsor picks whoever is free" not in words
    assert "Next at work: The PMO is consulted on the choice." in words


def test_the_action_of_a_hidden_question_does_not_tell_its_answers(visitor, session, cast):
    sheets = [dict(sheet) for sheet in INPUT["answers"]]
    for sheet in sheets[:4]:
        sheet["RES-C1"] = None
    make_measured_team(session, cast, mode=Mode.ANONYMOUS, sheets=sheets)

    page = visitor.get(path(cast.payments), as_=cast.max)

    row = next(one for one in page.soup.select(".gap") if "RES-C1" in one.get_text())
    assert "Decisions come within an agreed time and use stated priorities" in row.get_text()
    assert "Hidden" in row.get_text()
