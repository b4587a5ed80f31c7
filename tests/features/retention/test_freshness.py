"""How fresh a course is: for the person, and that alone for those who manage the team."""

import csv
import io
from dataclasses import replace
from datetime import timedelta

import pytest

from pmo_academy.core import clock
from pmo_academy.people.models import Membership
from pmo_academy.retention import queries, service
from pmo_academy.retention.models import Card, Reason
from pmo_academy.retention.queries import Fresh, Freshness
from tests import factories
from tests.cast import make_person
from tests.features.reports.factories import complete, make_measured_team
from tests.page import counted_queries

TYPES = factories.ALL_TYPES


@pytest.fixture
def course(session, cast):
    factories.make_course(session, modules=(factories.module("m", types=TYPES),))
    factories.enrolled(session, cast.lena)


def practised(session, person, *, count=6, stability=100.0, ago=3):
    """The person reviewed so many questions so many days ago."""
    day = clock.today() - timedelta(days=ago)
    session.add_all(
        Card(
            person_id=person.id,
            course_code="PA-51",
            quiz_key="PA-51/m",
            question_key=f"q{number}",
            reason=Reason.MISSED,
            stability=stability,
            difficulty=5.0,
            begun_on=day,
            reviewed_on=day,
            due_on=clock.today(),
        )
        for number in range(1, count + 1)
    )
    session.commit()


@pytest.mark.usefixtures("course")
@pytest.mark.parametrize(
    ("stability", "words"), [(100.0, "Fresh, 99 %"), (2.0, "Fading, 86 %"), (0.1, "Faded, 59 %")]
)
def test_the_manager_and_the_person_read_the_same_words(visitor, session, cast, stability, words):
    practised(session, cast.lena, stability=stability)

    for address, reader in (
        (f"/team/{cast.payments.id}/people", cast.max),
        (f"/team/{cast.payments.id}/people/{cast.lena.id}", cast.max),
        ("/me/learning", cast.lena),
        ("/me/practice", cast.lena),
    ):
        assert words in visitor.get(address, as_=reader).words(), address


@pytest.mark.usefixtures("course")
def test_under_five_questions_it_is_not_known(visitor, session, cast):
    practised(session, cast.lena, count=4)

    words = visitor.get(f"/team/{cast.payments.id}/people", as_=cast.max).words()
    assert "Not known yet" in words
    assert "Fresh, " not in words


@pytest.mark.usefixtures("course")
def test_one_statement_for_everybody(session, cast):
    others = [make_person(session, f"Person {n}", member_of=cast.payments) for n in range(5)]
    for person in (cast.lena, *others):
        practised(session, person)
    ids = [cast.lena.id, *(person.id for person in others)]
    with counted_queries() as count:
        found = queries.list_freshness(ids, today=clock.today())

    assert count() == 1
    assert set(found) == set(ids)
    assert found[cast.lena.id] == {"PA-51": Fresh(level=Freshness.FRESH, percent=99)}


@pytest.mark.usefixtures("course")
def test_managers_see_neither_questions_nor_answers_nor_days(visitor, session, cast):
    practised(session, cast.lena)
    card = session.query(Card).first()
    pages = (
        f"/team/{cast.payments.id}",
        f"/team/{cast.payments.id}/people",
        f"/team/{cast.payments.id}/people/{cast.lena.id}",
        f"/team/{cast.payments.id}/assignments",
        f"/me/practice/cards/{card.id}",
    )
    for address in pages:
        expect = 404 if "cards" in address else 200
        text = visitor.get(address, as_=cast.max, expect=expect).text
        for secret in ("Stem of", "EXPLAINED", "Option 1", str(card.id), "/me/practice/cards"):
            assert secret not in text, address


@pytest.mark.usefixtures("course")
def test_the_exports_of_a_manager_hold_nothing_of_practice(visitor, session, cast):
    make_measured_team(session, cast)
    before = exports(visitor, cast)
    practised(session, cast.lena)
    assert exports(visitor, cast) == before
    assert before


def exports(visitor, cast):
    """What a manager can take away as text."""
    team = f"/team/{cast.payments.id}/report"
    addresses = ("/portfolio.csv", f"{team}.json")
    return [visitor.get(address, as_=cast.max).text for address in addresses]


@pytest.mark.usefixtures("course")
def test_the_file_of_people_holds_the_percent_of_the_page(visitor, session, cast):
    practised(session, cast.lena)
    address = f"/team/{cast.payments.id}/people"
    assert "Fresh, 99 %" in visitor.get(address, as_=cast.max).words()

    rows = list(csv.DictReader(io.StringIO(visitor.get(f"{address}.csv", as_=cast.max).text)))
    assert [(row["Name"], row["Freshness"]) for row in rows] == [("Lena Ortiz", "99")]


def test_a_completed_course_brings_questions_on_what_the_team_lacks(visitor, session, cast):
    make_measured_team(session, cast)
    types = TYPES * 2
    factories.make_course(session, modules=(factories.module("m", types=types),))
    other = make_person(session, "Out Sider")
    for person in (cast.lena, other):
        complete(session, person, "PA-51")
        service.fill(person, today=clock.today())
        service.fill(person, today=clock.today())

    cards = session.query(Card).all()
    assert {card.person_id for card in cards} == {cast.lena.id}
    assert len(cards) == 5
    assert {card.reason for card in cards} == {Reason.GAP}
    assert "5 questions for today" in visitor.get("/me/practice", as_=cast.lena).words()


def test_what_is_hidden_to_protect_people_chooses_no_question(session, cast, monkeypatch):
    make_measured_team(session, cast)
    factories.make_course(session, modules=(factories.module("m", types=TYPES),))
    complete(session, cast.lena, "PA-51")
    shown = service.list_gaps

    def hidden(target):
        return [replace(gap, is_hidden=True) for gap in shown(target)]

    monkeypatch.setattr(service, "list_gaps", hidden)
    service.fill(cast.lena, today=clock.today())
    assert session.query(Card).all() == []


def test_who_left_the_team_is_not_shown_to_its_manager(visitor, session, cast, course):
    practised(session, cast.lena)
    session.query(Membership).filter_by(person_id=cast.lena.id).delete()
    session.commit()

    assert "Fresh, " not in visitor.get(f"/team/{cast.payments.id}/people", as_=cast.max).words()
