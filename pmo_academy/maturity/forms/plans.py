"""What somebody chooses of a proposed plan: courses with people and days, and tasks."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from werkzeug.datastructures import MultiDict

from pmo_academy.core.words import gettext as _
from pmo_academy.maturity.queries import GapLine, Owner, TeamWay
from pmo_academy.maturity.rules.learning_plan import spread_days
from pmo_academy.maturity.service import CourseGiven, PlanChoice, TaskGiven

TASKS_OFFERED = 10
TASKS_USUAL = 3
OPEN, ALL, CHOSEN = "open", "all", "chosen"

Typed = MultiDict[str, str]


@dataclass
class PlanFields:
    """What was chosen, and what is wrong by the name of the field."""

    choice: PlanChoice
    problems: dict[str, str] = field(default_factory=dict)


def usual_fields(way: TeamWay, *, owners: Sequence[Owner], today: date, by: UUID) -> Typed:
    """Return the form as a manager usually wants it: everything, by those who need it, in time."""
    end = way.target.by_date if way.target else None
    typed: Typed = MultiDict({"round_id": str(way.latest.round.round_id)})
    open_ones = [one.course for one in way.way.plan if not one.course.is_announced]
    for course, day in zip(
        open_ones, spread_days(today, end=end, count=len(open_ones)), strict=True
    ):
        who = way.not_done(course.code)
        if who:
            typed.add("course", course.code)
        typed[f"due-{course.code}"] = day.isoformat()
        typed[f"who-{course.code}"] = OPEN
        typed.setlist(f"people-{course.code}", [str(one.id) for one in who])
    gaps = way.way.gaps[:TASKS_OFFERED]
    typed.setlist("gap", [gap.item for gap in gaps[:TASKS_USUAL]])
    owner = _usual_owner(owners, by)
    for gap, day in zip(gaps, spread_days(today, end=end, count=len(gaps)), strict=True):
        typed[f"owner-{gap.item}"] = owner
        typed[f"point-{gap.item}"] = str(gap.point)
        typed[f"by-{gap.item}"] = day.isoformat()
    return typed


def read_plan(form: Typed, way: TeamWay) -> PlanFields:
    """Read what was chosen; what has no shape is a problem under the name of its field."""
    found = PlanFields(choice=PlanChoice(round_id=None, courses=(), tasks=()))
    found.choice = PlanChoice(
        round_id=read_id(form.get("round_id", "")),
        courses=_courses(form, way, found.problems),
        tasks=_tasks(form, way.way.gaps, found.problems),
    )
    return found


def _courses(form: Typed, way: TeamWay, problems: dict[str, str]) -> tuple[CourseGiven, ...]:
    chosen, found = set(form.getlist("course")), []
    for one in way.way.plan:
        code = one.course.code
        if code in chosen and (due_on := read_day(form, f"due-{code}", problems)):
            people = _people(form, way, code)
            found.append(CourseGiven(code=code, people=people, due_on=due_on))
    return tuple(found)


def _people(form: Typed, way: TeamWay, code: str) -> tuple[UUID, ...]:
    who = form.get(f"who-{code}", CHOSEN)
    if who == OPEN:
        return tuple(one.id for one in way.not_done(code))
    if who == ALL:
        return tuple(one.id for one in way.learners)
    named = (read_id(one) for one in form.getlist(f"people-{code}"))
    return tuple(one for one in named if one)


def _tasks(form: Typed, gaps: Sequence[GapLine], problems: dict[str, str]) -> tuple[TaskGiven, ...]:
    chosen, found = set(form.getlist("gap")), []
    for gap in gaps:
        if gap.item not in chosen:
            continue
        due_on = read_day(form, f"by-{gap.item}", problems)
        owner = read_id(form.get(f"owner-{gap.item}", ""))
        if owner is None:
            problems[f"owner-{gap.item}"] = _("Choose whose task it is.")
        elif due_on:
            point = read_point(form.get(f"point-{gap.item}", ""), usual=gap.point)
            found.append(TaskGiven(item=gap.item, point=point, owner_id=owner, due_on=due_on))
    return tuple(found)


def read_point(value: str, *, usual: int) -> int:
    """Read which statement a task aims at."""
    return int(value) if value in ("1", "2", "3", "4") else usual


def read_day(form: Typed, name: str, problems: dict[str, str]) -> date | None:
    """Read a day, or put down under the name of its field how to write one."""
    try:
        return date.fromisoformat(form.get(name, "").strip())
    except ValueError:
        problems[name] = _("Enter a date such as 2026-05-31.")
        return None


def read_id(value: str) -> UUID | None:
    """Read an identifier, None where it is none."""
    try:
        return UUID(value)
    except ValueError:
        return None


def _usual_owner(owners: Sequence[Owner], by: UUID) -> str:
    """Return who has a task unless somebody else is chosen: who plans, else a manager."""
    if any(one.id == by for one in owners):
        return str(by)
    managers = [one for one in owners if one.is_manager]
    first = next(iter([*managers, *owners]), None)
    return str(first.id) if first else ""
