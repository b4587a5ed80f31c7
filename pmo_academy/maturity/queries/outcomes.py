"""What a plan was for, and what has moved since; a plan itself never changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pmo_academy.maturity.models import Plan
from pmo_academy.maturity.queries.figures import Figures
from pmo_academy.maturity.queries.plans import count_completed
from pmo_academy.maturity.queries.results import RoundPoint, TierChange, tier_changes
from pmo_academy.maturity.queries.tasks import TaskRow
from pmo_academy.maturity.rules.change import Verdict

_ROUNDING = 1e-9


@dataclass(frozen=True, kw_only=True)
class PlanCourse:
    """A course of a plan with how many of its people have completed it."""

    code: str
    title: str
    minutes: int
    share: float
    serves: tuple[str, ...]
    people: int
    done: int
    due_on: date | None
    was_announced: bool


@dataclass(frozen=True, kw_only=True)
class PlanItem:
    """A question of a plan: then, now, its target, its course and its task."""

    item: str
    title: str
    domain: str
    anchor: str
    then: float | None
    target: float
    now: float | None
    was_hidden: bool
    is_hidden: bool
    course: PlanCourse | None
    task: TaskRow | None

    @property
    def is_reached(self) -> bool:
        """Tell whether the target is reached now."""
        return self.now is not None and self.now >= self.target - _ROUNDING


@dataclass(frozen=True, kw_only=True)
class PlanOutcome:
    """A plan with what has become of it; `now` is None before a later round can be compared."""

    plan: Plan
    then: RoundPoint | None
    now: RoundPoint | None
    is_other_kind: bool
    courses: tuple[PlanCourse, ...]
    items: tuple[PlanItem, ...]
    tasks: Sequence[TaskRow]
    changes: tuple[TierChange, ...]

    @property
    def first_items(self) -> Sequence[PlanItem]:
        """What the plan was about most: the questions with a course or a task."""
        return [one for one in self.items if one.course or one.task]

    @property
    def other_items(self) -> Sequence[PlanItem]:
        """The gaps that stood behind them."""
        return [one for one in self.items if not one.course and not one.task]

    @property
    def reached(self) -> int:
        """How many of the first questions have reached their target."""
        return sum(one.is_reached for one in self.first_items)

    @property
    def sure(self) -> Sequence[TierChange]:
        """The tiers that moved by more than chance between respondents."""
        return [one for one in self.changes if one.change.verdict != Verdict.NO_RELIABLE_CHANGE]


def outcome_of(plan: Plan, *, trend: Sequence[RoundPoint], tasks: Sequence[TaskRow]) -> PlanOutcome:
    """Say what a plan was for and what has moved since, by the latest round of the trend."""
    then = next((one for one in trend if one.round_id == plan.round_id), None)
    latest = trend[-1] if trend else None
    is_later = bool(then and latest and latest.closed_at > then.closed_at and latest.figures)
    is_other_kind = bool(is_later and then and latest and not latest.compares_with(then))
    now = latest if is_later and not is_other_kind else None
    courses = _courses(plan.document["courses"])
    known = now.figures if now else None
    return PlanOutcome(
        plan=plan,
        then=then,
        now=now,
        is_other_kind=is_other_kind,
        courses=courses,
        items=tuple(
            _item(one, figures=known, courses=courses, tasks=tasks)
            for one in plan.document["items"]
        ),
        tasks=tasks,
        changes=tier_changes(then.figures, known) if then and then.figures and known else (),
    )


def _courses(stored: Sequence[Mapping[str, Any]]) -> tuple[PlanCourse, ...]:
    given = {one["code"]: one["people"] for one in stored if one["people"]}
    done = count_completed(given) if given else {}
    return tuple(
        PlanCourse(
            code=one["code"],
            title=one["title"],
            minutes=one["minutes"],
            share=one["share"],
            serves=tuple(one["serves"]),
            people=len(one["people"]),
            done=done.get(one["code"], 0),
            due_on=date.fromisoformat(one["due_on"]) if one["due_on"] else None,
            was_announced=one["announced"],
        )
        for one in stored
    )


def _item(
    one: Mapping[str, Any],
    *,
    figures: Figures | None,
    courses: Sequence[PlanCourse],
    tasks: Sequence[TaskRow],
) -> PlanItem:
    code = one["item"]
    is_hidden = figures is not None and figures.choices(code) is None
    given = [course for course in courses if course.people and code in course.serves]
    return PlanItem(
        item=code,
        title=one["title"],
        domain=code.split("-")[0],
        anchor=one["anchor"],
        then=one["value"],
        target=one["target"],
        now=figures.result.items[code] if figures and not is_hidden else None,
        was_hidden=one["value"] is None,
        is_hidden=is_hidden,
        course=given[0] if given else None,
        task=next((task for task in tasks if task.item == code), None),
    )
