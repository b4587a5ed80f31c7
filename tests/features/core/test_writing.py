"""What holds around every write: locks are held as long as needed, and no word leaks."""

import logging
import sqlite3

import pytest

from pmo_academy.core import audit
from pmo_academy.core.db import db
from pmo_academy.core.db import session as present_session
from pmo_academy.people import passwords
from pmo_academy.people.models import Team
from pmo_academy.people.sign_in import SignedIn

PASSWORD = "a long sentence to sign in with"


@pytest.fixture
def elsewhere(session):
    """A connection of another process to the embedded database."""
    if session.get_bind().dialect.name != "sqlite":
        pytest.skip("about the embedded database")
    connection = sqlite3.connect(db.engine.url.database, isolation_level=None)
    yield connection
    connection.close()


def test_no_lock_is_held_while_a_password_is_checked(visitor, cast, session, monkeypatch):
    cast.lena.password_hash = passwords.hashed(PASSWORD)
    session.commit()
    held = []
    check = passwords.matches

    def matches(password, kept):
        held.append(present_session().in_transaction())
        return check(password, kept)

    monkeypatch.setattr(passwords, "matches", matches)
    visitor.post("/sign-in", {"email": cast.lena.email, "password": PASSWORD})

    assert held == [False]


def test_a_refusal_is_recorded_although_somebody_else_has_just_written(
    visitor, cast, session, elsewhere, monkeypatch
):
    session.commit()
    may = SignedIn.may

    def may_after_a_write(signed_in, permission):
        if permission == "people:administer":
            elsewhere.execute("UPDATE people_team SET name = name || '!'")
        return may(signed_in, permission)

    monkeypatch.setattr(SignedIn, "may", may_after_a_write)
    visitor.get("/admin/people", as_=cast.lena, expect=403)

    assert audit.list_entries(page=1, per_page=1)[0][0].action == "core.refused"


def test_the_log_of_a_mistake_repeats_nothing_that_was_typed(app, session, caplog):
    session.add(Team(name="Typed by somebody"))
    session.flush()
    session.add(Team(name="Typed by somebody"))

    with pytest.raises(Exception, match=r"unique|UNIQUE") as mistake:
        session.flush()
    logging.getLogger("pmo_academy").error("reference", exc_info=mistake.value)

    assert "people_team" in caplog.text
    assert "Typed by somebody" not in caplog.text.split("DETAIL:")[0]
