"""The people of a team and their courses and certificates; never what they answered in a round."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select

from pmo_academy.core.db import session
from pmo_academy.learning.models import Assignment, CourseEdition
from pmo_academy.learning.queries import CourseProgress, list_progress
from pmo_academy.people.queries import list_members
from pmo_academy.reports.queries.certificates import Expiry, summarise


class CellState(StrEnum):
    """Where a person stands with a course."""

    DONE = "done"
    OVERDUE = "overdue"
    IN_PROGRESS = "in_progress"
    NOT_STARTED = "not_started"


@dataclass(frozen=True, kw_only=True)
class CourseCell:
    """A course of a person; `due_on` is None when nobody gave it to them."""

    state: CellState
    done: int = 0
    total: int = 0
    due_on: date | None = None
    has_started: bool = False


@dataclass(frozen=True, kw_only=True)
class MemberRow:
    """A person of the team with courses by code, and certificates."""

    id: UUID
    name: str
    courses: Mapping[str, CourseCell]
    certificates: Sequence[Expiry]

    def count(self, state: str) -> int:
        """Count the courses in a state."""
        return sum(cell.state == state for cell in self.courses.values())

    @property
    def next_due(self) -> date | None:
        """The day by which something should be done next."""
        days = [
            cell.due_on
            for cell in self.courses.values()
            if cell.due_on and cell.state is not CellState.DONE
        ]
        return min(days, default=None)


@dataclass(frozen=True, kw_only=True)
class CourseFunnel:
    """How many of a team have a course (were given it or began it), and how far they got."""

    title: str
    people: int
    started: int
    half_way: int
    completed: int
    overdue: int


@dataclass(frozen=True, kw_only=True)
class TeamPeople:
    """The people of a team, those with something overdue first, and the courses they have."""

    rows: Sequence[MemberRow]
    titles: Mapping[str, str]

    def count(self, state: str) -> int:
        """Count the courses in a state, over all people."""
        return sum(row.count(state) for row in self.rows)

    @property
    def funnel(self) -> list[CourseFunnel]:
        """How far people get in each course; who completed it passed every stage before."""
        return [self._funnel_of(code, title) for code, title in self.titles.items()]

    def _funnel_of(self, code: str, title: str) -> CourseFunnel:
        cells = [row.courses[code] for row in self.rows if code in row.courses]
        completed = [cell for cell in cells if cell.state is CellState.DONE]
        under_way = [one for one in cells if one.has_started and one.state is not CellState.DONE]
        half_way = [one for one in under_way if one.total and 2 * one.done >= one.total]
        return CourseFunnel(
            title=title,
            people=len(cells),
            started=len(completed) + len(under_way),
            half_way=len(completed) + len(half_way),
            completed=len(completed),
            overdue=sum(cell.state is CellState.OVERDUE for cell in cells),
        )


def get_people(team_id: UUID, *, today: date) -> TeamPeople:
    """Read the people of a team with their courses and certificates; six queries."""
    members = list_members(team_id)
    ids = [member.id for member in members]
    progress = list_progress(ids)
    given = _given(ids)
    certificates = summarise({member.id: member.name for member in members}, today=today)
    rows = [
        MemberRow(
            id=member.id,
            name=member.name,
            courses=_cells(
                {one.code: one for one in progress if one.person_id == member.id},
                given.get(member.id, {}),
                today=today,
            ),
            certificates=[one for one in certificates.rows if one.person_id == member.id],
        )
        for member in members
    ]
    titles = {one.code: one.title for one in progress}
    for courses in given.values():
        titles |= {code: title for code, (title, _) in courses.items()}
    return TeamPeople(
        rows=sorted(rows, key=lambda row: -row.count(CellState.OVERDUE)),
        titles=dict(sorted(titles.items())),
    )


Given = Mapping[str, tuple[str, date]]


def _cells(
    taken: Mapping[str, CourseProgress], given: Given, *, today: date
) -> dict[str, CourseCell]:
    return {
        code: _cell(taken.get(code), given[code][1] if code in given else None, today=today)
        for code in taken.keys() | given.keys()
    }


def _cell(one: CourseProgress | None, due_on: date | None, *, today: date) -> CourseCell:
    if one and one.completed_at:
        state = CellState.DONE
    elif due_on and due_on < today:
        state = CellState.OVERDUE
    else:
        state = CellState.IN_PROGRESS if one else CellState.NOT_STARTED
    return CourseCell(
        state=state,
        done=one.done if one else 0,
        total=one.total if one else 0,
        due_on=due_on,
        has_started=one is not None,
    )


def _given(person_ids: Sequence[UUID]) -> dict[UUID, dict[str, tuple[str, date]]]:
    """Return what was given to each of these persons: title and day by code."""
    rows = session().execute(
        select(Assignment.person_id, Assignment.due_on, CourseEdition.code, CourseEdition.title)
        .join(CourseEdition, CourseEdition.code == Assignment.course_code)
        .where(Assignment.person_id.in_(person_ids), CourseEdition.is_latest)
    )
    found: dict[UUID, dict[str, tuple[str, date]]] = {}
    for row in rows:
        found.setdefault(row.person_id, {})[row.code] = (row.title, row.due_on)
    return found
