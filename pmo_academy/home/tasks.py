"""What waits for somebody, in the order of its day."""

from collections.abc import Iterable, Sequence
from datetime import date

from flask import url_for

from pmo_academy.core.web import day
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import ngettext
from pmo_academy.home.evidence_tasks import evidence_tasks
from pmo_academy.home.queries import HeldCertificate, OwnCourse
from pmo_academy.home.task import Task
from pmo_academy.maturity.queries import OpenInvitation
from pmo_academy.maturity.queries.evidence_tasks import Waiting, WorkTask
from pmo_academy.maturity.queries.workshop_seat import RunningWorkshop

SOON = 7


def list_tasks(
    invitations: Iterable[OpenInvitation],
    courses: Iterable[OwnCourse],
    certificates: Iterable[HeldCertificate],
    waiting: Waiting,
    *,
    today: date,
) -> Sequence[Task]:
    """Return everything that waits, the first day on top; what has no day comes last."""
    tasks = [_workshop(one, today) for one in waiting.workshops]
    tasks += [_invitation(one, today) for one in invitations]
    tasks += [_course(one, one.due_on, today) for one in courses if one.is_open and one.due_on]
    tasks += [_claims(one) for one in certificates if one.drafts]
    tasks += evidence_tasks(waiting.evidence, today=today)
    tasks += [_at_work(one, today) for one in waiting.at_work]
    return sorted(tasks, key=lambda task: task.due_on or date.max)


def _workshop(one: RunningWorkshop, today: date) -> Task:
    return Task(
        title=_("Take part in the workshop of %(team)s", team=one.team_name),
        href=url_for("workshop_seat.show_seat", round_id=one.round_id),
        note=_("%(round)s · vote on the questions that people see differently", round=one.title),
        state="due",
        state_text=_("Running now"),
        due_on=today,
    )


def _invitation(one: OpenInvitation, today: date) -> Task:
    state, text = _urgency(one.closes_on, today, has_started=one.has_started)
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
        title=title,
        href=url_for("maturity.show_round", round_id=one.round_id),
        note=note,
        state=state,
        state_text=text,
        due_on=one.closes_on,
    )


def _course(one: OwnCourse, due_on: date, today: date) -> Task:
    state, text = _urgency(due_on, today, has_started=one.has_started)
    title = (
        _("Finish %(course)s", course=one.choice.title)
        if one.has_started
        else _("Start %(course)s", course=one.choice.title)
    )
    return Task(
        title=title,
        href=url_for("learning.show_course", code=one.choice.code),
        note=_("Assigned to you · due on %(date)s", date=day(due_on)),
        state=state,
        state_text=text,
        due_on=due_on,
    )


def _at_work(one: WorkTask, today: date) -> Task:
    state, text = _urgency(one.due_on, today, has_started=False)
    title = (
        _("Apply what you learned: %(anchor)s", anchor=one.anchor)
        if one.course_code
        else _("At work: %(anchor)s", anchor=one.anchor)
    )
    return Task(
        title=title,
        href=url_for("own_tasks.show_own_task", task_id=one.id),
        note=_("For %(team)s · due on %(date)s", team=one.team_name, date=day(one.due_on)),
        state=state,
        state_text=text,
        due_on=one.due_on,
    )


def _claims(one: HeldCertificate) -> Task:
    return Task(
        title=ngettext(
            "Confirm %(num)s claim for %(title)s",
            "Confirm %(num)s claims for %(title)s",
            one.drafts,
            title=one.title,
        ),
        href=url_for("certification.show_credential", credential_id=one.id),
        note=_("From courses you have completed; nothing has to be typed again"),
        state="not_started",
        state_text=_("Draft"),
        due_on=None,
    )


def _urgency(due_on: date, today: date, *, has_started: bool) -> tuple[str, str]:
    """Return how urgent something is, as a state and in words."""
    days = (due_on - today).days
    if days < 0:
        return "overdue", ngettext("%(num)s day overdue", "%(num)s days overdue", -days)
    if days == 0:
        return "due", _("Due today")
    if days <= SOON:
        return "due", ngettext("%(num)s day left", "%(num)s days left", days)
    return ("in_progress" if has_started else "not_started"), ""
