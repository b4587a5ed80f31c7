"""A page asks the database as often at a hundred times the data as at the size of the sample."""

import pytest
from sqlalchemy import select

from pmo_academy.authoring import service as authoring
from pmo_academy.bench.seeding import multiply
from pmo_academy.core import clock
from pmo_academy.core.db import session as present_session
from pmo_academy.core.db import transaction
from pmo_academy.demo import organisation
from pmo_academy.exams.models import Attempt
from pmo_academy.maturity.models import Round
from pmo_academy.people.models import Person, Team
from pmo_academy.retention.queries import get_practice

TIMES = 100


@pytest.fixture
def pages(app, session):
    """One address of each kind that shows something of many people, with who opens it."""
    authoring.load(app.config["SETTINGS"].content_dir)
    organisation.add()
    session.commit()
    lena, manager, lead, root = map(person, ("lena", "max", "ada", "root"))
    team = session.scalars(select(Team).where(Team.name == "Payments PMO")).one()
    open_round = session.scalars(select(Round).where(Round.title == "Winter round")).one()
    quiz = session.scalars(select(Attempt).where(Attempt.person_id == lena.id)).first()
    card = get_practice(lena.id, today=clock.today()).waiting[0]
    return [
        ("/", lena),
        ("/learn", lena),
        ("/learn/PA-08", lena),
        ("/learn/PA-08/three-tiers", lena),
        ("/learn/PA-08/print", lena),
        ("/learn/tracks", lena),
        ("/learn/tracks/control-practitioner", lena),
        ("/learn/glossary", lena),
        ("/answers", lena),
        ("/studio/courses/PA-01/publish", lead),
        ("/answers/certificates", lena),
        ("/me/learning", lena),
        ("/learn/PA-01/work-product", lena),
        ("/me/reviews", lena),
        ("/me/notes", lena),
        ("/learn/PA-08/three-tiers/questions", lena),
        ("/studio/lesson-questions", lead),
        ("/me/practice", lena),
        (f"/me/practice/cards/{card.id}", lena),
        (f"/quiz/{quiz.quiz_id}", lena),
        (f"/quiz/{quiz.quiz_id}/attempt/{quiz.number}/result", lena),
        ("/assess", lena),
        (f"/assess/{open_round.id}/mnd", lena),
        ("/certifications", lena),
        (f"/team/{team.id}", manager),
        (f"/team/{team.id}/report", manager),
        (f"/team/{team.id}/people", manager),
        (f"/team/{team.id}/joining-rules", manager),
        (f"/team/{team.id}/assignments", manager),
        (f"/team/{team.id}/track-assignments?track=foundation", manager),
        (f"/team/{team.id}/target", manager),
        (f"/team/{team.id}/plan", manager),
        (f"/team/{team.id}/plans/new", manager),
        (f"/team/{team.id}/tasks", manager),
        ("/me/tasks", lena),
        ("/me/agenda", lena),
        ("/me/preferences", lena),
        (f"/team/{team.id}/domain/AUT", manager),
        (f"/team/{team.id}/assign/PA-04", manager),
        (f"/assess/rounds/{open_round.id}", manager),
        ("/team", lead),
        ("/portfolio", lead),
        ("/studio/media", lead),
        ("/studio/models", lead),
        ("/studio/questions", lead),
        ("/studio/questions/PA-08/types-and-styles", lead),
        ("/studio/questions/PA-08/types-and-styles/q01/versions/1/regrades", lead),
        ("/admin/people", root),
        ("/admin/audit", root),
    ]


def test_queries_stay_the_same_at_a_hundred_times_the_data(visitor, pages):
    for path, reader in pages:
        visitor.get(path, as_=reader)  # what never changes, such as a text by its digest, is kept
    before = {path: visitor.get(path, as_=reader).queries for path, reader in pages}

    with transaction():
        assert multiply(TIMES) > 30_000
    after = {path: visitor.get(path, as_=reader).queries for path, reader in pages}

    assert after == before


def person(name):
    email = f"{name}@sample.test"
    return present_session().scalars(select(Person).where(Person.email == email)).one()
