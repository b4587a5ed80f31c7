"""A class that starts one quiz within a minute, against the real server over real sockets.

Everybody arrives at a moment of their own, opens the quiz, begins, reads the questions and saves
answers; in a second minute everybody hands in and reads the result. Times are what a person waits:
from sending a request to the last byte of its answer, on the clock, not processor time.
"""

import http.client
import random
import re
import socket
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode
from uuid import UUID

from pmo_academy.config import Settings

BOUND = 300.0  # milliseconds, for 95 of 100 requests

_SEED = 1966
_HANDS = 100  # how many people can wait for an answer at the same moment
_PATIENCE = 60.0
_ANSWER = re.compile(r"q\d+")
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True, kw_only=True)
class Waited:
    """How long requests of one kind took, in milliseconds, in ascending order."""

    kind: str
    times: Sequence[float]

    def at(self, percent: int) -> float:
        """Return the time within which so many percent of the requests were answered."""
        return self.times[max(0, -(-len(self.times) * percent // 100) - 1)]

    @property
    def median(self) -> float:
        """The time in the middle."""
        return statistics.median(self.times)


@dataclass(kw_only=True)
class Student:
    """Somebody of the class: their session, and what the server has acknowledged so far."""

    person_id: UUID
    cookie: str
    quiz: str
    attempt: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    saved: int = 0
    has_handed_in: bool = False
    lines: ExitStack = field(default_factory=ExitStack)  # open as long as the browser is
    times: list[tuple[str, float]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


class _Form(HTMLParser):
    """Reads hidden fields, and answers: of each group of choices the first, of each field a 1."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what one control would send."""
        told = {name: value or "" for name, value in attrs}
        name, type_ = told.get("name", ""), told.get("type", "text")
        if tag != "input" or not name:
            return
        if type_ == "hidden":
            self.fields[name] = told.get("value", "")
        elif _ANSWER.match(name):
            is_choice = type_ in ("radio", "checkbox")
            self.fields.setdefault(name, told.get("value", "") if is_choice else "1")

    @property
    def answers(self) -> int:
        """How many questions are answered."""
        return len({found[0] for found in map(_ANSWER.match, self.fields) if found})


@contextmanager
def running(settings: Settings) -> Iterator[int]:
    """Run the production server of its own process on these settings; yields its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "pmo_academy.cli", "serve", "--port", str(port)]
    environment = {
        "PMO_SECRET_KEY": settings.secret_key,
        "PMO_DATA_DIR": str(settings.data_dir),
        "PMO_DATABASE_URL": settings.database_url,
        "PMO_CONTENT_DIR": str(settings.content_dir),
    }
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet) as server:  # noqa: S603 - our own program
        try:
            _await(port)
            yield port
        finally:
            server.terminate()


def start_and_hand_in(students: Sequence[Student], *, port: int, seconds: float) -> list[Waited]:
    """Let everybody begin within so many seconds, then hand in within as many; return the waits."""
    draw = random.Random(_SEED)  # noqa: S311 - repeatable, not secret
    with ExitStack() as browsers:
        for student in students:
            browsers.enter_context(student.lines)
        for act in (_begin, _hand_in):
            _within(seconds, students, lambda one, act=act: act(one, port), draw)  # type: ignore[misc]
    waits: dict[str, list[float]] = defaultdict(list)
    for student in students:
        for kind, milliseconds in student.times:
            waits[kind].append(milliseconds)
    return [Waited(kind=kind, times=sorted(times)) for kind, times in waits.items()]


def _within(
    seconds: float,
    students: Sequence[Student],
    act: Callable[[Student], None],
    draw: random.Random,
) -> None:
    began = time.monotonic()
    moments = sorted(draw.uniform(0, seconds) for _ in students)
    with ThreadPoolExecutor(_HANDS) as hands:
        for moment, student in zip(moments, students, strict=True):
            time.sleep(max(0.0, began + moment - time.monotonic()))
            hands.submit(_try, act, student)


def _try(act: Callable[[Student], None], student: Student) -> None:
    try:
        act(student)
    except (OSError, http.client.HTTPException, _RefusedError) as problem:
        student.problems.append(str(problem) or type(problem).__name__)


def _begin(student: Student, port: int) -> None:
    line = student.lines.enter_context(closing(_line(port)))
    page = _ask(line, student, "open the quiz", student.quiz)
    _post(line, student, "begin", f"{student.quiz}/attempts", page.fields)
    student.attempt = f"{student.quiz}/attempt/1"
    page = _ask(line, student, "read the questions", student.attempt)
    student.fields = page.fields
    _post(line, student, "save answers", f"{student.attempt}/answers", page.fields)
    student.saved = page.answers


def _hand_in(student: Student, port: int) -> None:
    line = student.lines.enter_context(closing(_line(port)))
    page = _ask(line, student, "check the answers", f"{student.attempt}/check")
    _post(line, student, "hand in", f"{student.attempt}/submission", page.fields)
    student.has_handed_in = True
    _ask(line, student, "read the result", f"{student.attempt}/result")


class _RefusedError(Exception):
    """The server did not do what was asked."""


def _line(port: int) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)


def _ask(line: http.client.HTTPConnection, student: Student, kind: str, path: str) -> _Form:
    form = _Form()
    form.feed(_send(line, student, kind, "GET", path, ""))
    return form


def _post(
    line: http.client.HTTPConnection,
    student: Student,
    kind: str,
    path: str,
    fields: Mapping[str, str],
) -> None:
    _send(line, student, kind, "POST", path, urlencode(fields))


def _send(
    line: http.client.HTTPConnection, student: Student, kind: str, method: str, path: str, body: str
) -> str:
    headers = {"Cookie": student.cookie, **(_FORM if body else {})}
    began = time.perf_counter()
    line.request(method, path, body=body or None, headers=headers)
    answer = line.getresponse()
    text = answer.read().decode()
    student.times.append((kind, (time.perf_counter() - began) * 1000))
    if answer.status not in (200, 303):
        message = f"{method} {path} answered {answer.status}"
        raise _RefusedError(message)
    return text


def _await(port: int) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        with closing(_line(port)) as line:
            try:
                line.request("GET", "/healthz")
                if line.getresponse().status == 200:
                    return
            except OSError:
                time.sleep(0.1)
    message = "the server did not start"
    raise RuntimeError(message)
