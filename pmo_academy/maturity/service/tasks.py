"""Follow-up tasks at work: give, change, finish; a completed course asks to be applied.

A task never changes the value of a question: only the answers of the next round do.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from pmo_academy.core import audit, clock
from pmo_academy.core.db import session
from pmo_academy.core.errors import ConflictError, NotFoundError
from pmo_academy.core.words import gettext as _
from pmo_academy.learning.events import CourseCompleted
from pmo_academy.maturity.models import GapTask
from pmo_academy.maturity.queries import (
    GapLine,
    find_latest,
    find_target,
    list_courses,
    list_owners,
    way_to_target,
)
from pmo_academy.maturity.rules.model import Model
from pmo_academy.maturity.service.problems import FieldsError
from pmo_academy.people.models import Person, Team
from pmo_academy.people.queries import get_person, list_own_teams

TIME_TO_APPLY = timedelta(days=60)
LONGEST_NOTE = 1000


@dataclass(frozen=True, kw_only=True)
class TaskGiven:
    """Reach a statement of a question at work: which, who and by when."""

    item: str
    point: int
    owner_id: UUID
    due_on: date


def add_task(team: Team, given: TaskGiven, *, model: Model, round_id: UUID, by: Person) -> GapTask:
    """Give a task of a team to one of its people."""
    _check(team, given, model=model)
    return new_task(team, given, round_id=round_id, by=by)


def new_task(
    team: Team, given: TaskGiven, *, round_id: UUID, by: Person, plan_id: UUID | None = None
) -> GapTask:
    """Add a task that was checked before."""
    task = GapTask(
        team_id=team.id,
        round_id=round_id,
        plan_id=plan_id,
        item=given.item,
        point=given.point,
        owner_id=given.owner_id,
        due_on=given.due_on,
        created_by=by.id,
    )
    session().add(task)
    session().flush()
    audit.record(
        "maturity.task-given",
        subject=task.id,
        by=by.id,
        item=given.item,
        point=given.point,
        owner=str(given.owner_id),
        due_on=given.due_on.isoformat(),
    )
    return task


def change_task(task_id: UUID, team: Team, *, owner_id: UUID, due_on: date, by: Person) -> None:
    """Give a task to somebody else, or another day."""
    task = _open_task(task_id)
    problems = day_problem("due_on", due_on) if due_on != task.due_on else {}
    if owner_id not in {one.id for one in list_owners(team.id)}:
        problems["owner_id"] = _("Choose somebody of this team.")
    if problems:
        raise FieldsError(problems)
    task.owner_id, task.due_on = owner_id, due_on
    session().flush()
    audit.record(
        "maturity.task-changed",
        subject=task.id,
        by=by.id,
        owner=str(owner_id),
        due_on=due_on.isoformat(),
    )


def finish_task(task_id: UUID, *, note: str, by: Person) -> None:
    """Mark a task as done, with what there is to see now."""
    task = _open_task(task_id)
    task.done_at, task.note = clock.now(), note[:LONGEST_NOTE]
    session().flush()
    audit.record("maturity.task-done", subject=task.id, by=by.id)


def reopen_task(task_id: UUID, *, by: Person) -> None:
    """Take back that a task is done; its note stays."""
    task = _locked(task_id)
    if task.done_at is None:
        raise ConflictError(_("This task is open already."))
    task.done_at = None
    session().flush()
    audit.record("maturity.task-reopened", subject=task.id, by=by.id)


def day_problem(name: str, day: date) -> dict[str, str]:
    """Refuse a day that lies behind us, under the name of its field."""
    return {} if day >= clock.today() else {name: _("Enter a date from today on.")}


def follow_up_completion(event: CourseCompleted) -> None:
    """React to a completed course: in each team of the person one gap waits to be closed."""
    person = get_person(event.person_id)
    for team in list_own_teams(person):
        _follow_up(team, person, course_code=event.course_code)


def _follow_up(team: Team, person: Person, *, course_code: str) -> None:
    latest, target = find_latest(team.id), find_target(team.id)
    if latest is None or latest.figures is None:
        return
    courses = [one for one in list_courses() if one.code == course_code]
    way = way_to_target(
        latest.figures,
        rung=target.rung if target else latest.figures.next_rung,
        courses=courses,
        raised=target.raised_points if target else (),
    )
    gap = _first_covered(way.gaps)
    if gap is None or _has_open_task(team.id, gap.item):
        return
    task = GapTask(
        team_id=team.id,
        round_id=latest.round.round_id,
        item=gap.item,
        point=gap.point,
        owner_id=person.id,
        due_on=_day_to_apply(target.by_date if target else None),
        course_code=course_code,
    )
    session().add(task)
    session().flush()
    audit.record(
        "maturity.task-followed", subject=task.id, by=None, item=gap.item, course=course_code
    )


def _first_covered(gaps: tuple[GapLine, ...]) -> GapLine | None:
    """Return the most pressing gap that the one course teaches, in full rather than in part."""
    served = [gap for gap in gaps if gap.course]
    return max(
        served, key=lambda gap: gap.course.covers[gap.item] if gap.course else 0.0, default=None
    )


def _day_to_apply(target_day: date | None) -> date:
    soon = clock.today() + TIME_TO_APPLY
    if target_day is None or target_day < clock.today():
        return soon
    return min(target_day, soon)


def _has_open_task(team_id: UUID, item: str) -> bool:
    found = session().scalar(
        select(GapTask.id)
        .where(GapTask.team_id == team_id, GapTask.item == item, GapTask.done_at.is_(None))
        .limit(1)
    )
    return found is not None


def _check(team: Team, given: TaskGiven, *, model: Model) -> None:
    problems = day_problem("due_on", given.due_on)
    if given.item not in model.item_by_code:
        problems["item"] = _("Choose a question.")
    if given.owner_id not in {one.id for one in list_owners(team.id)}:
        problems["owner_id"] = _("Choose somebody of this team.")
    if problems:
        raise FieldsError(problems)


def _open_task(task_id: UUID) -> GapTask:
    task = _locked(task_id)
    if task.done_at is not None:
        raise ConflictError(_("This task is done already. Reopen it to change it."))
    return task


def _locked(task_id: UUID) -> GapTask:
    task = session().scalar(select(GapTask).where(GapTask.id == task_id).with_for_update())
    if task is None:
        raise NotFoundError
    return task
