"""The sample organisation in a real browser: filled once a worker, put back before a test."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from pmo_academy.app import create_app
from pmo_academy.config import Settings
from tests.browser.academy import Academy
from tests.support import database
from tests.support.browser import listen_for_trouble
from tests.support.server import in_a_thread

USUAL = {"locale": "en-GB", "reduced_motion": "reduce"}


@pytest.fixture(scope="session")
def filled() -> Iterator[Academy]:
    """The sample organisation behind a socket, in a database of its own."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=database.memory())))
        app = create_app(
            Settings(
                database_url=f"sqlite:///{folder}/academy.sqlite3",
                secret_key="only for tests, and long enough for a key",
                data_dir=folder,
                base_url="http://localhost",
                content_dir=Path("content").resolve(),
                testing=True,
            )
        )
        address = stack.enter_context(in_a_thread(app))
        academy = Academy(app=app, address=address, copies=folder)
        academy.fill()
        yield academy


@pytest.fixture
def academy(filled: Academy) -> Academy:
    """The sample organisation as it was at first."""
    filled.put_back()
    return filled


@pytest.fixture
def visit(browser: Browser, academy: Academy) -> Iterator[Callable[..., Page]]:
    """Open a browser of its own as a person; script errors and breaches of the policy fail."""
    trouble: list[str] = []
    with ExitStack() as stack:

        def open_browser(email: str = "", **options) -> Page:
            context = browser.new_context(base_url=academy.address, **USUAL, **options)
            stack.enter_context(context)
            if email:
                academy.sign_in(context, email)
            page = context.new_page()
            listen_for_trouble(page, trouble)
            return page

        yield open_browser
    assert not trouble, trouble
