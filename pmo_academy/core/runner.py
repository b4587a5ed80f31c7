"""The thread beside the server that does what is due."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import Flask

EVERY = 15.0
_PATIENCE = 5.0

log = logging.getLogger(__name__)


@contextmanager
def in_background(app: Flask, work: Callable[[], None], *, every: float = EVERY) -> Iterator[None]:
    """Do the work now and every few seconds until the end, beside whatever goes on inside."""
    over = threading.Event()

    def go_on() -> None:
        while not over.is_set():
            with app.app_context():
                try:
                    work()
                except Exception:
                    # Such as a database that is busy or away: the next time may find it back.
                    log.exception("work in the background failed")
            over.wait(every)

    # A daemon: a mail server that does not answer must not keep the process from ending.
    thread = threading.Thread(target=go_on, name="jobs", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(_PATIENCE)
