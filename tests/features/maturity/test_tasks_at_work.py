"""Tasks at work: managers give them, owners finish them, a completed course asks to be applied."""

from datetime import timedelta

import pytest

from pmo_academy.core import clock, events
from pmo_academy.learning.events import CourseCompleted
from pmo_academy.maturity import queries, service
from pmo_academy.maturity.models import GapTask, Mode, Result
from pmo_academy.people.models import Management, Membership
from tests.features.maturity.factories import make_closed_example
from tests.features.reports.factories import begin, make_catalogue, make_members

LATER = timedelta(days=30)


@pytest.fixture
def measured(session, cast):
    make_catalogue(session)
    one = make_closed_example(session, cast)
    session.commit()
    return one


@pytest.fixture
def task(session, cast, measured):
    """Lena is to see to it that the PMO is consulted on who leads."""
    one = GapTask(
        team_id=cast.payments.id, round_id=measured.id, item="AUT-C1", point=2,
        owner_id=cast.lena.id, due_on=clock.today() + LATER, created_by=cast.max.id,
    )  # fmt: skip
    session.add(one)
    session.commit()
    return one


def path(team, end=""):
    return f"/team/{team.id}/tasks{end}"


def fields(person, **changes):
    due_on = (clock.today() + LATER).isoformat()
    return {
        "item": "RES-C1", "point": "3", "owner_id": person.id, "due_on": due_on, **changes
    }  # fmt: skip


def finished(session, person, code):
    """The person completes a course, as learning tells it."""
    enrolment = begin(session, person, code)
    events.publish(
        CourseCompleted(
            enrolment_id=enrolment.id,
            person_id=person.id,
            course_code=code,
            edition_id=enrolment.edition_id,
        )
    )
    session.commit()


def test_a_gap_becomes_a_task(visitor, session, cast, measured):
    page = visitor.get(path(cast.payments, "/new?item=res-c1"), as_=cast.max)
    assert page.one("input[name=point][checked]")["value"] == "3"
    assert "1. Authorisation before start" in page.words()

    visitor.post(path(cast.payments), fields(cast.lena), as_=cast.max)

    one = session.query(GapTask).one()
    assert (one.item, one.point, one.owner_id, one.created_by, one.round_id) == (
        "RES-C1", 3, cast.lena.id, cast.max.id, measured.id,
    )  # fmt: skip
    words = visitor.get(path(cast.payments), as_=cast.max).words()
    assert "Decisions come within an agreed time and use stated priorities" in words
    assert "Lena Ortiz" in words


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"item": "AUT-X9"}, "Choose a question."),
        ({"point": ""}, "Choose the statement to reach."),
        ({"owner_id": ""}, "Choose whose task it is."),
        ({"due_on": "soon"}, "Enter a date such as"),
        ({"due_on": "2020-01-01"}, "Enter a date from today on."),
    ],
)
def test_what_makes_no_task_is_refused_with_everything_typed(
    visitor, session, cast, measured, wrong, words
):
    page = visitor.post(path(cast.payments), fields(cast.lena, **wrong), as_=cast.max, expect=422)

    assert words in page.words("[role=alert]")
    assert not session.query(GapTask).count()


def test_nobody_from_elsewhere_gets_a_task(visitor, session, cast, measured):
    page = visitor.post(path(cast.payments), fields(cast.olga), as_=cast.max, expect=422)

    assert "Choose somebody of this team." in page.words("[role=alert]")


def test_a_manager_who_is_no_member_can_own_a_task(visitor, session, cast, measured):
    session.add(Management(person_id=cast.ada.id, team_id=cast.payments.id))
    session.commit()

    visitor.post(path(cast.payments), fields(cast.ada), as_=cast.max)

    assert session.query(GapTask).one().owner_id == cast.ada.id


def test_a_task_gets_another_owner_and_day(visitor, session, cast, task):
    page = visitor.get(path(cast.payments, f"/{task.id}"), as_=cast.max)
    assert page.one("#owner_id option[selected]")["value"] == str(cast.lena.id)
    day = clock.today() + timedelta(days=50)

    visitor.post(
        path(cast.payments, f"/{task.id}"),
        {"owner_id": cast.max.id, "due_on": day.isoformat()},
        as_=cast.max,
    )

    session.expire_all()
    assert (task.owner_id, task.due_on) == (cast.max.id, day)


def test_a_late_task_may_keep_its_day_when_it_changes_hands(visitor, session, cast, task):
    task.due_on = clock.today() - timedelta(days=3)
    session.commit()
    values = {"owner_id": cast.max.id, "due_on": task.due_on.isoformat()}

    visitor.post(path(cast.payments, f"/{task.id}"), values, as_=cast.max)
    refused = visitor.post(
        path(cast.payments, f"/{task.id}"),
        {**values, "owner_id": cast.olga.id, "due_on": "2020-01-01"},
        as_=cast.max,
        expect=422,
    )

    assert "Choose somebody of this team." in refused.words("[role=alert]")
    assert "Enter a date from today on." in refused.words("[role=alert]")
    session.expire_all()
    assert task.owner_id == cast.max.id
    assert "Overdue" in visitor.get(path(cast.payments), as_=cast.max).words()


def test_done_is_said_with_a_note_and_can_be_taken_back(visitor, session, cast, task):
    one = path(cast.payments, f"/{task.id}")
    visitor.post(f"{one}/completion", {"note": "Form 7 is in use"}, as_=cast.max)
    shown = visitor.get(one, as_=cast.max).words()
    assert "Form 7 is in use" in shown
    visitor.post(f"{one}/completion", {"note": "Again"}, as_=cast.max, expect=409)
    visitor.post(one, {"owner_id": cast.max.id, "due_on": "2099-01-01"}, as_=cast.max, expect=409)

    visitor.post(f"{one}/reopening", as_=cast.max)
    visitor.post(f"{one}/reopening", as_=cast.max, expect=409)

    session.expire_all()
    assert (task.done_at, task.note) == (None, "Form 7 is in use")


def test_a_note_may_not_go_on_for_ever(visitor, session, cast, task):
    for where, who in (
        (path(cast.payments, f"/{task.id}/completion"), cast.max),
        (f"/me/tasks/{task.id}/completion", cast.lena),
    ):
        page = visitor.post(where, {"note": "x" * 1001}, as_=who, expect=422)
        assert "at most 1000 characters" in page.words("[role=alert]")


def test_a_task_that_is_done_changes_no_result(visitor, session, cast, task):
    before = [(one.document, one.rung) for one in session.query(Result)]

    page = visitor.get(f"/me/tasks/{task.id}", as_=cast.lena)
    visitor.post(f"/me/tasks/{task.id}/completion", {"note": ""}, as_=cast.lena)

    session.expire_all()
    assert [(one.document, one.rung) for one in session.query(Result)] == before
    assert "Marking a task as done changes no answer and no level." in page.words()


def test_the_owner_finishes_the_task(visitor, session, cast, task):
    assert "The PMO is consulted on the choice" in visitor.get("/me/tasks", as_=cast.lena).words()

    visitor.post(f"/me/tasks/{task.id}/completion", {"note": "Asked twice"}, as_=cast.lena)

    session.expire_all()
    assert task.done_at is not None
    words = visitor.get("/me/tasks", as_=cast.lena).words()
    assert "Everything is done." in words
    assert "Asked twice" in visitor.get(f"/me/tasks/{task.id}", as_=cast.lena).words()


def test_without_tasks_the_pages_say_what_to_do(visitor, session, cast):
    assert "No task waits for you" in visitor.get("/me/tasks", as_=cast.lena).words()
    assert "Tasks follow from a result" in visitor.get(path(cast.payments), as_=cast.max).words()
    visitor.get(path(cast.payments, "/new"), as_=cast.max, expect=404)
    make_catalogue(session)
    make_closed_example(session, cast)
    session.commit()
    assert "No task has been given yet" in visitor.get(path(cast.payments), as_=cast.max).words()
    assert "Choose a gap" in visitor.get(path(cast.payments, "/new"), as_=cast.max).words()


def test_who_may_see_and_change_tasks_of_a_team(visitor, session, cast, task):
    one = path(cast.payments, f"/{task.id}")

    for where in (path(cast.payments), path(cast.payments, "/new"), one):
        visitor.get(where, as_=cast.ada)
        visitor.get(where, as_=cast.lena, expect=403)
        visitor.get(where, as_=cast.olga, expect=404)
    for where in (path(cast.payments), one, f"{one}/completion", f"{one}/reopening"):
        visitor.post(where, {}, as_=cast.lena, expect=403)
        visitor.post(where, {}, as_=cast.olga, expect=404)
    visitor.get(path(cast.logistics, f"/{task.id}"), as_=cast.olga, expect=404)


def test_a_task_of_somebody_else_does_not_exist(visitor, session, cast, task):
    for who in (cast.max, cast.olga):
        visitor.get(f"/me/tasks/{task.id}", as_=who, expect=404)
        visitor.post(f"/me/tasks/{task.id}/completion", {}, as_=who, expect=404)


def test_a_completed_course_asks_to_be_applied(visitor, session, cast, measured):
    finished(session, cast.lena, "PA-04")

    one = session.query(GapTask).one()
    assert (one.item, one.point, one.owner_id, one.course_code) == (
        "AUT-C1", 2, cast.lena.id, "PA-04",
    )  # fmt: skip
    assert one.due_on == clock.today() + timedelta(days=60)
    words = visitor.get("/me/tasks", as_=cast.lena).words()
    assert "Apply what you learned: The PMO is consulted on the choice" in words


def test_two_who_complete_it_get_one_task_between_them(session, cast, measured):
    finished(session, cast.lena, "PA-04")
    finished(session, cast.max, "PA-04")
    assert session.query(GapTask).count() == 1

    service.finish_task(session.query(GapTask).one().id, note="", by=cast.lena)
    finished(session, cast.ada, "PA-04")
    assert session.query(GapTask).count() == 1


def test_a_new_task_follows_once_the_first_is_done(session, cast, measured):
    finished(session, cast.lena, "PA-04")
    service.finish_task(session.query(GapTask).one().id, note="", by=cast.lena)

    finished(session, cast.max, "PA-04")

    assert session.query(GapTask).count() == 2


def test_the_day_to_apply_comes_before_the_target(session, cast, measured):
    end = clock.today() + timedelta(days=20)
    service.set_target(cast.payments, rung=5, by_date=end, by=cast.max)
    finished(session, cast.lena, "PA-04")
    assert session.query(GapTask).one().due_on == end

    with clock.set_to(clock.now() + timedelta(days=90)):
        finished(session, cast.max, "PA-08")
        day = session.query(GapTask).filter_by(course_code="PA-08").one().due_on
        assert day == clock.today() + timedelta(days=60)


def test_a_course_that_teaches_in_full_comes_before_one_in_part(session, cast, measured):
    figures = queries.find_latest(cast.payments.id).figures
    courses = [one for one in queries.list_courses() if one.code == "PA-08"]
    way = queries.way_to_target(figures, rung=figures.next_rung, courses=courses)
    served = [gap for gap in way.gaps if gap.course]
    full = next(gap for gap in served if gap.course.covers[gap.item] == 1)

    finished(session, cast.lena, "PA-08")

    assert session.query(GapTask).one().item == full.item


def test_nothing_follows_where_nothing_may_be_shown_or_nothing_is_taught(session, cast):
    make_catalogue(session)
    finished(session, cast.lena, "PA-04")
    make_closed_example(session, cast, mode=Mode.ANONYMOUS, threshold=10)
    finished(session, cast.max, "PA-04")
    session.add(Membership(person_id=cast.ada.id, team_id=cast.logistics.id))
    finished(session, cast.ada, "PA-04")

    assert not session.query(GapTask).count()


def test_queries_do_not_grow_with_tasks(visitor, session, cast, task):
    pages = [
        (path(cast.payments), cast.max), (path(cast.payments, f"/{task.id}"), cast.max),
        (path(cast.payments, "/new"), cast.max), ("/me/tasks", cast.lena),
    ]  # fmt: skip
    few = [visitor.get(one, as_=who).queries for one, who in pages]

    for person in make_members(session, cast.payments, 20):
        for owner in (person, cast.lena):
            session.add(
                GapTask(
                    team_id=cast.payments.id,
                    round_id=task.round_id,
                    item="RES-C1",
                    point=3,
                    owner_id=owner.id,
                    due_on=clock.today() + LATER,
                )
            )
    session.commit()

    assert [visitor.get(one, as_=who).queries for one, who in pages] == few


def test_an_open_task_waits_on_the_home_page_of_its_owner(visitor, session, cast, task):
    task.due_on = clock.today() + timedelta(days=3)
    session.commit()

    words = visitor.get("/", as_=cast.lena).words()
    assert "At work: The PMO is consulted on the choice" in words
    assert "For Payments PMO · due on" in words
    assert "3 days left" in words
    assert "At work:" not in visitor.get("/", as_=cast.max).words()

    task.done_at, task.course_code = None, "PA-04"
    session.commit()
    assert "Apply what you learned:" in visitor.get("/", as_=cast.lena).words()
    task.done_at = clock.now()
    session.commit()
    assert "Apply what you learned:" not in visitor.get("/", as_=cast.lena).words()
