"""The rig itself: each test finds an empty database, of the kind that was asked for."""

import os
from uuid import UUID

import pytest
from flask import request_started
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from pmo_academy.core.db import session as present_session
from pmo_academy.people.models import Team
from tests.support import database


@pytest.mark.parametrize("run", ["first", "second"])
def test_each_test_finds_the_tables_empty(session, run):
    assert session.scalars(select(Team)).all() == []

    above = Team(name="Above")
    session.add(above)
    session.flush()
    session.add(Team(name="Below", parent_id=above.id))
    session.commit()


@pytest.mark.parametrize("run", ["first", "second"])
def test_foreign_keys_hold_in_each_test(session, run):
    session.add(Team(name="Nowhere", parent_id=UUID(int=1)))

    with pytest.raises(IntegrityError):
        session.flush()


def test_the_database_is_of_the_kind_that_was_asked_for(session):
    asked_for = "postgresql" if os.environ.get(database.VARIABLE) else "sqlite"

    assert session.get_bind().dialect.name == asked_for


def test_a_page_shares_its_session_with_no_test(app, session):
    session.add(Team(name="Stored before the page"))

    def look(*_, **__):
        names = present_session().scalars(select(Team.name)).all()
        seen.append((present_session() is session, names))

    seen = []
    with request_started.connected_to(look, app):
        app.test_client().get("/healthz")

    assert seen == [(False, ["Stored before the page"])]
