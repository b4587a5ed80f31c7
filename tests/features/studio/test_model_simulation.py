"""A past round under a draft: what moves and why, from what may be shown and nothing else."""

import pytest
from sqlalchemy import delete, func, select

from pmo_academy.authoring import service as authoring
from pmo_academy.maturity import service
from pmo_academy.maturity.models import Mode, Response, Result
from tests.features.maturity.factories import (
    everywhere,
    hand_in,
    make_closed_example,
    make_people,
    make_round,
)
from tests.features.studio.test_model_editor import write
from tests.support.content import write_content

DRAFT = "/studio/models/PALM/draft"


@pytest.fixture(autouse=True)
def _draft(tmp_path, session, visitor, cast):
    authoring.load(write_content(tmp_path / "content"))
    session.commit()
    visitor.post(DRAFT, as_=cast.ada)


def simulated(visitor, cast, one):
    return visitor.get(f"{DRAFT}/simulation/{one.id}", as_=cast.ada)


def few_answered(session, cast):
    """Seven people answered anonymously, and only four of them one of the questions."""
    people = make_people(session, 7)
    one = make_round(cast, people, mode=Mode.ANONYMOUS)
    for at, (person, _group) in enumerate(people):
        sheet = everywhere(3) if at < 4 else {**everywhere(3), "MND-C1": None}
        hand_in(one, person, sheet)
    service.close_round(one, by=cast.max)
    session.commit()
    return one


def test_an_unchanged_draft_moves_nothing(visitor, session, cast):
    one = make_closed_example(session, cast)
    page = simulated(visitor, cast, one).words()

    assert "The level stays at Control, basic." in page
    assert "Control 60.9 basic" in page
    assert "→ after" in page
    assert page.count("→") == 1
    assert "The level stays at Support, basic." in page
    assert "Confidence medium (74)" in page
    assert "Every question of the draft was asked in these words." in page


def test_the_closed_round_is_offered(visitor, session, cast):
    make_closed_example(session, cast)
    page = visitor.get(f"{DRAFT}/simulation", as_=cast.ada).words()

    assert "November round" in page
    assert "Payments PMO PALM 1.0" in page


def test_another_limit_moves_the_level_and_the_page_says_why(visitor, session, cast):
    one = make_closed_example(session, cast)
    write(visitor, cast.ada, f"{DRAFT}/limits", **{"limits-core_cap": "1.5"})
    page = simulated(visitor, cast, one).words()

    assert "The level rises from Control, basic to Control, intermediate." in page
    assert "No longer holds it back:" in page
    assert "AUT-C1 Authorisation before start is low: Control is held at step one" in page
    assert "The model: limits of scoring" in page


def test_another_weight_is_named_beside_its_domain(visitor, session, cast):
    one = make_closed_example(session, cast)
    write(visitor, cast.ada, f"{DRAFT}/items/AUT-C2", weight="3")
    page = simulated(visitor, cast, one)

    (row,) = [
        tag.get_text(" ", strip=True)
        for tag in page.soup.select("section[aria-labelledby=domains] tbody tr")
        if "AUT" in tag.get_text()
    ]
    assert "AUT-C2: weight, 1 → 3" in row
    assert "45.8 → 52.5 (up)" in row.replace("  ", " ")


def test_a_question_that_was_never_asked_is_unknown_and_named(visitor, session, cast):
    one = make_closed_example(session, cast)
    fields = visitor.get(f"{DRAFT}/domains/STD/items/new?tier=S", as_=cast.ada)
    form = fields.form(f"{DRAFT}/domains/STD/items")
    form.pop("csrf_token")
    form |= {"title": "New", "question": "New?", **{f"anchors-{at}": "x" for at in range(5)}}
    visitor.post(f"{DRAFT}/domains/STD/items", form, as_=cast.ada)
    write(visitor, cast.ada, f"{DRAFT}/items/MND-T2", question="Something else altogether?")
    page = simulated(visitor, cast, one).words()

    assert "Never asked" in page
    assert "STD-S3 New" in page
    assert "Asked in other words" in page
    assert "MND-T2 Mandate tied to enterprise goals" in page


def test_only_the_stored_result_is_read_and_nothing_is_stored(visitor, session, cast):
    one = few_answered(session, cast)
    write(visitor, cast.ada, f"{DRAFT}/items/MND-C1", weight="3")
    visitor.get(DRAFT, as_=cast.ada)  # which says that it was saved
    before = simulated(visitor, cast, one).words()
    stored = session.scalar(select(func.count()).select_from(Result))

    session.execute(delete(Response).where(Response.round_id == one.id))
    session.commit()

    assert simulated(visitor, cast, one).words() == before
    assert session.scalar(select(func.count()).select_from(Result)) == stored
    assert "Withheld to protect people" in before
    assert "Some values are withheld to protect people." in before
    assert "After: not known" in before


def test_a_round_without_a_result_cannot_be_simulated(visitor, session, cast):
    people = make_people(session, 3)
    one = make_round(cast, people, mode=Mode.ANONYMOUS, title="Too few")
    for person, _group in people:
        hand_in(one, person, everywhere(3))
    service.close_round(one, by=cast.max)
    session.commit()

    page = visitor.get(f"{DRAFT}/simulation", as_=cast.ada).words()
    assert "Too few" not in page
    assert "have no stored result, and so cannot be simulated" in page
    visitor.get(f"{DRAFT}/simulation/{one.id}", as_=cast.ada, expect=404)


def test_an_open_round_cannot_be_simulated(visitor, session, cast):
    one = make_round(cast, make_people(session, 5))
    session.commit()

    visitor.get(f"{DRAFT}/simulation/{one.id}", as_=cast.ada, expect=404)


def test_a_result_that_does_not_give_its_own_level_back_is_not_simulated(visitor, session, cast):
    one = make_closed_example(session, cast)
    stated = session.scalars(
        select(Result).where(Result.round_id == one.id, Result.kind == "stated")
    ).one()
    stated.document = {**stated.document, "rung": 7}

    assert "This round cannot be simulated" in simulated(visitor, cast, one).words()


def test_a_draft_that_is_not_sound_says_so(visitor, session, cast):
    one = make_closed_example(session, cast)
    visitor.post(f"{DRAFT}/items/MND-S1/removal", as_=cast.ada)

    assert "The draft cannot be scored yet" in simulated(visitor, cast, one).words()


@pytest.mark.parametrize("who", ["lena", "max", "root", "olga"])
def test_nobody_else_simulates(visitor, session, cast, who):
    one = make_closed_example(session, cast)
    visitor.get(f"{DRAFT}/simulation/{one.id}", as_=getattr(cast, who), expect=403)
