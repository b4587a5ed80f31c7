"""Processor time per request, ours and the floor's in turn, so that noise hits both alike."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from pmo_academy.core.db import db

ROUNDS = 7
WARM_UP = 5


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One page: what it weighs, what it asks of the database, and its time beside the floor's.

    Times are processor milliseconds per request, the median of the rounds.
    """

    page: str
    size: int
    queries: int
    ours: float
    floor: float
    ratios: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """The median ratio of ours to the floor."""
        return statistics.median(self.ratios)


def measure(app: Flask, floor: Flask, *, path: str, token: str, requests: int) -> Measured:
    """Measure one page against the floor of its own size and query count."""
    ours, bare = _client(app, token), _client(floor, token)
    size, queries = _weigh(app, ours, path)
    floor_path = f"/{queries}/{size}"
    _expect(bare.get(floor_path).status_code, floor_path)
    pairs = [
        (
            _time(lambda: ours.get(path), requests),
            _time(lambda: bare.get(floor_path), requests),
        )
        for _ in range(ROUNDS)
    ]
    return Measured(
        page=path,
        size=size,
        queries=queries,
        ours=statistics.median(pair[0] for pair in pairs),
        floor=statistics.median(pair[1] for pair in pairs),
        ratios=tuple(sorted(pair[0] / pair[1] for pair in pairs)),
    )


def _client(app: Flask, token: str) -> FlaskClient:
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie.update({"_user_id": token, "_fresh": True, "csrf_token": "0" * 40})
    return client


def _weigh(app: Flask, client: FlaskClient, path: str) -> tuple[int, int]:
    """Return the bytes of the page and the number of its queries, after a warm-up."""
    for _ in range(WARM_UP):
        _expect(client.get(path).status_code, path)
    statements: list[str] = []

    def hear(*arguments: object) -> None:
        statements.append(str(arguments[2]))

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", hear)
    size = len(client.get(path).data)
    event.remove(engine, "before_cursor_execute", hear)
    return size, sum(not statement.startswith("BEGIN") for statement in statements)


def _time(act: Callable[[], object], requests: int) -> float:
    began = time.process_time()
    for _ in range(requests):
        act()
    return (time.process_time() - began) * 1000 / requests


def _expect(status: int, path: str) -> None:
    if status != 200:
        message = f"{path} answered {status}"
        raise RuntimeError(message)
