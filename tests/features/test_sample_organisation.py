"""The sample organisation is what the documentation says, comes once and goes without a trace."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from pmo_academy.authoring import service as authoring
from pmo_academy.certification.queries.credentials import list_credentials
from pmo_academy.certification.queries.standings import list_standings
from pmo_academy.core import clock
from pmo_academy.core.audit import AuditEntry
from pmo_academy.core.db import Base
from pmo_academy.demo import organisation, removal
from pmo_academy.demo.people import PASSWORD
from pmo_academy.learning.models import CourseEdition
from pmo_academy.learning.queries import list_completed_courses
from pmo_academy.maturity import queries as maturity
from pmo_academy.maturity.models import RoundState
from pmo_academy.maturity.queries.workshop import workshop_record
from pmo_academy.people import passwords
from pmo_academy.people.models import Person, Team

# What is not the organisation's: the content and its files, and the trail of what happened.
KEPT = ("authoring_", "exams_qu", "learning_course_edition", "learning_lesson", "learning_module")
KEPT_TOO = (
    "learning_medium",
    "learning_answer",
    "learning_term",
    "maturity_model_edition",
    "certification_programme_edition",
    "certification_programme_test",
    "certification_signing_key",
    "certification_ladder_edition",
    AuditEntry.__tablename__,
)


@pytest.fixture
def sample(app, session):
    authoring.load(app.config["SETTINGS"].content_dir)
    assert organisation.add()
    session.commit()


def team(session, name):
    return session.scalars(select(Team).where(Team.name == name)).one()


def person(session, name):
    return session.scalars(select(Person).where(Person.email == f"{name}@sample.test")).one()


def test_the_five_accounts_open_with_the_known_password(session, sample):
    accounts = [person(session, name) for name in ("lena", "max", "ada", "root", "olga")]
    others = session.scalars(select(Person).where(Person.password_hash == "")).all()

    assert all(passwords.matches(PASSWORD, account.password_hash) for account in accounts)
    assert len(others) == 18


def test_the_latest_round_of_payments_is_the_worked_example(session, sample):
    latest = maturity.find_latest(team(session, "Payments PMO").id)

    assert (latest.figures.stated.rung, latest.figures.verified.rung) == (4, 1)
    assert latest.figures.document["tier"]["C"] == pytest.approx(60.927354, abs=1e-6)
    assert (latest.round.took_part, latest.round.invited) == (8, 10)


def test_the_rounds_show_a_way_up_and_the_privacy_rule_at_work(session, sample):
    def rungs(name):
        return [point.rung for point in maturity.list_trend(team(session, name).id)]

    assert rungs("Payments PMO") == [1, 2, 4]
    assert rungs("Logistics PMO") == [3]
    assert rungs("Data Platform PMO") == [None]


def test_who_finished_a_course_has_completed_it(session, sample):
    for name, codes in {
        "lena": {"PA-01"},
        "max": {"PA-01", "PA-02", "PA-08"},
        "olga": {"PA-01"},
    }.items():
        assert set(list_completed_courses(person(session, name).id)) == codes


def test_a_workshop_of_logistics_is_half_way(session, sample):
    (one,) = [
        one
        for one in maturity.list_open_rounds(team(session, "Logistics PMO").id)
        if one.state is RoundState.ENDED
    ]

    record = workshop_record(one.id)

    assert [topic.state for topic in record[:3]] == ["agreed", "voting", "waiting"]


def test_lena_has_41_of_60_pdus_and_74_days_left(session, sample):
    lena = person(session, "lena")
    (held,) = list_standings(list_credentials(lena), today=clock.today())

    assert held.credential.window.ends_on == clock.today() + timedelta(days=74)
    assert held.standing.goal.counted == 41


def test_a_second_time_adds_nothing(session, sample):
    before = counts(session)

    assert not organisation.add()

    session.flush()
    assert counts(session) == before


def test_it_goes_without_a_trace(session, sample):
    removal.remove()
    session.flush()

    left = {
        table: count
        for table, count in counts(session).items()
        if count and not table.startswith(KEPT) and table not in KEPT_TOO
    }
    assert left == {"certification_credential_rules": 10}
    assert session.scalar(select(func.count()).select_from(CourseEdition)) == 12


def counts(session):
    return {
        table.name: session.scalar(select(func.count()).select_from(table))
        for table in Base.metadata.sorted_tables
    }


def test_the_plan_after_spring_has_something_to_show(session, sample):
    payments = team(session, "Payments PMO")
    (made,) = maturity.list_plans(payments.id)
    plan, _by = maturity.get_plan(made.id, team_id=payments.id)
    tasks = maturity.list_plan_tasks(plan.id)
    outcome = maturity.outcome_of(plan, trend=maturity.list_trend(payments.id), tasks=tasks)
    lenas = maturity.list_open_tasks(person(session, "lena"))

    assert (made.round_title, outcome.now.title) == ("Spring round", "Autumn round")
    assert [one.is_done for one in tasks].count(True) == 1
    assert [one.due_on for one in lenas] == [clock.today() + timedelta(days=5)]
    assert {one.tier for one in outcome.sure} == {"C", "T"}
    assert (outcome.reached, len(outcome.first_items)) == (2, 7)
