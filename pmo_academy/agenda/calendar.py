"""Tasks as a calendar file: a day each, with the title and nothing more private."""

from collections.abc import Iterable
from datetime import timedelta

from icalendar import Calendar, Event

from pmo_academy.agenda.task import Task
from pmo_academy.core import clock
from pmo_academy.core.words import gettext as _


def calendar_of(tasks: Iterable[Task], *, host: str) -> bytes:
    """Return the tasks that have a day; each keeps its name from one fetch to the next."""
    calendar = Calendar()
    calendar.add("prodid", "-//PMO Academy//Agenda//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("PMO Academy"))
    for task in tasks:
        if task.due_on is not None:
            calendar.add_component(_event(task, host=host))
    return bytes(calendar.to_ical())


def _event(task: Task, *, host: str) -> Event:
    event = Event()
    event.add("uid", f"{task.key}@{host}")
    event.add("dtstamp", clock.now())
    event.add("dtstart", task.due_on)
    if task.due_on is not None:
        event.add("dtend", task.due_on + timedelta(days=1))
    event.add("summary", task.title)
    event.add("transp", "TRANSPARENT")
    return event
