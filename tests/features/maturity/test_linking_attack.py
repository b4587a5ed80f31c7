"""Somebody with everything that is stored tries to tell whose sheet is whose, and fails.

Each attack is also made on rows kept as one would keep them without thinking, and succeeds there.
"""

import json
import logging
import random
import re
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import inspect, select, text

from pmo_academy.core.db import empty_log
from pmo_academy.core.ids import new_random_id
from pmo_academy.maturity import service
from pmo_academy.maturity.models import Response
from tests.features.maturity.factories import make_people, make_round
from tests.rules.maturity.example import INPUT

SEED, HALF = 7, 6
SECTIONS = list(dict.fromkeys(item.split("-")[0].lower() for item in INPUT["answers"][0]))
GROUPS = {"pmo": 6, "delivery": 5, "leadership": 1}
# Of twelve shuffled things, one order in some ten thousand looks like another as much as this.
CLEAR = 0.93
ID = r"\b[0-9a-fA-F]{32,}\b|\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\b"
MOMENT = r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d[\d:.]*"


@dataclass(kw_only=True)
class Story:
    """What really happens: who comes when with which sheet; only the test knows that."""

    round: object
    order: list  # persons in the order in which they hand in
    mark: dict  # person id -> the words that only this person's sheet holds
    group: dict  # person id -> perspective

    def owner(self, row):
        """Whose sheet a row is."""
        return next(person for person, mark in self.mark.items() if mark in words_of(row))


@pytest.fixture
def story(cast, session):
    """Twelve people in three groups who will hand in by chance; one of them is alone in hers."""
    draw = random.Random(SEED)  # noqa: S311
    people = [
        pair for group, count in GROUPS.items() for pair in make_people(session, count, group=group)
    ]
    order = [person for person, _group in people]
    draw.shuffle(order)
    return Story(
        round=make_round(cast, people),
        order=order,
        mark={person.id: f"zq{draw.getrandbits(40):010x}" for person in order},
        group={person.id: group for person, group in people},
    )


def begin(visitor, story, person):
    """Open a section, have an answer saved by itself, correct it and add a comment."""
    place = f"/assess/{story.round.id}/mnd"
    form = shown(visitor, place, person) | {"q1": "4", "changed": "q1"}
    saved = visitor.post(f"{place}/answers", form, as_=person, expect=200)
    comment = {"seen": saved.json["seen"], "q1": "1", "c1": story.mark[person.id]}
    visitor.post(f"{place}/pause", {**form, **comment}, as_=person)


def finish(visitor, story, person):
    """Answer every section and hand in."""
    draw = random.Random(story.mark[person.id])  # noqa: S311
    place = f"/assess/{story.round.id}"
    form = shown(visitor, f"{place}/mnd", person)
    visitor.post(f"{place}/mnd", {**form, **choices(draw)}, as_=person)
    for slug in SECTIONS[1:]:
        remark = {"c3": f"{story.mark[person.id]} in {slug}", "seen": "0.0.0.0.0.0"}
        visitor.post(f"{place}/{slug}", {**choices(draw), **remark}, as_=person)
    visitor.post(f"{place}/submission", as_=person)


def shown(visitor, place, person):
    """What the page of a section would send, without the tokens of the form."""
    form = visitor.get(place, as_=person).form("/mnd")
    return {name: value for name, value in form.items() if "csrf" not in name}


def choices(draw):
    return {f"q{at}": str(draw.randrange(5)) for at in range(1, 7)}


# What an attacker reads.


def dump(session):
    """Every row of every table in the order in which the database keeps it, with its stamps."""
    for table in inspect(session.connection()).get_table_names():
        yield from ((table, row) for row in rows_of(session, table))


def rows_of(session, table):
    stamps = ", xmin::text AS xmin" if is_postgres(session) else ""
    query = f'SELECT *{stamps} FROM "{table}"'
    return [row._asdict() for row in session.execute(text(query))]


def is_postgres(session):
    return session.get_bind().dialect.name == "postgresql"


def words_of(row):
    return json.dumps(row, default=str)


def names(row, person):
    return person.id.hex in words_of(row).replace("-", "")


def telling(row):
    """The values of a row that could stand in another one: ids, moments, digests, stamps."""
    words = words_of({name: value for name, value in row.items() if name != "xmin"})
    found = {one.replace("-", "").lower() for one in re.findall(ID, words)}
    return found | set(re.findall(MOMENT, words)) | {f"stamp {row.get('xmin', words)}"}


# The attacks: each returns what it claims to know of a person and a sheet.


def by_shared_values(sheets, others, people):
    """Link a sheet to the only person whose rows hold a value that the sheet holds."""
    holders = {}
    for row in others:
        named = [person.id for person in people if names(row, person)]
        if len(named) == 1:
            for value in telling(row):
                holders.setdefault(value, set()).add(named[0])
    return [
        (holders[value], sheet["id"])
        for sheet in sheets
        for value in telling(sheet)
        if len(holders.get(value, ())) == 1
    ]


def by_order(sheets, invitations, story):
    """Compare the order in which sheets lie with the order of those who handed in."""
    arrived = [person.id.hex for person in story.order]
    lying = [story.owner(sheet).hex for sheet in sheets]
    asked = [str(row["person_id"]).replace("-", "") for row in invitations]
    asked = [person for person in asked if person in lying]
    arrived = [person for person in arrived if person in lying]
    found = {
        "arrival": correlation(lying, arrived),
        "invitations": correlation(lying, asked),
        "when they took part": correlation(asked, arrived),
    }
    return {name: how for name, how in found.items() if abs(how) > CLEAR and len(lying) > HALF}


def correlation(one, other):
    """Spearman's correlation of two orders of the same things."""
    squares = sum((at - other.index(thing)) ** 2 for at, thing in enumerate(one))
    return 1 - 6 * squares / (len(one) * (len(one) ** 2 - 1))


def by_perspective(sheets, story):
    """Link a sheet to the few who took part from the perspective that it bears."""
    lying = [story.owner(sheet) for sheet in sheets]
    counts = Counter(story.group[person] for person in lying)
    return [
        (sheet["id"], group)
        for sheet in sheets
        for group in GROUPS
        if f'"{group}"' in words_of(sheet).replace("\\", "") and counts[group] < 5
    ]


def by_bytes(folder, story, *, sheets):
    """Link marks to persons by drafts that are still in the files after they handed in."""
    content = b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())
    drafts = {}
    for found in re.finditer(rb"([0-9a-f]{32})[0-9a-f]{32}([0-9a-f]{32})", content):
        drafts[found[1]] = found[2].decode()
    people = {story.owner(sheet).hex for sheet in sheets}
    return [
        (drafts[found[1]], found[2])
        for found in re.finditer(
            rb"([0-9a-f]{32})[A-Z]{3}-[SCT][12][0-4D]?(zq[0-9a-f]{10})", content
        )
        if drafts.get(found[1]) in people
    ]


def attack(session, story, *, sheets, invitations, others, folder, log):
    """Make every attack; returns those that found something."""
    found = {
        "values": by_shared_values(sheets, others, story.order),
        "order": by_order(sheets, invitations, story),
        "perspective": by_perspective(sheets, story),
        "bytes": by_bytes(folder, story, sheets=sheets) if folder else [],
        "log": [
            mark
            for mark in (*story.mark.values(), *(str(one["id"]) for one in sheets))
            if mark in log
        ],
        "words elsewhere": [
            row for row in others if any(mark in words_of(row) for mark in story.mark.values())
        ],
    }
    return {name: what for name, what in found.items() if what}


def attack_store(session, story, *, log):
    """Attack what the product keeps."""
    session.rollback()
    handed_in = [row for row in rows_of(session, "maturity_response") if row["submitted_on"]]
    drafts = [row["id"] for row in rows_of(session, "maturity_response") if not row["submitted_on"]]
    others = [
        row
        for table, row in dump(session)
        if table != "maturity_response"
        and not (table == "maturity_answer" and row["response_id"] in drafts)
    ]
    file = session.get_bind().url.database
    found = attack(
        session,
        story,
        sheets=handed_in,
        invitations=rows_of(session, "maturity_invitation"),
        others=others,
        folder=None if is_postgres(session) else Path(file).parent,
        log=log,
    )
    session.rollback()
    return found


def test_nothing_that_is_stored_links_a_sheet_to_its_person(visitor, cast, session, story, caplog):
    caplog.set_level(logging.DEBUG)
    for person in story.order:
        begin(visitor, story, person)
    for person in story.order[:HALF]:
        finish(visitor, story, person)

    halfway = attack_store(session, story, log=caplog.text)
    for person in story.order[HALF:]:
        finish(visitor, story, person)
    at_the_end = attack_store(session, story, log=caplog.text)
    service.close_round(story.round, by=cast.max)
    session.commit()
    empty_log()
    after_closing = attack_store(session, story, log=caplog.text)

    assert (halfway, at_the_end, after_closing) == ({}, {}, {})
    sheets = session.scalars(select(Response)).all()
    assert Counter(one.perspective for one in sheets) == {"pmo": 6, None: 6}


def test_the_same_attacks_succeed_on_rows_kept_without_a_thought(session, story, tmp_path):
    keep_carelessly(session, story)
    leave_bytes(tmp_path / "careless.sqlite3", story)

    found = attack(
        session,
        story,
        sheets=rows_of(session, "careless_sheet"),
        invitations=rows_of(session, "careless_invitation"),
        others=rows_of(session, "careless_invitation"),
        folder=tmp_path,
        log=f"POST /submission made sheet {rows_of(session, 'careless_sheet')[0]['id']}",
    )

    session.execute(text("DROP TABLE careless_sheet"))
    session.execute(text("DROP TABLE careless_invitation"))
    session.commit()
    assert found.keys() == {"values", "order", "perspective", "bytes", "log", "words elsewhere"}
    assert found["order"].keys() == {"arrival", "invitations", "when they took part"}
    links = {person.hex for people, _sheet in found["values"] for person in people}
    assert links == {person.id.hex for person in story.order}
    assert len(found["bytes"]) == len(story.order)


def keep_carelessly(session, story):
    """Keep sheets as they arrive, with their moment and perspective, beside a list of people."""
    session.execute(
        text("CREATE TABLE careless_sheet (id text, perspective text, words text, at text)")
    )
    session.execute(
        text("CREATE TABLE careless_invitation (person_id text, at text, receipt text)")
    )
    session.commit()
    for at, person in enumerate(story.order):
        moment, mark = f"2026-11-23 10:{at:02}:17", story.mark[person.id]
        session.execute(
            text("INSERT INTO careless_sheet VALUES (:id, :perspective, :mark, :at)"),
            {
                "id": new_random_id().hex,
                "perspective": story.group[person.id],
                "mark": mark,
                "at": moment,
            },
        )
        session.execute(
            text("INSERT INTO careless_invitation VALUES (:id, :at, :mark)"),
            {"id": person.id.hex, "mark": mark, "at": moment},
        )
        session.commit()


def leave_bytes(file, story):
    """Delete drafts from a file as a database does that is not told to overwrite them."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA secure_delete=OFF")
        connection.execute("CREATE TABLE sheet (id, round_id, person_id)")
        connection.execute("CREATE TABLE answer (sheet_id, item, choice, comment)")
        for person in story.order:
            draft, row = new_random_id().hex, (story.round.id.hex, person.id.hex)
            connection.execute("INSERT INTO sheet VALUES (?, ?, ?)", (draft, *row))
            answer = (draft, "MND-S1", "3", story.mark[person.id])
            connection.execute("INSERT INTO answer VALUES (?, ?, ?, ?)", answer)
            connection.commit()
        connection.execute("DELETE FROM sheet WHERE rowid < 99")
        connection.execute("DELETE FROM answer WHERE rowid < 99")
        connection.commit()
