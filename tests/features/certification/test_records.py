"""A record of improvement is written by one person and confirmed by another."""

from datetime import date

import pytest
from sqlalchemy import select

from pmo_academy.certification.models import Award, RecordEntry
from tests.features.certification.factories import make_programme

RECORD, RECORDS = "/certifications/record", "/certifications/records"
ENTRY = {
    "happened_on": "2026-11-02",
    "change": "Status comes on one page.",
    "effect": "18 of 21 came in time.",
}


@pytest.fixture
def entry(visitor, session, cast):
    visitor.post(RECORD, ENTRY, as_=cast.lena)
    return session.scalars(select(RecordEntry)).one()


def confirm(visitor, entry, person, expect=303):
    return visitor.post(f"{RECORDS}/{entry.id}/confirmation", as_=person, expect=expect)


def test_an_entry_counts_once_the_manager_confirms_it(visitor, session, cast, entry):
    assert "Not confirmed yet" in visitor.get(RECORD, as_=cast.lena).words()
    assert "Status comes on one page." in visitor.get(RECORDS, as_=cast.max).words()
    confirm(visitor, entry, cast.max)
    confirm(visitor, entry, cast.max)

    assert "Confirmed by Max Weber" in visitor.get(RECORD, as_=cast.lena).words()
    assert "Nothing waits" in visitor.get(RECORDS, as_=cast.max).words()
    visitor.post(f"{RECORD}/{entry.id}/deletion", as_=cast.lena, expect=409)


def test_a_lead_may_confirm_and_others_may_not(visitor, session, cast, entry):
    confirm(visitor, entry, cast.lena, expect=403)
    confirm(visitor, entry, cast.olga, expect=404)
    confirm(visitor, entry, cast.root, expect=403)
    session.refresh(entry)
    assert entry.confirmed_at is None

    confirm(visitor, entry, cast.ada)
    session.refresh(entry)
    assert entry.confirmed_by == cast.ada.id


def test_what_did_not_happen_so_is_sent_back(visitor, session, cast, entry):
    back = f"{RECORDS}/{entry.id}/return"
    reason = {f"{entry.id}-because": "It was 12 of 21, not 18."}
    for person, code in ((cast.lena, 403), (cast.olga, 404), (cast.root, 403)):
        visitor.post(back, reason, as_=person, expect=code)
    page = visitor.post(back, {f"{entry.id}-because": ""}, as_=cast.max, expect=422)
    assert "Say what is missing; the owner reads it." in page.words()

    visitor.post(back, reason, as_=cast.max)

    assert "Nothing waits" in visitor.get(RECORDS, as_=cast.max).words()
    words = visitor.get(RECORD, as_=cast.lena).words()
    assert "Sent back" in words
    assert "It was 12 of 21, not 18." in words
    visitor.post(f"{RECORD}/{entry.id}/deletion", as_=cast.lena)
    assert session.scalars(select(RecordEntry)).all() == []


def test_a_confirmed_entry_is_not_sent_back(visitor, session, cast, entry):
    confirm(visitor, entry, cast.max)
    reason = {f"{entry.id}-because": "It was 12 of 21, not 18."}

    visitor.post(f"{RECORDS}/{entry.id}/return", reason, as_=cast.ada, expect=409)


def test_managers_do_not_confirm_their_own(visitor, session, cast):
    visitor.post(RECORD, ENTRY, as_=cast.max)
    entry = session.scalars(select(RecordEntry)).one()

    confirm(visitor, entry, cast.max, expect=404)
    assert "Nothing waits" in visitor.get(RECORDS, as_=cast.max).words()


def test_the_entry_that_completes_the_year_awards_the_programme(visitor, session, cast):
    make_programme(session, "leader", {"kind": "record", "months": 9})
    days = [date(2026, month, 1) for month in (2, 5, 8, 11)]
    session.add_all(
        RecordEntry(person_id=cast.lena.id, happened_on=day, change="It.", effect="So.")
        for day in days
    )
    session.commit()
    for entry in session.scalars(select(RecordEntry)).all():
        assert session.scalars(select(Award)).all() == []
        confirm(visitor, entry, cast.max)

    assert session.scalars(select(Award.person_id)).all() == [cast.lena.id]


def test_an_entry_that_nobody_confirmed_can_be_deleted(visitor, session, cast, entry):
    visitor.post(f"{RECORD}/{entry.id}/deletion", as_=cast.max, expect=404)
    visitor.post(f"{RECORD}/{entry.id}/deletion", as_=cast.lena)

    assert session.scalars(select(RecordEntry)).all() == []


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"happened_on": ""}, "Enter the day."),
        ({"happened_on": "2026-11-23"}, "Enter a day that is not in the future."),
        ({"happened_on": "1990-05-01"}, "Enter the year in full"),
        ({"change": " "}, "Say what changed."),
        ({"change": "x"}, "Write at least 10 letters."),
        ({"effect": ""}, "Say what came of it and how you know."),
    ],
)
def test_what_is_missing_is_said_beside_the_field(visitor, session, cast, changes, message):
    page = visitor.post(RECORD, {**ENTRY, **changes}, as_=cast.lena, expect=422)

    assert message in page.words()
    assert session.scalars(select(RecordEntry)).all() == []
