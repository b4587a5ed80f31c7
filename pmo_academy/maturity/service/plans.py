"""Make what a learning plan proposes the plan of a team: assign its courses, give its tasks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pmo_academy.core import audit
from pmo_academy.core.db import session
from pmo_academy.core.words import gettext as _
from pmo_academy.learning import service as learning
from pmo_academy.maturity.models import Plan
from pmo_academy.maturity.queries import GapLine, PlannedChoice, TeamWay, list_owners
from pmo_academy.maturity.service.problems import FieldsError
from pmo_academy.maturity.service.tasks import TaskGiven, day_problem, new_task
from pmo_academy.people.models import Person, Team

Document = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class CourseGiven:
    """A course of the plan, who takes it, and by when."""

    code: str
    people: tuple[UUID, ...]
    due_on: date


@dataclass(frozen=True, kw_only=True)
class PlanChoice:
    """What of a proposed plan is to be done; the round is the one that the person looked at."""

    round_id: UUID | None
    courses: tuple[CourseGiven, ...]
    tasks: tuple[TaskGiven, ...]


def make_plan(team: Team, way: TeamWay, choice: PlanChoice, *, by: Person) -> Plan:
    """Keep the plan as it stands now, assign its courses and give its tasks, all or nothing."""
    problems = _problems(team, way, choice)
    if problems:
        raise FieldsError(problems)
    plan = Plan(
        team_id=team.id,
        round_id=way.latest.round.round_id,
        target_rung=way.wanted_rung,
        by_date=_end(way, choice),
        budget_hours=way.hours,
        document=_document(way, choice),
        made_by=by.id,
    )
    session().add(plan)
    session().flush()
    audit.record(
        "maturity.plan-made",
        subject=plan.id,
        by=by.id,
        courses=[one.code for one in choice.courses],
        tasks=[one.item for one in choice.tasks],
    )
    for course in choice.courses:
        learning.assign(course.code, course.people, team=team, due_on=course.due_on, by=by)
    for task in choice.tasks:
        new_task(team, task, round_id=plan.round_id, plan_id=plan.id, by=by)
    return plan


def _problems(team: Team, way: TeamWay, choice: PlanChoice) -> dict[str, str]:
    if choice.round_id != way.latest.round.round_id:
        return {
            "": _("Another round has closed since this page was opened. Look at the gaps again.")
        }
    if not choice.courses and not choice.tasks:
        return {"plan": _("Choose a course or a task at least.")}
    owners = {one.id for one in list_owners(team.id)}
    members = {one.id for one in way.learners}
    items = {gap.item for gap in way.way.gaps}
    offered = {one.course.code for one in way.way.plan if not one.course.is_announced}
    problems: dict[str, str] = {}
    for course in choice.courses:
        problems |= day_problem(f"due-{course.code}", course.due_on)
        if course.code not in offered or not members.issuperset(course.people):
            problems[f"course-{course.code}"] = _("This course cannot be assigned so.")
        elif not course.people:
            problems[f"who-{course.code}"] = _("Choose who takes this course.")
    for task in choice.tasks:
        problems |= day_problem(f"by-{task.item}", task.due_on)
        if task.item not in items or task.owner_id not in owners:
            problems[f"owner-{task.item}"] = _("Choose whose task it is.")
    return problems


def _end(way: TeamWay, choice: PlanChoice) -> date:
    """Return the day of the target; without one, the last day of the plan."""
    if way.target:
        return way.target.by_date
    courses = [one.due_on for one in choice.courses]
    return max([*courses, *(one.due_on for one in choice.tasks)])


def _document(way: TeamWay, choice: PlanChoice) -> Document:
    """Write down everything as it stands; a value that is hidden is not written down."""
    given = {one.code: one for one in choice.courses}
    return {
        "rung": way.figures.stated.rung,
        "covered": way.way.covered,
        "left_open": way.way.left_open,
        "items": [_item(gap) for gap in way.way.gaps],
        "courses": [_course(one, given) for one in way.way.plan],
    }


def _item(gap: GapLine) -> Document:
    return {
        "item": gap.item,
        "title": gap.title,
        "value": None if gap.is_hidden else gap.current,
        "target": gap.target,
        "point": gap.point,
        "anchor": gap.action,
    }


def _course(one: PlannedChoice, given: Mapping[str, CourseGiven]) -> Document:
    chosen = given.get(one.course.code)
    return {
        "code": one.course.code,
        "title": one.course.title,
        "minutes": one.course.minutes,
        "share": one.share,
        "serves": list(one.items),
        "people": sorted(str(person) for person in chosen.people) if chosen else [],
        "due_on": chosen.due_on.isoformat() if chosen else None,
        "announced": one.course.is_announced,
    }
