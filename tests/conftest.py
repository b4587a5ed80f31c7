"""What every test may ask for. Data comes from factories and the cast, never from here."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import settings as hypothesis_settings
from sqlalchemy.orm import Session

from tests.cast import Cast, make_cast
from tests.page import Visitor
from tests.support import database

hypothesis_settings.register_profile(
    "check", deadline=None, max_examples=100, derandomize=True, database=None
)
hypothesis_settings.load_profile("check")

SERVERS = ExitStack()


def pytest_configure(config: pytest.Config) -> None:
    """Start one PostgreSQL for all workers: PMO_TEST_DATABASE_URL=postgresql asks for it."""
    is_worker = hasattr(config, "workerinput")
    if not is_worker and os.environ.get(database.VARIABLE) == "postgresql":
        from tests.support.postgres import postgres

        os.environ[database.VARIABLE] = SERVERS.enter_context(postgres()).url


def pytest_unconfigure() -> None:
    """Stop what has been started for all workers."""
    SERVERS.close()


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Flask]:
    """The application on an empty database of its own; made once, emptied after each test."""
    from flask_migrate import stamp

    from pmo_academy.app import create_app
    from pmo_academy.config import Settings
    from pmo_academy.core.db import db
    from tests.support.client import Client

    with database.fresh(worker_id) as url:
        app = create_app(
            Settings(
                database_url=url,
                secret_key="only for tests, and long enough for a key",
                data_dir=tmp_path_factory.mktemp("data"),
                base_url="http://localhost",
                content_dir=Path("content").resolve(),
                testing=True,
            )
        )
        app.test_client_class = Client
        with app.app_context():
            db.create_all()
            stamp()
            engine = db.engine
        app.extensions["tests.empty"] = lambda: database.empty(engine, db.metadata)
        yield app
        engine.dispose()


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """The test's own session: what the services use when a test calls them itself.

    The test client stores its changes before each page and reads everything anew afterwards. Other
    threads and processes see them after `session.commit()`.
    """
    from pmo_academy.core.db import session as present_session

    with app.app_context():
        yield present_session()
        present_session().rollback()


@pytest.fixture(autouse=True)
def _empty_database(request: pytest.FixtureRequest) -> Iterator[None]:
    """Empty the database after a test that could have used it."""
    yield
    if "app" in request.fixturenames:
        app = request.getfixturevalue("app")
        app.extensions["tests.empty"]()


@pytest.fixture(scope="session")
def live_server(app: Flask) -> Iterator[str]:
    """The address of the application behind a real socket."""
    from tests.support.server import in_a_thread

    with in_a_thread(app) as address:
        yield address


@pytest.fixture(scope="session")
def browser():
    """A real browser, without a window."""
    from tests.support.browser import chromium

    with chromium() as program:
        yield program


@pytest.fixture
def page(browser, live_server: str):
    """A page of a new visitor; a script error or a breach of the content policy fails the test."""
    from tests.support.browser import listen_for_trouble

    with browser.new_context(base_url=live_server, locale="en-GB") as context:
        page = context.new_page()
        trouble = listen_for_trouble(page)
        yield page
    assert not trouble, trouble


@pytest.fixture
def cast(session: Session) -> Cast:
    """The standing people."""
    return make_cast(session)


@pytest.fixture
def visitor(app: Flask, session: Session) -> Visitor:
    """Opens pages as a person and checks each."""
    return Visitor(app)
