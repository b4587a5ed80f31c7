"""A draft is published at its moment if it is still what it was; a course leaves the catalogue."""

from datetime import timedelta

import pytest

from pmo_academy.agenda.items import list_tasks
from pmo_academy.agenda.reader import Reader
from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.core import clock, jobs
from pmo_academy.core.errors import ConflictError
from pmo_academy.learning import queries as learning
from pmo_academy.learning import service as learning_service
from pmo_academy.learning.queries import list_course_values
from pmo_academy.learning.service import CourseLockedError
from pmo_academy.maturity.queries.learning import list_courses
from pmo_academy.search.queries import find_learning
from pmo_academy.studio import queries
from pmo_academy.studio.rules.review import State
from pmo_academy.studio.service.standing import standing_of
from tests.features.studio.publishing_world import (
    ALPHA,
    CODE,
    PUBLISH,
    begin,
    enrol,
    form_on,
    load,
    write,
)

SCHEDULE = f"/studio/courses/{CODE}/schedule"
WITHDRAWAL = f"/studio/courses/{CODE}/withdrawal"


@pytest.fixture
def published(session, cast, tmp_path):
    load(session, tmp_path / "content")


@pytest.fixture
def draft(session, cast, published):
    draft = begin(session, cast.ada)
    write(session, draft, cast.ada, ALPHA, ("A bridge.", "A bridge of steel."))
    return draft


def schedule(visitor, person, *, hours=2, reach="new", expect=303):
    due = clock.now() + timedelta(hours=hours)
    form = form_on(visitor.get(PUBLISH, as_=person), "/schedule") | {
        "due_on": due.date().isoformat(),
        "due_time": due.strftime("%H:%M"),
        "scheduled_reach": reach,
    }
    return visitor.post(SCHEDULE, data=form, as_=person, expect=expect)


def run_later(session, monkeypatch, *, hours=3):
    later = clock.now() + timedelta(hours=hours)
    monkeypatch.setattr(clock, "now", lambda: later)
    session.commit()
    outcome = jobs.run_due()
    session.expire_all()
    return outcome


def titles(person):
    return [one.title for one in list_tasks(Reader(person=person, today=clock.today()))]


def test_it_is_published_at_its_moment_and_people_move(visitor, session, cast, draft, monkeypatch):
    enrol(session, cast.lena, lessons=["alpha"])
    schedule(visitor, cast.ada, reach="all")
    assert "Scheduled" in visitor.get(PUBLISH, as_=cast.ada).words()
    jobs.run_due()
    assert queries.latest_number(Kind.COURSE, CODE) == 1

    outcome = run_later(session, monkeypatch)

    assert (outcome.done, outcome.failed) == (1, 0)
    assert queries.latest_number(Kind.COURSE, CODE) == 2
    assert queries.find_draft(Kind.COURSE, CODE) is None
    assert learning.get_course(CODE, for_person=cast.lena).edition.number == 2


def test_what_was_changed_is_not_published_and_its_author_reads_why(
    visitor, session, cast, draft, monkeypatch
):
    schedule(visitor, cast.ada)
    draft = queries.get_draft(Kind.COURSE, CODE)
    write(session, draft, cast.ada, ALPHA, ("A bridge of steel.", "A tunnel."))
    assert "It is not published as planned" in visitor.get(PUBLISH, as_=cast.ada).words()

    run_later(session, monkeypatch)

    assert queries.latest_number(Kind.COURSE, CODE) == 1
    assert "See why PA-01 was not published" in titles(cast.ada)
    assert titles(cast.max) == []
    page = visitor.get(PUBLISH, as_=cast.ada)
    assert "The draft was changed after this was decided." in page.words()
    assert standing_of(queries.get_draft(Kind.COURSE, CODE)).state is State.WRITING


def test_an_author_who_is_one_no_more_publishes_nothing(visitor, session, cast, draft, monkeypatch):
    schedule(visitor, cast.ada)
    cast.ada.is_pmo_lead = False

    run_later(session, monkeypatch)

    assert queries.latest_number(Kind.COURSE, CODE) == 1


def test_a_plan_is_cancelled(visitor, session, cast, draft, monkeypatch):
    schedule(visitor, cast.ada)
    visitor.post(f"{SCHEDULE}/cancellation", as_=cast.ada)

    run_later(session, monkeypatch)

    assert queries.latest_number(Kind.COURSE, CODE) == 1
    assert standing_of(queries.get_draft(Kind.COURSE, CODE)).state is State.WRITING


def test_the_moment_lies_ahead(visitor, session, cast, draft):
    page = schedule(visitor, cast.ada, hours=-2, expect=422)

    assert "Choose a moment within the year to come." in page.words()


def test_only_authors_schedule_and_withdraw(visitor, session, cast, draft):
    for person in (cast.lena, cast.max, cast.olga):
        visitor.post(SCHEDULE, data={}, as_=person, expect=403)
        visitor.post(WITHDRAWAL, data={"reason": "Old."}, as_=person, expect=403)
        visitor.get(WITHDRAWAL, as_=person, expect=403)


def withdraw(visitor, cast):
    visitor.post(WITHDRAWAL, data={"reason": "It is out of date."}, as_=cast.ada)


def test_a_withdrawn_course_takes_nobody_new_and_says_so(visitor, session, cast, published):
    page = visitor.get(WITHDRAWAL, as_=cast.ada)
    assert "The programme “Beginner” asks for it." in page.words()
    assert "PA-02 A course to come requires it first" in page.words()

    withdraw(visitor, cast)

    page = visitor.get(f"/learn/{CODE}", as_=cast.lena)
    assert "This course is withdrawn" in page.words()
    assert not page.soup.select("form[action$=enrolments]")
    visitor.post(f"/learn/{CODE}/enrolments", as_=cast.lena, expect=409)
    with pytest.raises(ConflictError):
        learning_service.enrol(cast.lena, CODE)


def test_it_is_offered_nowhere(visitor, session, cast, published):
    assert find_learning("small", for_person=cast.lena)[0]
    withdraw(visitor, cast)

    assert "A small course" not in visitor.get("/learn", as_=cast.lena).words()
    assert not find_learning("small", for_person=cast.lena)[0]
    assert CODE not in [one.code for one in list_courses()]
    assert [one.code for one in list_course_values() if one.is_withdrawn] == [CODE]
    assert not learning.list_lessons_on(["MND-S1"])
    assert CODE not in [
        one.choice.code for one in Reader(person=cast.lena, today=clock.today()).courses
    ]


def test_it_is_neither_assigned_nor_given_to_those_who_join(visitor, session, cast, published):
    withdraw(visitor, cast)

    page = visitor.get(f"/team/{cast.payments.id}/assignments", as_=cast.max)
    assert CODE not in [one["value"] for one in page.soup.select("#course_code option")]
    for give in (
        lambda: learning_service.assign(
            CODE, [cast.lena.id], team=cast.payments, due_on=clock.today(), by=cast.max
        ),
        lambda: learning_service.make_joining_rule(CODE, days=10, team=cast.payments, by=cast.max),
    ):
        with pytest.raises(ConflictError):
            give()


def test_who_is_in_it_finishes_it(visitor, session, cast, published):
    enrol(session, cast.lena, lessons=["alpha"])
    withdraw(visitor, cast)

    assert "Withdrawn; yours to finish" in visitor.get("/learn", as_=cast.lena).words()
    assert "so you can finish it" in visitor.get(f"/learn/{CODE}", as_=cast.lena).words()
    visitor.get(f"/learn/{CODE}/beta", as_=cast.lena)
    assert find_learning("small", for_person=cast.lena)[0]


def test_it_is_brought_back(visitor, session, cast, published):
    withdraw(visitor, cast)
    withdraw(visitor, cast)
    visitor.post(f"{WITHDRAWAL}/ending", as_=cast.ada)
    visitor.post(f"{WITHDRAWAL}/ending", as_=cast.ada)

    assert "A small course" in visitor.get("/learn", as_=cast.lena).words()
    assert learning_service.enrol(cast.lena, CODE)
    with pytest.raises(CourseLockedError):
        learning_service.enrol(cast.lena, "PA-02")


def test_a_withdrawal_needs_a_reason(visitor, cast, published):
    page = visitor.post(WITHDRAWAL, data={"reason": ""}, as_=cast.ada, expect=422)

    assert "Say why." in page.words()
