"""Follow-up tasks at work: of a team for its managers, and one's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, select

from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.maturity.models import GapTask, Round
from pmo_academy.maturity.queries.editions import model_of
from pmo_academy.people.models import Management, Membership, Person, Team

SOON_DAYS = 7


class TaskState(StrEnum):
    """How urgent a task is, in the words of the states that pages show."""

    DONE = "done"
    OVERDUE = "overdue"
    DUE = "due"
    OPEN = "not_started"


@dataclass(frozen=True, kw_only=True)
class TaskRow:
    """A task in words: the statement to make true, whose task it is, and by when."""

    id: UUID
    team_id: UUID
    team_name: str
    plan_id: UUID | None
    item: str
    title: str
    domain: str
    point: int
    anchor: str
    owner_id: UUID
    owner_name: str
    due_on: date
    course_code: str
    created_by: UUID | None
    done_at: datetime | None
    note: str

    @property
    def is_done(self) -> bool:
        """Tell whether somebody marked it as done."""
        return self.done_at is not None

    def state(self, today: date) -> TaskState:
        """Say how urgent it is on a day."""
        if self.is_done:
            return TaskState.DONE
        days = (self.due_on - today).days
        if days < 0:
            return TaskState.OVERDUE
        return TaskState.DUE if days <= SOON_DAYS else TaskState.OPEN


@dataclass(frozen=True, kw_only=True)
class Owner:
    """Somebody who can be given a task of a team."""

    id: UUID
    name: str
    is_manager: bool


def list_team_tasks(team_id: UUID) -> Sequence[TaskRow]:
    """Return every task of a team, open ones first by their day; the reader is checked."""
    rows = session().execute(_tasks().where(GapTask.team_id == team_id))
    return _in_order(rows.all())


def list_plan_tasks(plan_id: UUID) -> Sequence[TaskRow]:
    """Return the tasks that were made with a plan; the reader is checked."""
    return _in_order(session().execute(_tasks().where(GapTask.plan_id == plan_id)).all())


def list_own_tasks(person: Person) -> Sequence[TaskRow]:
    """Return every task of this person, open ones first by their day."""
    return _in_order(session().execute(_own_tasks(), {"owner_id": person.id}).all())


def list_open_tasks(person: Person) -> Sequence[TaskRow]:
    """Return what this person still has to do at work, the earliest day first."""
    return _in_order(session().execute(_open_tasks(), {"owner_id": person.id}).all())


def get_team_task(task_id: UUID, *, team_id: UUID) -> TaskRow:
    """Return a task of a team, or raise NotFoundError; the reader of the team is checked."""
    return _one(_tasks().where(GapTask.id == task_id, GapTask.team_id == team_id))


def get_own_task(task_id: UUID, *, for_person: Person) -> TaskRow:
    """Return a task of this person, or raise NotFoundError."""
    return _one(_tasks().where(GapTask.id == task_id, GapTask.owner_id == for_person.id))


def list_owners(team_id: UUID) -> Sequence[Owner]:
    """Return who can be given a task of a team: its active members and managers, by name."""
    member = select(Membership.person_id).where(Membership.team_id == team_id)
    manager = select(Management.person_id).where(Management.team_id == team_id)
    rows = session().execute(
        select(Person.id, Person.name, Person.id.in_(manager).label("is_manager"))
        .where(Person.deactivated_at.is_(None), Person.id.in_(member) | Person.id.in_(manager))
        .order_by(Person.name, Person.id)
    )
    return [Owner(id=row.id, name=row.name, is_manager=row.is_manager) for row in rows]


@cache
def _tasks() -> Any:
    """Return the statement, which is slow to put together."""
    return (
        select(
            GapTask,
            Team.name.label("team_name"),
            Person.name.label("owner_name"),
            Round.model_edition_id,
        )
        .join(Team, Team.id == GapTask.team_id)
        .join(Person, Person.id == GapTask.owner_id)
        .join(Round, Round.id == GapTask.round_id)
    )


@cache
def _own_tasks() -> Any:
    return _tasks().where(GapTask.owner_id == bindparam("owner_id"))


@cache
def _open_tasks() -> Any:
    return _own_tasks().where(GapTask.done_at.is_(None))


def _one(wanted: Any) -> TaskRow:
    row = session().execute(wanted).first()
    if row is None:
        raise NotFoundError
    return _row(row)


def _in_order(rows: Sequence[Row[Any]]) -> Sequence[TaskRow]:
    tasks = [_row(row) for row in rows]
    open_ones = sorted((one for one in tasks if not one.is_done), key=lambda one: one.due_on)
    done = [one for one in tasks if one.is_done]
    done.sort(key=lambda one: one.done_at.timestamp() if one.done_at else 0, reverse=True)
    return [*open_ones, *done]


def _row(row: Row[Any]) -> TaskRow:
    one: GapTask = row.GapTask
    item = model_of(row.model_edition_id).item_by_code[one.item]
    return TaskRow(
        id=one.id,
        team_id=one.team_id,
        team_name=row.team_name,
        plan_id=one.plan_id,
        item=one.item,
        title=item.title,
        domain=item.domain,
        point=one.point,
        anchor=item.anchors[one.point],
        owner_id=one.owner_id,
        owner_name=row.owner_name,
        due_on=one.due_on,
        course_code=one.course_code,
        created_by=one.created_by,
        done_at=one.done_at,
        note=one.note,
    )
