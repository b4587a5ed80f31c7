"""Courses that somebody was given with a day."""

from collections.abc import Iterable
from datetime import date

from pmo_academy.agenda.queries import OwnCourse
from pmo_academy.agenda.reader import Reader
from pmo_academy.agenda.sources.urgency import urgency
from pmo_academy.agenda.task import Place, Task
from pmo_academy.core.web import day
from pmo_academy.core.words import gettext as _


def courses(reader: Reader) -> Iterable[Task]:
    """Give a row for each assigned course that is not behind the reader, and for a new edition."""
    return [
        *(
            _course(one, one.due_on, reader.today)
            for one in reader.courses
            if one.is_open and one.due_on
        ),
        *(_moved(one) for one in reader.courses if one.moved_at),
    ]


def _course(one: OwnCourse, due_on: date, today: date) -> Task:
    state, text = urgency(due_on, today, has_started=one.has_started)
    title = (
        _("Finish %(course)s", course=one.choice.title)
        if one.has_started
        else _("Start %(course)s", course=one.choice.title)
    )
    return Task(
        key=f"course-{one.choice.code}",
        title=title,
        place=Place(endpoint="learning.show_course", values={"code": one.choice.code}),
        note=_("Assigned to you · due on %(date)s", date=day(due_on)),
        because=_("%(name)s assigned it to you", name=one.assigned_by),
        state=state,
        state_text=text,
        due_on=due_on,
    )


def _moved(one: OwnCourse) -> Task:
    return Task(
        key=f"moved-{one.choice.code}",
        title=_("See what is new in “%(course)s”", course=one.choice.title),
        place=Place(endpoint="learning.show_course", values={"code": one.choice.code}),
        note=_("A newer edition is out and you are in it; what you did counts"),
        because=_("you were moved into its newer edition; what you did counts"),
        state="not_started",
        state_text=_("New edition"),
        due_on=None,
    )
