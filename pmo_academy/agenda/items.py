"""What waits for somebody, in the order of its day: home, agenda, digest and calendar read this."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from pmo_academy.agenda.reader import Reader
from pmo_academy.agenda.sources import (
    certification,
    evidence,
    learning,
    maturity,
    retention,
    threads,
    work_products,
)
from pmo_academy.agenda.task import Task

Source = Callable[[Reader], Iterable[Task]]

# One function for each kind of thing that can wait; of the same day the first named comes first.
SOURCES: tuple[Source, ...] = (
    maturity.workshops,
    maturity.invitations,
    learning.courses,
    certification.claims,
    certification.cycles,
    certification.awards,
    certification.cases,
    certification.claims_sent_back,
    certification.entries_sent_back,
    certification.to_look_at,
    work_products.work_products,
    threads.threads,
    evidence.pieces,
    maturity.at_work,
    retention.practice,
)


# What features above have to tell; the app factory adds it.
_more: list[Source] = []


def add_source(source: Source) -> None:
    """Let a feature above tell what waits for somebody; adding it twice has one effect."""
    if source not in _more:
        _more.append(source)


def list_tasks(reader: Reader) -> Sequence[Task]:
    """Return everything that waits, the first day on top; what has no day comes last."""
    tasks = [task for source in (*SOURCES, *_more) for task in source(reader)]
    return sorted(tasks, key=lambda task: task.due_on or date.max)
