"""A manager gives a whole track: each course due in its turn, nobody gets what is behind them."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from pmo_academy.authoring import service as authoring
from pmo_academy.core import clock
from pmo_academy.learning import service as learning
from pmo_academy.learning.models import Assignment
from tests import factories
from tests.support.content import small_content, write_content

DAYS = 100


@pytest.fixture
def path(cast):
    return f"/team/{cast.payments.id}/track-assignments"


@pytest.fixture
def loaded(session, tmp_path, cast):
    """PA-01, and PA-02, which builds on it and is announced; a programme of both."""
    files = small_content()
    asked = b"  - {kind: course, code: PA-01}\n"
    beginner = files["programmes/beginner.yaml"]
    files["programmes/beginner.yaml"] = beginner.replace(asked, asked + asked.replace(b"01", b"02"))
    assert authoring.load(write_content(tmp_path / "content", files)).is_clean
    session.commit()


def form(*people, days=DAYS, **more):
    last_on = (clock.today() + timedelta(days=days)).isoformat()
    ids = [str(person.id) for person in people]
    return {"track": "beginner", "person_ids": ids, "last_on": last_on, **more}


def given_to(session):
    rows = session.scalars(select(Assignment).order_by(Assignment.due_on)).all()
    return [(one.person_id, one.course_code, (one.due_on - clock.today()).days) for one in rows]


def test_the_courses_that_can_be_taken_are_assigned(visitor, cast, session, loaded, path):
    page = visitor.post(path, form(cast.lena), as_=cast.max)

    assert page.location == f"/team/{cast.payments.id}/assignments"
    assert given_to(session) == [(cast.lena.id, "PA-01", DAYS)]
    assert "1 course of a person is new" in visitor.get(page.location, as_=cast.max).words()


def test_each_course_is_due_in_its_turn(visitor, cast, session, loaded, path):
    factories.make_course(session, "PA-02", number=2, title="Twice as long")
    session.commit()

    visitor.post(path, form(cast.lena, whom="everybody"), as_=cast.max)

    days = {code: due for _person, code, due in given_to(session)}
    assert days == {"PA-01": -(-DAYS * 60 // 180), "PA-02": DAYS}


def test_nobody_gets_what_they_are_exempt_from(visitor, cast, session, loaded, path):
    learning.exempt(cast.lena.id, "PA-01", reason="Knows it.", team=cast.payments, by=cast.max)
    session.commit()

    visitor.post(path, form(cast.lena, cast.max), as_=cast.max)

    assert [row[0] for row in given_to(session)] == [cast.max.id]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"track": ""}, "Choose a track."),
        ({"track": "no"}, "Not a valid choice"),
        ({"person_ids": []}, "Choose at least one person."),
        ({"last_on": ""}, "Enter a date."),
        ({"last_on": "2020-01-01"}, "Enter a date from today on."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    visitor, cast, session, loaded, path, change, says
):
    page = visitor.post(path, form(cast.lena) | change, as_=cast.max, expect=422)

    assert says in page.words()
    if "person_ids" not in change:
        assert page.form(path)["person_ids"] == str(cast.lena.id)
    assert given_to(session) == []


def test_the_days_are_shown_beforehand(visitor, cast, loaded, path):
    page = visitor.get(f"{path}?track=beginner", as_=cast.max)

    assert "PA-01 A small course" in page.words("table")
    assert page.queries <= 10
    assert "table" not in str(visitor.get(path, as_=cast.max).soup.main.select("table"))


def test_a_track_without_open_courses_is_refused(visitor, cast, session, tmp_path, path):
    files = small_content()
    files["programmes/beginner.yaml"] = files["programmes/beginner.yaml"].replace(
        b"code: PA-01", b"code: PA-02"
    )
    authoring.load(write_content(tmp_path / "content", files))
    session.commit()

    page = visitor.post(path, form(cast.lena), as_=cast.max, expect=409)

    assert "None of the courses of this track can be taken yet." in page.words()


def test_only_managers_of_the_team_assign_tracks(visitor, cast, session, loaded, path):
    for person, code in ((cast.lena, 403), (cast.root, 403), (cast.olga, 404)):
        visitor.get(path, as_=person, expect=code)
        visitor.post(path, form(cast.lena), as_=person, expect=code)
    visitor.post(path, form(cast.olga), as_=cast.max, expect=422)
    assert given_to(session) == []
    visitor.post(path, form(cast.lena), as_=cast.ada)
    assert len(given_to(session)) == 1
