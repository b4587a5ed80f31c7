"""One page of everything that is due for somebody."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from flask import Blueprint, Response, current_app, request
from flask.typing import ResponseReturnValue

from pmo_academy.agenda.calendar import calendar_of
from pmo_academy.agenda.items import list_tasks
from pmo_academy.agenda.reader import Reader
from pmo_academy.agenda.rules.grouping import Part, part_of
from pmo_academy.agenda.task import Task
from pmo_academy.core.errors import NotFoundError
from pmo_academy.core.guards import requires
from pmo_academy.core.permissions import Permission
from pmo_academy.core.web import render
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import ngettext
from pmo_academy.people.sign_in import current_day, current_person

bp = Blueprint("agenda", __name__, template_folder="../templates")


@bp.get("/me/agenda")
@requires(Permission.KEEP_ACCOUNT)
def show_agenda() -> ResponseReturnValue:
    """Show what is due: overdue, this week, later, without a day."""
    reader = Reader(person=current_person(), today=current_day())
    tasks = list_tasks(reader)
    parts = [
        (part, [t for t in tasks if part_of(t.due_on, today=reader.today) is part]) for part in Part
    ]
    return render(
        "agenda/agenda.html",
        lead=_lead(parts),
        first=tasks[0] if tasks else None,
        parts=[(part.value, _title_of(part), found) for part, found in parts if found],
    )


@bp.get("/me/agenda/event")
@requires(Permission.KEEP_ACCOUNT)
def show_event() -> ResponseReturnValue:
    """Give one thing that has a day as a file for a calendar; `task` in the address names it."""
    wanted = request.args.get("task", "")
    tasks = list_tasks(Reader(person=current_person(), today=current_day()))
    task = next((one for one in tasks if one.key == wanted and one.due_on), None)
    if task is None:
        raise NotFoundError
    host = urlsplit(current_app.config["SETTINGS"].base_url).hostname or "localhost"
    response = Response(calendar_of([task], host=host), mimetype="text/calendar")
    response.headers["Content-Disposition"] = 'attachment; filename="pmo-academy.ics"'
    return response


def _lead(parts: Sequence[tuple[Part, Sequence[Task]]]) -> str:
    """Say in a sentence how much there is."""
    counts = {part: len(found) for part, found in parts}
    if not any(counts.values()):
        return _("Nothing waits for you.")
    said = [
        words
        for count, words in (
            (counts[Part.OVERDUE], _("%(num)s overdue", num=counts[Part.OVERDUE])),
            (counts[Part.THIS_WEEK], _("%(num)s due this week", num=counts[Part.THIS_WEEK])),
        )
        if count
    ]
    if said:
        return ", ".join(said) + "."
    rest = sum(counts.values())
    return ngettext(
        "Nothing is due this week; %(num)s thing waits.",
        "Nothing is due this week; %(num)s things wait.",
        rest,
    )


def _title_of(part: Part) -> str:
    return {
        Part.OVERDUE: _("Overdue"),
        Part.THIS_WEEK: _("This week"),
        Part.LATER: _("Later"),
        Part.WITHOUT_A_DAY: _("Without a day"),
    }[part]
