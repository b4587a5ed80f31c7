"""Every address and method, as every kind of visitor: what comes back stands in matrix.txt.

The file is reviewed by people. After a change of pages, `PMO_WRITE_MATRIX=1` writes it anew; read
the difference before it goes in.
"""

import os
import re
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from pmo_academy.core.db import Base
from pmo_academy.core.ids import new_id, new_token
from tests.access.world import ACTORS, change_sides, make_world
from tests.page import TOKEN, Visitor

FILE = Path(__file__).with_name("matrix.txt")
UNGUARDED = {"static"}
# The columns whose names are also names of form fields.
READ_BY_FORMS = {
    "answer", "because", "business_acumen", "by_date", "category", "choice", "closes_on",
    "comment", "course_code", "dated_on", "due_on", "earned_on", "email", "ended_on",
    "is_administrator", "is_flagged", "is_pmo_lead", "item", "kind", "last_paragraph", "link",
    "mails_closing", "mails_digest", "mails_expiry", "mails_invitation",
    "mode", "name", "note", "number", "opens_on", "owner_id", "parent_id", "path", "perspective",
    "point", "question",
    "power_skills", "provider", "quiet_from", "quiet_until", "reason", "round_id", "rules_key",
    "rung", "started_on", "team_id",
    "text", "way", "threshold", "time_zone", "title", "uses_shortcuts", "valid_until", "version",
    "ways_of_working",
}  # fmt: skip


@pytest.fixture
def world(app, session):
    made = make_world(session, app.config["SETTINGS"].content_dir)
    session.commit()
    return made


@pytest.fixture
def visitors(app, session, world, monkeypatch):
    """Everybody is signed in; then sides change; then nothing is stored any more."""
    visitor = Visitor(app)
    for person in world.actors.values():
        visitor.client(person)
    change_sides(session, world)
    session.commit()

    def forget(self):
        self.flush()
        self.rollback()

    monkeypatch.setattr(Session, "commit", forget)
    return visitor


@pytest.mark.timeout(400)
def test_each_visitor_gets_what_the_matrix_says(app, world, visitors):
    found = {
        f"{method} {rule}": [
            status(visitors, method, path_of(rule, world), world.actors[actor]) for actor in ACTORS
        ]
        for method, rule in routes(app)
    }

    if os.environ.get("PMO_WRITE_MATRIX"):
        write(found)
    assert found == read()


@pytest.mark.timeout(400)
def test_fragments_and_scripts_get_no_more_than_pages(app, world, visitors):
    """An htmx request is refused wherever the page is; who is not signed in gets 401."""
    headers = {"HX-Request": "true"}
    for method, rule in routes(app):
        for actor, plain in zip(ACTORS, read()[f"{method} {rule}"], strict=True):
            code = status(
                visitors, method, path_of(rule, world), world.actors[actor], headers=headers
            )
            is_out = actor in ("anonymous", "deactivated")
            expected = 401 if is_out and plain == 302 else plain
            assert code == expected, f"{method} {rule} as {actor}"


@pytest.mark.timeout(400)
def test_more_fields_than_a_form_has_change_nothing_more(app, world, visitors):
    """Every column of every table comes along in each form; none of them takes effect."""
    columns = {column.name for table in Base.metadata.tables.values() for column in table.columns}
    extra = dict.fromkeys(sorted(columns - READ_BY_FORMS), "1")
    for method, rule in routes(app):
        if method == "POST":
            plain = read()[f"{method} {rule}"]
            for actor, expected in zip(ACTORS, plain, strict=True):
                person = world.actors[actor]
                path = path_of(rule, world)
                assert status(visitors, method, path, person, data=extra) == expected, rule


def test_an_account_takes_no_field_that_its_form_lacks(visitor, cast, session):
    extra = {"email": "x@example.test", "password_hash": "x", "is_sample": "1", "id": cast.root.id}
    visitor.post(f"/admin/people/{cast.lena.id}", {"name": "Lena O.", **extra}, as_=cast.root)

    session.refresh(cast.lena)
    assert cast.lena.name == "Lena O."
    assert (cast.lena.email, cast.lena.password_hash) == ("lena.ortiz@example.test", "")
    assert not cast.lena.is_sample


def test_another_teams_record_and_none_look_the_same(world, visitors):
    """Byte for byte, so that nobody learns what exists."""
    olga = world.actors["manager-elsewhere"]
    foreign = visitors.get(f"/team/{world.values['team_id']}", as_=olga, expect=404)
    missing = visitors.get(f"/team/{new_id()}", as_=olga, expect=404)
    nowhere = visitors.get("/no-such-page", as_=olga, expect=404)

    assert foreign.text == missing.text == nowhere.text


def routes(app):
    """Every method and address; last come signing out, which takes the cookie along, and coming in
    by a private link, which brings another one.
    """
    found = sorted(
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in rule.methods & {"GET", "POST"}
        if rule.endpoint not in UNGUARDED
    )
    places = {("POST", "/sign-out"): 1, ("POST", "/invitation/<guest_token>"): 2}
    return sorted(found, key=lambda route: places.get(route, 0))


def path_of(rule: str, world) -> str:
    values = world.values | ({"code": "MND"} if "/domain/" in rule else {})
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda match: str(values[match[1]]), rule)


def status(visitors, method, path, person, *, headers=None, data=None) -> int:
    client = visitors.client(person)
    form = {}
    if method == "POST":
        with client.session_transaction() as cookie:
            cookie["csrf_token"] = TOKEN
        form = {"csrf_token": visitors.token(), "submission_key": new_token(), **(data or {})}
    response = client.open(path, method=method, headers=headers or {}, data=form)
    assert response.status_code < 500, f"{method} {path}: {response.get_data(as_text=True)}"
    return response.status_code


def write(found: dict[str, list[int]]) -> None:
    width = max(map(len, found))
    lines = [f"{'':{width}}  " + "  ".join(ACTORS)]
    lines += [
        f"{name:{width}}  "
        + "  ".join(f"{code:<{len(actor)}}" for code, actor in zip(codes, ACTORS, strict=True))
        for name, codes in found.items()
    ]
    FILE.write_text("\n".join(line.rstrip() for line in lines) + "\n", "utf-8")


def read() -> dict[str, list[int]]:
    head, *rows = FILE.read_text("utf-8").splitlines()
    assert tuple(head.split()) == ACTORS
    parts = [row.split() for row in rows]
    return {f"{method} {rule}": [int(code) for code in codes] for method, rule, *codes in parts}
