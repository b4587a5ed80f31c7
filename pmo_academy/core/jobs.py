"""Work for later: rows that are written with the change that causes them, and done once.

A job runs at least once: a process that ends in the middle leaves the row, and another takes it up.
So a handler opens its own transactions and is harmless when it runs again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from pmo_academy.core import clock
from pmo_academy.core.db import Base, release, session, transaction
from pmo_academy.core.ids import new_random_id

# How long to wait after each failure; after the last one the job is given up.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440))
MOST_ATTEMPTS = len(WAITS) + 1
HELD_FOR = timedelta(minutes=10)
KEPT_FOR = timedelta(days=30)

log = logging.getLogger(__name__)


class Job(Base, kw_only=True):
    """One piece of work; the key keeps the same work from being written down twice.

    The id is random and the payload goes when the work is done: a row must not tell for whom it
    was.
    """

    __tablename__ = "core_job"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_random_id)
    kind: Mapped[str]
    key: Mapped[str | None] = mapped_column(default=None, unique=True)
    payload: Mapped[dict[str, Any]]
    due_at: Mapped[datetime] = mapped_column(default_factory=clock.now, index=True)
    claimed_at: Mapped[datetime | None] = mapped_column(default=None)
    done_at: Mapped[datetime | None] = mapped_column(default=None, index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str] = mapped_column(default="")


@dataclass(frozen=True, kw_only=True)
class Task:
    """A job that has been claimed, as its handler sees it."""

    id: UUID
    kind: str
    payload: dict[str, Any]
    attempt: int


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How many jobs were done, and how many failed, of one run."""

    done: int = 0
    failed: int = 0


class JobError(Exception):
    """The work failed and may succeed later; the message names nobody."""

    is_final = False


class HopelessJobError(JobError):
    """The work failed and trying again would not help."""

    is_final = True


class NotNowError(Exception):
    """The work has to wait until a moment; that is no failure."""

    def __init__(self, until: datetime) -> None:
        super().__init__()
        self.until = until


Handler = Callable[[Task], None]

_handlers: dict[str, Handler] = {}


def register(kind: str, handler: Handler) -> None:
    """Let this handler do the jobs of a kind."""
    _handlers[kind] = handler


def put(
    kind: str, payload: dict[str, Any], *, due_at: datetime | None = None, key: str | None = None
) -> None:
    """Write a job down in the caller's transaction; one whose key is there already stays as is."""
    if key is not None and session().scalar(select(Job.id).where(Job.key == key)):
        return
    session().add(Job(kind=kind, key=key, payload=payload, due_at=due_at or clock.now()))
    session().flush()


def run_due(*, most: int = 200) -> Outcome:
    """Do what is due, one job after the other, each in transactions of its own."""
    done = failed = 0
    while done + failed < most and (task := _claim()) is not None:
        if _do(task):
            done += 1
        else:
            failed += 1
    return Outcome(done=done, failed=failed)


def list_given_up() -> Sequence[Job]:
    """Return the jobs that failed for good, the latest first."""
    return (
        session()
        .scalars(
            select(Job)
            .where(Job.done_at.is_(None), Job.attempts >= MOST_ATTEMPTS, _is_free())
            .order_by(Job.due_at.desc())
        )
        .all()
    )


def forget_old() -> None:
    """Delete the rows of work that was done or given up a while ago."""
    before = clock.now() - KEPT_FOR
    given_up = Job.done_at.is_(None) & (Job.attempts >= MOST_ATTEMPTS) & (Job.due_at < before)
    session().execute(delete(Job).where(or_(Job.done_at < before, given_up)))


def _claim() -> Task | None:
    """Take the job that waits longest; of two runners that want it one gets it."""
    with transaction():
        while (found := session().scalar(_next_due())) is not None:
            taken = session().execute(
                update(Job)
                .where(Job.id == found.id, Job.attempts == found.attempts, Job.done_at.is_(None))
                .values(claimed_at=clock.now(), attempts=Job.attempts + 1)
                .execution_options(synchronize_session=False)
            )
            session().refresh(found)
            if taken.rowcount == 1:  # type: ignore[attr-defined]
                return Task(
                    id=found.id, kind=found.kind, payload=found.payload, attempt=found.attempts
                )
    return None


def _next_due() -> Any:
    return (
        select(Job)
        .where(
            Job.done_at.is_(None),
            Job.attempts < MOST_ATTEMPTS,
            Job.due_at <= clock.now(),
            Job.kind.in_(_handlers),
            _is_free(),
        )
        .order_by(Job.due_at, Job.id)
        .limit(1)
        .execution_options(populate_existing=True)
    )


def _is_free() -> Any:
    """Tell whether nobody works on a job; who has not come back after a while never will."""
    return or_(Job.claimed_at.is_(None), Job.claimed_at < clock.now() - HELD_FOR)


def _do(task: Task) -> bool:
    try:
        _handlers[task.kind](task)
    except NotNowError as wait:
        _put_off(task, until=wait.until)
        return True
    except JobError as error:
        _put_back(task, str(error), is_final=error.is_final)
        return False
    except Exception as error:
        log.exception("job %s of the kind %s failed", task.id, task.kind)
        # The words of an unforeseen error may name somebody; its kind does not.
        _put_back(task, type(error).__name__, is_final=False)
        return False
    with transaction():
        _change(task, done_at=clock.now(), claimed_at=None, payload={}, problem="")
    return True


def _put_off(task: Task, *, until: datetime) -> None:
    """Let a job wait as if nobody had tried it."""
    release()
    with transaction():
        _change(task, claimed_at=None, due_at=until, attempts=task.attempt - 1)


def _put_back(task: Task, problem: str, *, is_final: bool) -> None:
    release()
    is_final = is_final or task.attempt >= MOST_ATTEMPTS
    with transaction():
        if is_final:
            log.error("job %s of the kind %s is given up: %s", task.id, task.kind, problem)
            _change(task, claimed_at=None, attempts=MOST_ATTEMPTS, payload={}, problem=problem)
        else:
            due_at = clock.now() + WAITS[task.attempt - 1]
            _change(task, claimed_at=None, due_at=due_at, problem=problem)


def _change(task: Task, **values: Any) -> None:
    """Write down what became of a job, unless somebody else has taken it up meanwhile."""
    session().execute(
        update(Job)
        .where(Job.id == task.id, Job.attempts == task.attempt)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
