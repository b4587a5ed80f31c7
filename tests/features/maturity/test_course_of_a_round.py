"""What the person who runs a round can do on the way: remind, extend, end, open again."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from pmo_academy.core import clock, jobs
from pmo_academy.maturity import queries, service
from pmo_academy.maturity.models import Mode, Reopening, Round
from pmo_academy.maturity.service import reminders
from tests.features.maturity.factories import answer, everywhere, hand_in, make_people, make_round
from tests.features.maturity.test_running_a_round import errors
from tests.support.mail import mail_server


@pytest.fixture
def one(cast, session):
    """A round of five people, all of whom can still answer."""
    made = make_round(cast, make_people(session, 5))
    session.commit()
    return made


def place(one, tail=""):
    return f"/assess/rounds/{one.id}{tail}"


def in_days(days):
    return (clock.today() + timedelta(days=days)).isoformat()


def close(one, cast, session):
    service.close_round(one, by=cast.max)
    session.commit()


def test_one_press_reminds_and_the_page_says_how_many(app, visitor, cast, session, one):
    with mail_server(app) as server:
        jobs.run_due()
        server.mails.clear()
        today = visitor.get(place(one), as_=cast.max)
        assert "Remind those not done" not in today.words()
        with clock.set_to(clock.now() + timedelta(days=1)):
            visitor.clients.clear()
            ready = visitor.get(place(one), as_=cast.max)
            assert ready.one(".page-header button").get_text(strip=True) == "Remind those not done"
            visitor.post(place(one, "/reminders"), as_=cast.max)
            visitor.post(place(one, "/reminders"), as_=cast.max, expect=409)
            jobs.run_due()
            page = visitor.get(place(one), as_=cast.max)

    assert len(server.mails) == 5
    assert "A reminder goes to 5 people" in page.words()
    assert "5 people had not taken part before" in page.words()
    assert "Remind those not done" not in page.words()


def test_a_reminder_of_the_academy_is_marked_as_such(app, visitor, cast, session, one):
    with mail_server(app), clock.set_to(clock.now() + timedelta(days=8)):
        reminders.remind_due()
        session.commit()
        page = visitor.get(place(one), as_=cast.max)

    assert "5 people had not taken part before (by itself)" in page.words()


def test_without_mail_the_page_says_so_and_reminds_nobody(visitor, cast, one):
    page = visitor.get(place(one), as_=cast.max)

    assert "Mail is not set up; people find the questionnaire at Assess" in page.words()
    visitor.post(place(one, "/reminders"), as_=cast.max, expect=409)


def test_where_people_stop_is_shown_only_of_enough_drafts(visitor, cast, session, one):
    people = make_people(session, 5, name="Drafting")
    service.invite(one, {person.id: "pmo" for person, _group in people}, by=cast.max)
    for person, _group in people[:4]:
        answer(one, person, {"MND-S1": 2})
    session.commit()
    hidden = visitor.get(place(one), as_=cast.max)
    assert "Shown once at least 5 people have begun" in hidden.words()

    answer(one, people[4][0], {"MND-S1": 2, "STD-S1": 3})
    session.commit()
    page = visitor.get(place(one), as_=cast.max)

    rows = [row.get_text(" ", strip=True) for row in page.soup.select("tbody tr")]
    model = queries.model_of(one.model_edition_id)
    assert f"{model.domains[0].name} 4" in rows
    assert f"{model.domains[1].name} 1" in rows
    assert page.queries <= 10


def test_a_later_last_day_lets_people_answer_again(visitor, cast, session, one):
    visitor.post(place(one, "/ending"), as_=cast.max)
    ended = visitor.get(place(one), as_=cast.max)
    assert "Answering has ended" in ended.words()
    assert "No more answers arrive" in ended.words()
    visitor.post(place(one, "/ending"), as_=cast.max, expect=409)

    visitor.post(place(one, "/extension"), {"until": in_days(30)}, as_=cast.max)

    session.expire_all()
    stored = session.get_one(Round, one.id)
    assert (stored.closes_on.isoformat(), stored.ended_at) == (in_days(30), None)


@pytest.mark.parametrize("until", ["", "soon", "2001-01-01"])
def test_a_wrong_last_day_is_said_beside_the_field(visitor, cast, session, one, until):
    page = visitor.post(place(one, "/extension"), {"until": until}, as_=cast.max, expect=422)
    assert errors(page) == ["#until"]

    close(one, cast, session)
    form = {"until": until, "reason": "Two more teams"}
    page = visitor.post(place(one, "/reopening"), form, as_=cast.max, expect=422)
    assert errors(page) == ["#until"]


def test_a_closed_round_is_opened_again_for_a_reason(visitor, cast, session, one):
    for person, _group in make_people(session, 5, name="Answering"):
        service.invite(one, {person.id: "pmo"}, by=cast.max)
        hand_in(one, person, everywhere(2))
    close(one, cast, session)
    asked = visitor.get(place(one, "/reopening"), as_=cast.max)
    assert "at least 5 further people answer" in asked.words()
    missing = visitor.post(
        place(one, "/reopening"), {"until": in_days(9)}, as_=cast.max, expect=422
    )
    assert errors(missing) == ["#reason"]

    form = {"until": in_days(9), "reason": "Two teams were on leave"}
    visitor.post(place(one, "/reopening"), form, as_=cast.max)

    (row,) = session.scalars(select(Reopening))
    assert (row.reason, row.sheets_before) == ("Two teams were on leave", 5)
    assert not session.get_one(Round, one.id).is_closed
    visitor.get(place(one, "/reopening"), as_=cast.max, expect=302)


def test_a_named_round_says_that_the_result_stands_until_it_is_closed_again(visitor, cast, session):
    made = make_round(cast, [(cast.lena, "pmo")], mode=Mode.NAMED)
    hand_in(made, cast.lena, everywhere(2))
    close(made, cast, session)

    page = visitor.get(place(made, "/reopening"), as_=cast.max)

    assert "stands until you close the round again" in page.words()


def test_a_round_with_too_few_answers_says_that_all_answer_anew(visitor, cast, session, one):
    visitor.post(place(one, "/closing"), as_=cast.max)
    page = visitor.get(place(one), as_=cast.max)
    assert "Too few people answered for a result" in page.words()

    assert "answer anew" in visitor.get(place(one, "/reopening"), as_=cast.max).words()
    visitor.get(place(one, "/extension"), as_=cast.max, expect=302)


def test_a_round_that_has_not_begun_says_when_it_does(visitor, cast, session):
    made = make_round(cast, [(cast.lena, "pmo")], opens_on=clock.today() + timedelta(days=3))
    session.commit()

    page = visitor.get(place(made), as_=cast.max)

    assert "People can answer from" in page.words()
    assert "Close" not in page.words(".cluster")
    visitor.post(place(made, "/ending"), as_=cast.max, expect=409)


@pytest.mark.parametrize("tail", ["/reminders", "/ending", "/extension", "/reopening", "/links"])
def test_staff_may_not_and_managers_elsewhere_find_nothing(visitor, cast, session, one, tail):
    for who, code in ((cast.lena, 403), (cast.root, 403), (cast.olga, 404)):
        visitor.post(place(one, tail), {}, as_=who, expect=code)
        if tail in ("/extension", "/reopening"):
            visitor.get(place(one, tail), as_=who, expect=code)
