"""A second model runs through the same pages, with its own words, and is never mixed with PALM."""

from datetime import timedelta

import pytest

from pmo_academy.core import clock
from pmo_academy.maturity import service
from pmo_academy.maturity.models import Mode, Perspective
from pmo_academy.maturity.publishing import publish_model
from pmo_academy.maturity.service import RoundPlan
from tests.cast import make_person
from tests.features.maturity.factories import (
    hand_in,
    make_closed_example,
    make_courses,
    publish_palm,
)
from tests.rules.maturity.second_model import second_document, second_model

AGILE = second_model()
PALM_WORDS = ("Support,", "Control,", "Strategic", "intermediate", "PALM", "Authoris")


@pytest.fixture
def edition(session):
    publish_palm()
    found = publish_model(second_document(), number=1)
    session.commit()
    return found


def open_round(cast, edition, people, **fields):
    """A round of the Payments PMO with the second model."""
    today = clock.today()
    plan = RoundPlan(
        **{
            "title": "Agile round",
            "mode": Mode.NAMED,
            "threshold": 5,
            "opens_on": today,
            "closes_on": today + timedelta(days=14),
            "invited": {person.id: Perspective(group) for person, group in people},
            **fields,
        }
    )
    return service.open_round(cast.payments, plan, by=cast.max, edition_id=edition)


def sheet(value, **others):
    given = {item.code: value for item in AGILE.items}
    return given | {code.replace("_", "-"): one for code, one in others.items()}


def measured(session, cast, edition, **fields):
    """Six people answered; the decisive question of teams holds the second tier."""
    groups = ("pmo", "pmo", "delivery", "delivery", "leadership", "leadership")
    people = [(make_person(session, f"Agile {at}"), group) for at, group in enumerate(groups)]
    one = open_round(cast, edition, people, **fields)
    for person, _group in people:
        hand_in(one, person, sheet(3, TEAM_B1=1))
    service.close_round(one, by=cast.max)
    session.commit()
    return one


def words_of(page):
    return page.words("main")


def test_somebody_answers_its_questionnaire(visitor, session, cast, edition):
    one = open_round(cast, edition, [(cast.lena, "pmo")], mode=Mode.NAMED)
    session.commit()

    overview = visitor.get(f"/assess/{one.id}", as_=cast.lena)
    assert "Flow of work" in words_of(overview)
    for domain in AGILE.domains:
        slug = domain.code.lower()
        page = visitor.get(f"/assess/{one.id}/{slug}", as_=cast.lena)
        assert AGILE.instruction in words_of(page)
        answers = {f"q{at}": "2" for at in range(1, len(domain.items) + 1)}
        visitor.post(f"/assess/{one.id}/{slug}", {**answers, "seen": ""}, as_=cast.lena)
    visitor.get(f"/assess/{one.id}/check", as_=cast.lena)
    visitor.post(f"/assess/{one.id}/submission", as_=cast.lena)
    done = visitor.get(f"/assess/{one.id}/done", as_=cast.lena)
    assert "Your answers have arrived" in words_of(done)


def test_the_page_of_the_team_speaks_its_words(visitor, session, cast, edition):
    measured(session, cast, edition)
    words = words_of(visitor.get(f"/team/{cast.payments.id}", as_=cast.max))

    assert "Payments PMO is at Steady, first." in words
    assert "at least second, with nothing holding it" in words
    assert "35, 65, 80 give first, second, third" in words
    assert "Practice team b1" in words
    assert "Flow of work" in words
    assert [one for one in PALM_WORDS if one in words] == []


@pytest.mark.parametrize(
    "path",
    ["/", "/team", "/team/{team}/domain/TEAM", "/team/{team}/target", "/assess/rounds/{round}"],
)
def test_other_pages_speak_its_words_too(visitor, session, cast, edition, path):
    one = measured(session, cast, edition)
    page = visitor.get(path.format(team=cast.payments.id, round=one.id), as_=cast.ada)
    if path == "/":
        page = visitor.get("/", as_=cast.max)

    words = words_of(page)
    assert [word for word in PALM_WORDS if word in words] == []


def test_the_public_pages_speak_its_words(visitor, session, cast, edition):
    rules = visitor.get("/how-we-score?model=AGILE")
    start = visitor.get("/self-check?model=AGILE")
    questions = visitor.get("/self-check/questions?model=AGILE")

    assert "35 gives the step first, 65 gives second and 80 gives third" in words_of(rules)
    assert [word for word in PALM_WORDS if word in words_of(rules)] == []
    assert f"{len(AGILE.quick_form)} questions" in words_of(start)
    assert len(questions.soup.select("fieldset")) == len(AGILE.quick_form)


def test_rounds_of_two_models_are_never_compared(visitor, session, cast, edition):
    with clock.set_to(clock.now() - timedelta(days=100)):
        make_closed_example(session, cast)
    measured(session, cast, edition)
    page = visitor.get(f"/team/{cast.payments.id}", as_=cast.max)

    words = words_of(page)
    assert "Payments PMO is at Steady, first." in words
    for compared in ("Up from", "Down from", "The same level as", "more than chance between"):
        assert compared not in words
    assert "Last round" not in words


def test_the_portfolio_keeps_models_apart(visitor, session, cast, edition):
    measured(session, cast, edition)
    page = visitor.get("/portfolio", as_=cast.ada)

    assert "Steady" in words_of(page)


def test_courses_of_another_model_do_not_disturb(visitor, session, cast, edition):
    make_courses(session)
    measured(session, cast, edition)

    visitor.get(f"/team/{cast.payments.id}", as_=cast.max)
