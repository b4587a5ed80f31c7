"""After an anonymous submission nothing leads from a person to a sheet, and no page shows a few."""

import json
import re
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from pmo_academy.core import clock
from pmo_academy.core.audit import AuditEntry
from pmo_academy.core.db import Base
from pmo_academy.core.submissions import Submission
from pmo_academy.maturity import queries, service
from pmo_academy.maturity.models import Answer, Invitation, Mode, Response
from tests.features.maturity.factories import (
    answer,
    everywhere,
    hand_in,
    make_people,
    make_round,
)


def all_rows(session):
    """Every row of every table, as table and values."""
    for table in Base.metadata.sorted_tables:
        for row in session.execute(select(table)):
            yield table.name, row._asdict()


def mentions(row, wanted: UUID):
    text = json.dumps(row, default=str)
    return str(wanted) in text or wanted.hex in text


def submit_through_pages(visitor, cast, one):
    place = f"/assess/{one.id}"
    for slug in ("mnd", "std", "dev", "aut", "res"):
        form = {f"q{at}": "3" for at in range(1, 7)} | {"seen": "0.0.0.0.0.0", "c1": "A remark"}
        visitor.post(f"{place}/{slug}/pause", form, as_=cast.lena)
    draft = queries.get_own_round(one.id, for_person=cast.lena).draft_id
    visitor.post(f"{place}/submission", as_=cast.lena)
    return draft


def test_no_row_holds_the_person_beside_the_sheet(visitor, cast, session):
    one = make_round(cast, [(cast.lena, "pmo")])

    draft = submit_through_pages(visitor, cast, one)

    (sheet,) = session.scalars(select(Response))
    about_sheet = [(name, row) for name, row in all_rows(session) if mentions(row, sheet.id)]
    assert sheet.person_id is None
    assert {name for name, _row in about_sheet} == {"maturity_response"}
    assert len(sheet.document["answers"]) == 30
    assert session.scalars(select(Answer)).all() == []
    assert not any(mentions(row, cast.lena.id) for _name, row in about_sheet)
    assert not any(mentions(row, draft) for _name, row in all_rows(session))


def test_no_file_of_the_database_holds_the_draft(visitor, cast, session):
    if session.get_bind().dialect.name != "sqlite":
        pytest.skip("about the embedded database")
    file = Path(session.get_bind().url.database)
    one = make_round(cast, [(cast.lena, "pmo")])

    draft = submit_through_pages(visitor, cast, one)

    held = [part.name for part in file.parent.glob(f"{file.name}*") if holds(part, draft)]
    assert held == []


def holds(file, wanted):
    content = file.read_bytes()
    return wanted.bytes in content or wanted.hex.encode() in content


def test_the_sheet_knows_no_moment_and_no_order(visitor, cast, session):
    one = make_round(cast, [(cast.lena, "pmo")], opens_on=clock.today() - timedelta(days=3))

    submit_through_pages(visitor, cast, one)

    (sheet,) = session.scalars(select(Response))
    assert sheet.submitted_on == one.opens_on
    assert sheet.id.version == 4
    assert sheet.pages == {}
    for name, row in all_rows(session):
        if name in ("maturity_response", "maturity_answer", "maturity_invitation"):
            assert not any(isinstance(value, datetime) for value in row.values())


def test_of_taking_part_only_the_day_is_kept(visitor, cast, session):
    one = make_round(cast, [(cast.lena, "pmo")])
    session.commit()

    submit_through_pages(visitor, cast, one)

    invitation = session.scalars(select(Invitation)).one()
    assert type(invitation.took_part_on) is date
    assert (
        session.scalars(select(Submission).where(Submission.person_id == cast.lena.id)).all() == []
    )
    assert session.scalars(select(AuditEntry).where(AuditEntry.by == cast.lena.id)).all() == []


def test_the_receipt_says_nothing_of_the_sheet(visitor, cast, session):
    one = make_round(cast, [(cast.lena, "pmo")])
    submit_through_pages(visitor, cast, one)
    page = visitor.get(f"/assess/{one.id}/done", as_=cast.lena)
    own = queries.get_own_round(one.id, for_person=cast.lena)

    receipt = queries.receipt_code(own)

    assert receipt in page.words()
    assert own.draft_id is None
    assert not any(receipt in json.dumps(row, default=str) for _name, row in all_rows(session))


def test_a_named_sheet_keeps_its_person_and_day(cast, session):
    one = make_round(cast, [(cast.lena, "pmo")], mode=Mode.NAMED)

    hand_in(one, cast.lena, everywhere(3))

    (sheet,) = session.scalars(select(Response))
    assert (sheet.person_id, sheet.submitted_on) == (cast.lena.id, clock.today())
    (line,) = session.scalars(select(AuditEntry).where(AuditEntry.action == "maturity.submitted"))
    assert (line.by, line.details) == (cast.lena.id, {})


def test_a_submitted_sheet_is_not_given_out_even_to_its_person(cast):
    one = make_round(cast, [(cast.lena, "pmo")], mode=Mode.NAMED)
    hand_in(one, cast.lena, everywhere(3))

    own = queries.get_own_round(one.id, for_person=cast.lena)

    assert queries.list_answers(own) == {}


def test_sheets_are_written_anew_at_closing(cast, session):
    people = make_people(session, 5)
    one = make_round(cast, people)
    for person, _group in people:
        answer(one, person, everywhere(1))
        hand_in(one, person, everywhere(2))

    service.close_round(one, by=cast.max)

    assert {row.person_id for row in session.scalars(select(Response))} == {None}
    assert {
        choice
        for row in session.scalars(select(Response))
        for choice in row.document["answers"].values()
    } == {"1"}


def test_the_monitor_hides_small_groups_and_never_names_anybody(visitor, cast, session):
    people = [
        *make_people(session, 6, group="pmo"),
        *make_people(session, 5, group="delivery"),
        *make_people(session, 2, group="leadership"),
    ]
    one = make_round(cast, people)
    for person, group in people:
        if group != "leadership" or person is people[-1][0]:
            hand_in(one, person, everywhere(2))

    page = visitor.get(f"/assess/rounds/{one.id}", as_=cast.max)

    rows = [
        [cell.get_text(" ", strip=True) for cell in row.select("th, td")]
        for row in page.soup.select("tbody tr")
    ]
    assert rows == [
        ["PMO", "6", "6"],
        ["Delivery", "5", "Hidden to protect people"],
        ["Leadership", "2", "Hidden to protect people"],
    ]
    assert not any(person.name in page.text for person, _group in people)
    assert not any(person.email in page.text for person, _group in people)


def test_while_a_round_is_open_there_is_no_result(cast, session):
    people = make_people(session, 6)
    one = make_round(cast, people)
    for person, _group in people:
        hand_in(one, person, everywhere(2))

    assert queries.find_latest(cast.payments.id) is None
    assert queries.list_trend(cast.payments.id) == []


def monitor(visitor, cast, one):
    """The words of the page, but for how many active people have no password."""
    words = visitor.get(f"/assess/rounds/{one.id}", as_=cast.max).words()
    return re.sub(r"\d+ people have no password", "", words)


@pytest.mark.parametrize("has_answered", [True, False])
def test_who_leaves_does_not_show_whether_they_took_part(visitor, cast, session, has_answered):
    people = make_people(session, 8)
    one = make_round(cast, people)
    for person, _group in people[1 - has_answered : 7]:
        hand_in(one, person, everywhere(2))
    shown = [monitor(visitor, cast, one)]

    people[0][0].deactivated_at = clock.now()
    shown.append(monitor(visitor, cast, one))
    service.close_round(one, by=cast.max)

    assert shown[0] == shown[1]
    assert queries.find_latest(cast.payments.id).round.invited == 8
