"""Rounds from before sheets were sealed: the migration keeps what they say and forgets whose."""

from collections import Counter
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from flask_migrate import upgrade
from sqlalchemy import MetaData, select

from pmo_academy.app import create_app
from pmo_academy.config import Settings
from pmo_academy.core.db import db
from pmo_academy.core.ids import new_id, new_random_id
from tests.rules.maturity.example import palm_document

MIGRATIONS = str(Path("migrations").resolve())
DAY, MOMENT = date(2026, 11, 1), datetime(2026, 11, 1, 9, 0, 0)  # noqa: DTZ001
ITEMS = [item["code"] for domain in palm_document()["domains"] for item in domain["items"]]


@pytest.fixture
def old(tmp_path):
    """A database of the first version, and a way to fill its tables."""
    app = create_app(
        Settings(
            database_url=f"sqlite:///{tmp_path}/old.sqlite3",
            secret_key="only for tests, and long enough for a key",
            data_dir=tmp_path,
            testing=True,
        )
    )
    with app.app_context():
        upgrade(directory=MIGRATIONS, revision="0001")
        tables = MetaData()
        tables.reflect(db.engine)

        def add(table, **values):
            values = {name: plain(value) for name, value in values.items()}
            db.session.execute(tables.tables[table].insert().values(**values))
            return values.get("id")

        yield add
        db.session.remove()
        db.engine.dispose()


def plain(value):
    return value.hex if isinstance(value, UUID) else value


def fill(add):
    """A closed anonymous round of eleven sheets, one draft elsewhere, evidence and a result."""
    team, person, round_id, edition = new_id(), new_id(), new_id(), new_id()
    add("people_team", id=team, name="Payments", is_sample=False)
    add("people_person", id=person, email="a@example.test", name="A", password_hash="",
        is_pmo_lead=False, is_administrator=False, is_sample=False, joined_at=MOMENT)  # fmt: skip
    add("maturity_model_edition", id=edition, code="PALM", number=1, version="1.0",
        is_latest=True, published_at=MOMENT, document=palm_document())  # fmt: skip
    common = {"team_id": team, "model_edition_id": edition, "title": "Old", "mode": "anonymous",
              "threshold": 5, "opens_on": DAY, "closes_on": DAY, "seed": 1, "out_of_scope": {},
              "opened_by": person, "opened_at": MOMENT}  # fmt: skip
    add("maturity_round", id=round_id, closed_at=MOMENT, **common)
    running = add("maturity_round", id=new_id(), **common)
    add("maturity_invitation", id=new_id(), round_id=round_id, person_id=person,
        perspective="pmo", took_part_on=DAY)  # fmt: skip
    for group, asked in [("pmo", 60)] * 6 + [("delivery", 60)] * 4 + [("leadership", 60)]:
        sheet(add, round_id, group=group, asked=asked, submitted_on=DAY)
    sheet(add, round_id, group="leadership", asked=3, submitted_on=DAY)
    sheet(add, running, group="pmo", asked=2, person_id=person)
    add("maturity_evidence", id=new_id(), round_id=round_id, item="MND-S1", title="Charter",
        link="https://example.test", dated_on=DAY, valid_until=date(2027, 1, 1),
        contributed_by=person, state="proposed")  # fmt: skip
    add("maturity_result", id=new_id(), round_id=round_id, kind="stated", rung=4, document={},
        parameters_digest="", computed_at=MOMENT)  # fmt: skip
    db.session.commit()
    return team


def sheet(add, round_id, *, group, asked, **values):
    response = add(
        "maturity_response", id=new_random_id(), round_id=round_id, perspective=group, **values
    )
    for item in ITEMS[:asked]:
        add("maturity_answer", response_id=UUID(response), item=item, choice="3",
            comment="Why" if item == "MND-S1" else "", version=1)  # fmt: skip


def test_old_rounds_keep_their_answers_and_forget_small_groups(old):
    team = fill(old)

    upgrade(directory=MIGRATIONS)

    new = MetaData()
    new.reflect(db.engine)
    rows = {name: db.session.execute(select(table)).all() for name, table in new.tables.items()}
    sheets = [row for row in rows["maturity_response"] if row.submitted_on]
    documents = [row.document for row in sheets]
    assert Counter(row.perspective for row in sheets) == {"pmo": 6, None: 5}
    assert all(one["answers"] == dict.fromkeys(ITEMS, "3") for one in documents)
    assert all((one["comments"], one["flags"]) == ({"MND-S1": "Why"}, []) for one in documents)
    assert len(rows["maturity_answer"]) == 2
    assert {row.perspective: row.counted for row in rows["maturity_heard_group"]} == {
        "pmo": 6, "delivery": 4, "leadership": 1,
    }  # fmt: skip
    (evidence,) = rows["maturity_evidence"]
    assert (evidence.team_id, evidence.model_code, evidence.kind) == (team.hex, "PALM", "link")
    (result,) = rows["maturity_result"]
    assert (result.number, result.is_latest, result.sheets) == (1, True, 11)
