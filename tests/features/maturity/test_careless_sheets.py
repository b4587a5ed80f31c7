"""How long a page was looked at, what is made of it at submission, and what is left out."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from pmo_academy.core import clock
from pmo_academy.maturity import queries, service
from pmo_academy.maturity.models import Mode, Response
from tests.features.maturity.factories import everywhere, hand_in, make_people, make_round
from tests.rules.maturity.example import INPUT

SECTIONS = list(dict.fromkeys(item.split("-")[0].lower() for item in INPUT["answers"][0]))


def answer_all(visitor, one, person, *, seconds):
    """Open each section and save it so many seconds later, everywhere with the same answer."""
    for slug in SECTIONS:
        place = f"/assess/{one.id}/{slug}"
        opened = visitor.get(place, as_=person).one("input[name=opened]")["value"]
        form = {f"q{at}": "3" for at in range(1, 7)} | {"seen": "0.0.0.0.0.0", "opened": opened}
        with clock.set_to(clock.now() + timedelta(seconds=seconds)):
            visitor.post(place, form, as_=person)


@pytest.mark.parametrize(("seconds", "flags"), [(5, {"fast"}), (20, set())])
def test_haste_shows_in_the_flags_and_the_times_are_forgotten(
    visitor, cast, session, seconds, flags
):
    one = make_round(cast, [(cast.lena, "pmo")])

    answer_all(visitor, one, cast.lena, seconds=seconds)
    visitor.post(f"/assess/{one.id}/submission", as_=cast.lena)

    (sheet,) = session.scalars(select(Response))
    assert set(sheet.document["flags"]) == {"flat", "long"} | flags
    assert sheet.pages == {}


def test_further_saves_from_the_same_page_count_its_time_once(visitor, cast, session):
    one = make_round(cast, [(cast.lena, "pmo")])
    place, start = f"/assess/{one.id}/mnd", clock.now()
    with clock.set_to(start):
        opened = visitor.get(place, as_=cast.lena).one("input[name=opened]")["value"]
    for after in (10, 25, 1900):
        with clock.set_to(start + timedelta(seconds=after)):
            visitor.post(f"{place}/pause", {"opened": opened, "q1": "1"}, as_=cast.lena)
        (draft,) = session.scalars(select(Response))
        assert list(draft.pages["mnd"].values()) == [pytest.approx(min(after, 1800), abs=0.01)]

    visitor.post(f"{place}/pause", {"opened": "made-up", "q1": "1"}, as_=cast.lena)
    visitor.post(f"/assess/{one.id}/std/pause", {"opened": opened, "q1": "1"}, as_=cast.lena)
    assert session.scalars(select(Response)).one().pages.keys() == {"mnd"}


def test_careless_sheets_are_counted_and_left_out_where_that_was_decided(cast, session):
    people = make_people(session, 7)
    one = make_round(cast, people)
    for at, (person, _group) in enumerate(people):
        hand_in(one, person, everywhere(3) if at < 2 else INPUT["answers"][at])

    assert queries.count_careless(one) == 2
    assert len(queries.load_answers(one).responses) == 7
    one.leaves_out_careless = True
    assert len(queries.load_answers(one).responses) == 5
    assert queries.load_answers(one).heard["pmo"] == 7
    service.close_round(one, by=cast.max)
    assert queries.find_latest(cast.payments.id).figures.counted == 5
    assert queries.load_answers(one).heard["pmo"] == 5


def test_leaving_out_never_leaves_too_few(cast, session):
    people = make_people(session, 5)
    one = make_round(cast, people, closes_on=clock.today())
    for at, (person, _group) in enumerate(people):
        hand_in(one, person, everywhere(3) if at < 1 else INPUT["answers"][at])
    one.leaves_out_careless = True
    session.flush()

    with pytest.raises(service.TooFewLeftError):
        service.close_round(one, by=cast.max)
    with clock.set_to(clock.now() + timedelta(days=2)):
        assert service.close_due_rounds() == 0
    assert len(session.scalars(select(Response)).all()) == 5


def test_a_named_sheet_keeps_flags_but_no_times(visitor, cast, session):
    one = make_round(cast, [(cast.lena, "pmo")], mode=Mode.NAMED)

    answer_all(visitor, one, cast.lena, seconds=1)
    visitor.post(f"/assess/{one.id}/submission", as_=cast.lena)

    (sheet,) = session.scalars(select(Response))
    assert "fast" in sheet.document["flags"]
    assert sheet.pages == {}
