"""Managers make a learning plan the plan of the team, and see what moved after the next round."""

from datetime import timedelta

import pytest

from pmo_academy.core import clock
from pmo_academy.learning.models import Assignment
from pmo_academy.maturity.models import GapTask, Mode, Plan
from tests.cast import make_person
from tests.features.maturity.factories import make_closed_example
from tests.features.reports.factories import complete, make_catalogue, make_members
from tests.rules.maturity.example import SECOND_ROUND

BETTER = [one.answers for one in SECOND_ROUND.responses]


@pytest.fixture
def measured(session, cast):
    make_catalogue(session)
    with clock.set_to(clock.now() - timedelta(days=90)):
        one = make_closed_example(session, cast, title="Spring round")
    session.commit()
    return one


def path(team, end="plans"):
    return f"/team/{team.id}/{end}"


def usual(visitor, cast, **changes):
    """What the form sends when a manager changes nothing but this."""
    form = visitor.get(path(cast.payments, "plans/new"), as_=cast.max).form("/plans")
    form = {name: value for name, value in form.items() if name != "csrf_token"}
    return {**form, "gap": ["AUT-C1", "RES-C1"], "course": ["PA-04", "PA-08"], **changes}


def make_plan(visitor, cast, **changes):
    page = visitor.post(path(cast.payments), usual(visitor, cast, **changes), as_=cast.max)
    return page.location


def test_the_plan_shows_shares_reasons_and_what_stays_open(visitor, session, cast, measured):
    page = visitor.get(path(cast.payments, "plan"), as_=cast.max)

    words = page.words()
    assert "together they take up 48 % of what is missing. 52 % stays open." in words
    assert "Coaching and authorising project managers" in words
    assert "gap 1 in the list, taught in full" in words
    assert "Announced, not available yet; it cannot be assigned." in words
    assert page.one("main .button--primary").get_text(strip=True) == "Make this the plan"


def test_another_budget_gives_another_plan(visitor, session, cast, measured):
    page = visitor.get(f"{path(cast.payments, 'plan')}?hours=4", as_=cast.max)

    assert "PA-04" not in page.words()
    assert page.form("/plan")["hours"] == "4"
    assert f"{path(cast.payments, 'plans/new')}?hours=4" in page.text


def test_without_a_result_there_is_no_plan(visitor, session, cast):
    page = visitor.get(path(cast.payments, "plan"), as_=cast.max)

    assert "A plan follows from a result" in page.words()
    visitor.get(path(cast.payments, "plans/new"), as_=cast.max, expect=404)
    visitor.post(path(cast.payments), {}, as_=cast.max, expect=404)


def test_one_press_assigns_the_courses_and_gives_the_tasks(visitor, session, cast, measured):
    complete(session, cast.lena, "PA-08")
    session.commit()

    location = make_plan(visitor, cast)

    given = {(one.person_id, one.course_code) for one in session.query(Assignment)}
    assert given == {(cast.lena.id, "PA-04"), (cast.max.id, "PA-04"), (cast.max.id, "PA-08")}
    tasks = session.query(GapTask).order_by(GapTask.item).all()
    assert [(one.item, one.point, one.owner_id) for one in tasks] == [
        ("AUT-C1", 2, cast.max.id), ("RES-C1", 3, cast.max.id),
    ]  # fmt: skip
    plan = session.query(Plan).one()
    assert {one.plan_id for one in tasks} == {plan.id}
    assert (plan.round_id, plan.target_rung, plan.budget_hours) == (measured.id, 5, 12)
    first = plan.document["items"][0]
    assert (first["item"], first["value"], first["target"], first["point"]) == (
        "AUT-C1", 1.5, 3.0, 2,
    )  # fmt: skip
    words = visitor.get(location, as_=cast.max).words()
    assert "The plan is made." in words
    assert "What moved stands here after the next round." in words
    assert "Completed by 0 of 2" in words


def test_a_second_press_does_nothing_more(visitor, session, cast, measured):
    fields = usual(visitor, cast)

    first = visitor.post(path(cast.payments), fields, as_=cast.max)
    second = visitor.post(path(cast.payments), fields, as_=cast.max)

    assert first.location == second.location
    assert session.query(Plan).count() == 1
    assert session.query(GapTask).count() == 2


def test_courses_go_to_those_named(visitor, session, cast, measured):
    make_plan(
        visitor, cast, **{"who-PA-04": "chosen", "people-PA-04": [cast.lena.id], "course": "PA-04"}
    )

    assert [one.person_id for one in session.query(Assignment)] == [cast.lena.id]


def test_days_are_spread_before_the_target(visitor, session, cast, measured):
    end = clock.today() + timedelta(days=90)
    visitor.post(
        path(cast.payments, "targets"), {"rung": "5", "by_date": end.isoformat()}, as_=cast.max
    )

    form = usual(visitor, cast)

    assert form["due-PA-04"] == (clock.today() + timedelta(days=30)).isoformat()
    assert form["due-PA-08"] == (clock.today() + timedelta(days=60)).isoformat()
    assert clock.today().isoformat() < form["by-AUT-C1"] < end.isoformat()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"gap": [], "course": []}, "Choose a course or a task at least."),
        ({"due-PA-04": "soon"}, "Enter a date such as"),
        ({"due-PA-04": "2020-01-01"}, "Enter a date from today on."),
        ({"by-AUT-C1": "2020-01-01"}, "Enter a date from today on."),
        ({"owner-AUT-C1": ""}, "Choose whose task it is."),
        ({"who-PA-04": "chosen", "people-PA-04": []}, "Choose who takes this course."),
        ({"round_id": "0190b1f6-0000-7000-8000-000000000000"}, "Another round has closed"),
    ],
)
def test_what_cannot_be_done_is_refused_with_everything_typed(
    visitor, session, cast, measured, wrong, words
):
    fields = usual(visitor, cast, **{"due-PA-08": "2099-05-05", **wrong})

    page = visitor.post(path(cast.payments), fields, as_=cast.max, expect=422)

    assert words in page.words("[role=alert]")
    assert page.form("/plans")["due-PA-08"] == "2099-05-05"
    assert not session.query(Plan).count()
    assert not session.query(Assignment).count()


def test_strangers_get_neither_course_nor_task(visitor, session, cast, measured):
    stranger = usual(visitor, cast, **{"owner-AUT-C1": cast.olga.id})
    elsewhere = usual(visitor, cast, **{"who-PA-04": "chosen", "people-PA-04": [cast.olga.id]})
    announced = usual(visitor, cast, course=["PA-05"], **{"due-PA-05": "2099-01-01"})

    visitor.post(path(cast.payments), stranger, as_=cast.max, expect=422)
    visitor.post(path(cast.payments), elsewhere, as_=cast.max, expect=422)
    visitor.post(path(cast.payments), announced, as_=cast.max, expect=422)

    assert not session.query(Assignment).count()
    assert not session.query(GapTask).count()


def test_a_plan_stays_what_it_was(visitor, session, cast, measured):
    make_plan(visitor, cast)
    before = dict(session.query(Plan).one().document)
    make_closed_example(session, cast, title="Autumn round", sheets=BETTER)
    session.commit()

    session.expire_all()
    assert session.query(Plan).one().document == before


def test_after_the_next_round_the_plan_says_what_moved(visitor, session, cast, measured):
    location = make_plan(visitor, cast)
    complete(session, cast.lena, "PA-04")
    make_closed_example(session, cast, title="Autumn round", sheets=BETTER)
    session.commit()

    page = visitor.get(location, as_=cast.max)
    words = page.words()
    board = visitor.get(f"/team/{cast.payments.id}", as_=cast.max)

    assert "The level went up from Control, basic to Control, intermediate." in words
    assert "Control 60.9 71.2 +10.2 Improved" in words
    assert "No reliable change" in words
    assert "chance" in words
    first = page.soup.select("tbody")[1].select("tr")[0]
    assert [cell.get_text(" ", strip=True) for cell in first.select("th, td")] == [
        "Authorisation before start", "1.5", "3.0", "3.0", "Reached",
        "Coaching and authorising project managers: completed by 1 of 2",
        "Open Authorisation before start",
    ]  # fmt: skip
    assert "What the plan was for, and what moved" in board.words()
    assert location.split("/")[-1] in board.text


def test_a_round_of_another_scope_is_not_compared(visitor, session, cast, measured):
    location = make_plan(visitor, cast)
    make_closed_example(
        session, cast, title="Autumn round", sheets=BETTER, out_of_scope={"STD-C2": "No fit"}
    )
    session.commit()

    words = visitor.get(location, as_=cast.max).words()

    assert "cannot be compared" in words
    assert "Improved" not in words


def test_what_is_hidden_stays_hidden_in_the_plan(visitor, session, cast):
    make_catalogue(session)
    few = [dict(sheet) for sheet in BETTER]
    for sheet in few[:5]:
        sheet["AUT-C1"] = None
    make_closed_example(session, cast, mode=Mode.ANONYMOUS, sheets=few, title="Spring round")
    session.commit()

    location = make_plan(visitor, cast)

    stored = {one["item"]: one for one in session.query(Plan).one().document["items"]}
    assert stored["AUT-C1"]["value"] is None
    page = visitor.get(location, as_=cast.max)
    row = next(
        row for row in page.soup.select("tbody tr") if "Authorisation before start" in row.text
    )
    assert "Hidden" in row.get_text()


def test_who_may_see_and_make_plans(visitor, session, cast, measured):
    location = make_plan(visitor, cast)

    for where in (path(cast.payments, "plan"), path(cast.payments, "plans/new"), location):
        visitor.get(where, as_=cast.ada)
        visitor.get(where, as_=cast.lena, expect=403)
        visitor.get(where, as_=cast.olga, expect=404)
    visitor.post(path(cast.payments), {}, as_=cast.lena, expect=403)
    visitor.post(path(cast.payments), {}, as_=cast.olga, expect=404)
    plan = location.split("/")[-1]
    visitor.get(f"{path(cast.logistics)}/{plan}", as_=cast.olga, expect=404)


def test_queries_do_not_grow_with_people(visitor, session, cast, measured):
    location = make_plan(visitor, cast)
    pages = (path(cast.payments, "plan"), path(cast.payments, "plans/new"), location)
    few = [visitor.get(one, as_=cast.max).queries for one in pages]

    make_members(session, cast.payments, 30)
    make_person(session, "Manager Two", manager_of=cast.payments)
    session.commit()

    assert [visitor.get(one, as_=cast.max).queries for one in pages] == few
