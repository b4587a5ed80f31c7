"""What of maturity waits: questionnaires, workshops, tasks at work."""

from collections.abc import Iterable
from datetime import date

from pmo_academy.agenda.reader import Reader
from pmo_academy.agenda.sources.urgency import urgency
from pmo_academy.agenda.task import Place, Task
from pmo_academy.core.web import day
from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.queries import OpenInvitation, list_open_invitations
from pmo_academy.maturity.queries.evidence_tasks import WorkTask
from pmo_academy.maturity.queries.workshop_seat import RunningWorkshop


def workshops(reader: Reader) -> Iterable[Task]:
    """Give a row for each workshop that runs now."""
    return [_workshop(one, reader.today) for one in reader.waiting.workshops]


def invitations(reader: Reader) -> Iterable[Task]:
    """Give a row for each questionnaire that the reader may answer now."""
    return [_invitation(one, reader.today) for one in list_open_invitations(reader.person)]


def at_work(reader: Reader) -> Iterable[Task]:
    """Give a row for each statement that the reader is to make true at work."""
    return [_at_work(one, reader.today) for one in reader.waiting.at_work]


def _workshop(one: RunningWorkshop, today: date) -> Task:
    return Task(
        key=f"workshop-{one.round_id}",
        title=_("Take part in the workshop of %(team)s", team=one.team_name),
        place=Place(endpoint="workshop_seat.show_seat", values={"round_id": one.round_id}),
        note=_("%(round)s · vote on the questions that people see differently", round=one.title),
        because=_("it runs now"),
        state="due",
        state_text=_("Running now"),
        due_on=today,
    )


def _invitation(one: OpenInvitation, today: date) -> Task:
    state, text = urgency(one.closes_on, today, has_started=one.has_started)
    title = (
        _("Finish the maturity assessment of %(team)s", team=one.team_name)
        if one.has_started
        else _("Answer the maturity assessment of %(team)s", team=one.team_name)
    )
    note = _(
        "%(done)s of %(total)s sections done · open until %(date)s",
        done=one.sections_done,
        total=one.sections_total,
        date=day(one.closes_on),
    )
    return Task(
        key=f"round-{one.round_id}",
        title=title,
        place=Place(endpoint="maturity.show_round", values={"round_id": one.round_id}),
        note=note,
        because=_("the round closes on %(date)s", date=day(one.closes_on)),
        state=state,
        state_text=text,
        due_on=one.closes_on,
    )


def _at_work(one: WorkTask, today: date) -> Task:
    state, text = urgency(one.due_on, today)
    title = (
        _("Apply what you learned: %(anchor)s", anchor=one.anchor)
        if one.course_code
        else _("At work: %(anchor)s", anchor=one.anchor)
    )
    return Task(
        key=f"task-{one.id}",
        title=title,
        place=Place(endpoint="own_tasks.show_own_task", values={"task_id": one.id}),
        note=_("For %(team)s · due on %(date)s", team=one.team_name, date=day(one.due_on)),
        because=_("it is in the plan of %(team)s", team=one.team_name),
        in_mail=_("A task at work for %(team)s", team=one.team_name),
        state=state,
        state_text=text,
        due_on=one.due_on,
    )
