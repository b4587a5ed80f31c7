"""The sample organisation behind a real socket, filled once and put back as it was at will."""

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import BrowserContext
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from pmo_academy.authoring import service as authoring
from pmo_academy.core.db import db, session, transaction
from pmo_academy.demo import organisation
from pmo_academy.people import sessions
from pmo_academy.people.models import Person, SignedInSession, Team
from tests.cast import make_person

SOLE = "sole.account@example.test"
NEW = "new.person@example.test"
FRESH_MANAGER = "fresh.manager@example.test"


@dataclass(frozen=True, kw_only=True)
class Academy:
    """An application with data of its own, its address, and copies of two states.

    `bare` has one account with every role and nothing else; `sample` has the sample organisation,
    and beside it a team without rounds: its manager, and a person who has never done anything.
    """

    app: Flask
    address: str
    copies: Path

    def put_back(self, state: str = "sample") -> None:
        """Make the database what it was at first."""
        with self.app.app_context():
            _copy(self.copies / f"{state}.sqlite3", self._database())

    @contextlib.contextmanager
    def stored(self) -> Iterator[Session]:
        """What is stored now, to read or, with `transaction()`, to change."""
        with self.app.app_context():
            yield session()

    def sign_in(self, context: BrowserContext, email: str) -> None:
        """Sign the person in to this browser without typing the password."""
        with self.app.app_context(), transaction():
            person = session().scalars(select(Person).where(Person.email == email)).one()
            token = sessions.begin(person)
        signer = SecureCookieSessionInterface().get_signing_serializer(self.app)
        value = signer.dumps({"_user_id": token, "_fresh": True})
        context.add_cookies([{"name": "session", "value": value, "url": self.address}])

    def end_sessions(self) -> None:
        """End the session of everybody, as when it runs out."""
        with self.app.app_context(), transaction():
            session().execute(delete(SignedInSession))

    def fill(self) -> None:
        """Make both states."""
        with self.app.app_context():
            db.create_all()
            with transaction():
                make_person(session(), "Sole Account", is_pmo_lead=True, is_administrator=True)
            _copy(self._database(), self.copies / "bare.sqlite3")
            with transaction():
                authoring.load(self.app.config["SETTINGS"].content_dir)
                organisation.add()
                _add_newcomers()
            _copy(self._database(), self.copies / "sample.sqlite3")

    def _database(self) -> Path:
        return Path(db.engine.url.database)


def _add_newcomers() -> None:
    team = Team(name="Retail PMO")
    session().add(team)
    session().flush()
    make_person(session(), "New Person", member_of=team)
    make_person(session(), "Fresh Manager", member_of=team, manager_of=team)


def _copy(source: Path, target: Path) -> None:
    """Copy a database while others have it open."""
    with (
        contextlib.closing(sqlite3.connect(source)) as one,
        contextlib.closing(sqlite3.connect(target)) as other,
    ):
        one.backup(other)
