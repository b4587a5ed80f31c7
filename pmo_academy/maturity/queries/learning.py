"""From a result to what is missing for a target, and to the courses that serve it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from uuid import UUID

from pmo_academy.learning.queries import CourseValue, list_course_values
from pmo_academy.maturity.queries.figures import Figures
from pmo_academy.maturity.rules.learning_plan import USUAL_BUDGET, Course, learning_plan
from pmo_academy.maturity.rules.model import HIGHEST_ANSWER, Model
from pmo_academy.maturity.rules.scoring import Result, score_values
from pmo_academy.maturity.rules.targets import (
    Gap,
    Pressing,
    gaps,
    item_targets,
    percent_to_target,
    progress_to_date,
)

LEAST_AIM = 2

_MINUTES = 60


Raised = tuple[tuple[str, float], ...]


@dataclass(frozen=True, kw_only=True)
class CourseChoice:
    """A course that can serve a gap; an announced one cannot be taken yet."""

    id: UUID
    code: str
    title: str
    minutes: int
    is_announced: bool
    covers: Mapping[str, float]
    requires: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class GapLine:
    """What one item lacks, the anchor to reach next, and the course that serves it best.

    `action` is the statement to make true at work, the anchor of `point`; what is hidden to protect
    people does not show in it.
    """

    item: str
    title: str
    question: str
    domain: str
    domain_name: str
    tier_name: str
    current: float
    target: float
    gap: float
    weight: int
    pressing: Pressing
    urgency: float
    priority: float
    next_anchor: str
    point: int
    action: str
    is_hidden: bool
    course: CourseChoice | None


@dataclass(frozen=True, kw_only=True)
class PlannedChoice:
    """A course of the plan, its share of all priorities and the titles of what it serves most."""

    course: CourseChoice
    share: float
    serves: tuple[str, ...]
    items: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class WayToTarget:
    """What is missing for a rung, how much is covered, and the courses within a budget."""

    rung: int
    target: Result
    gaps: tuple[GapLine, ...]
    covered: float
    plan: tuple[PlannedChoice, ...]
    plan_minutes: int
    budget_hours: float
    left_open: float


def list_courses() -> Sequence[CourseChoice]:
    """Return the latest edition of every course that takes new learners, by code."""
    return [choice_of(course) for course in list_course_values() if not course.is_withdrawn]


def choice_of(course: CourseValue) -> CourseChoice:
    """Return what a plan needs to know of a course."""
    return CourseChoice(
        id=course.edition_id,
        code=course.code,
        title=course.title,
        minutes=course.minutes,
        is_announced=course.is_announced,
        covers=course.covers,
        requires=course.requires,
    )


def way_to_target(
    figures: Figures,
    *,
    rung: int,
    courses: Sequence[CourseChoice],
    budget_hours: float = USUAL_BUDGET,
    completed: Collection[str] = (),
    raised: Raised = (),
) -> WayToTarget:
    """Say what the result lacks for a rung.

    Completed courses take no place in the plan, and those that build on them may stand in it.
    Raised are the items that shall reach more than the rung takes.
    """
    model, (targets, target) = figures.model, targets_of(figures.model, rung, raised)
    missing = gaps(model, figures.result, targets=targets)
    plan = learning_plan(
        missing, [_course(one) for one in courses], budget=budget_hours, completed=completed
    )
    by_code = {one.code: one for one in courses}
    return WayToTarget(
        rung=rung,
        target=target,
        gaps=tuple(_gap(figures, gap, courses=courses) for gap in missing),
        covered=percent_to_target(model, figures.result, targets=targets),
        plan=tuple(
            PlannedChoice(
                course=by_code[one.code],
                share=one.share,
                serves=tuple(model.item_by_code[code].title for code in one.serves),
                items=one.serves,
            )
            for one in plan.courses
        ),
        plan_minutes=sum(by_code[one.code].minutes for one in plan.courses),
        budget_hours=budget_hours,
        left_open=plan.residual,
    )


def progress_since(figures: Figures, base: Figures, *, rung: int, raised: Raised = ()) -> float:
    """Give the share of what was missing for a rung at the base that has been gained since."""
    targets, _target = targets_of(figures.model, rung, raised)
    return progress_to_date(figures.model, figures.result, base=base.result, targets=targets)


@lru_cache(maxsize=100)
def targets_of(model: Model, rung: int, raised: Raised = ()) -> tuple[Mapping[str, float], Result]:
    """Return what each item needs for a rung, and the result of just that."""
    targets = item_targets(model, rung, raised=dict(raised))
    return targets, score_values(model, targets)


def _course(one: CourseChoice) -> Course:
    return Course(
        code=one.code, hours=one.minutes / _MINUTES, covers=one.covers, requires=one.requires
    )


def _gap(figures: Figures, gap: Gap, *, courses: Sequence[CourseChoice]) -> GapLine:
    model = figures.model
    item = model.item_by_code[gap.item]
    is_hidden = figures.choices(gap.item) is None
    point = _point(gap, is_hidden=is_hidden)
    return GapLine(
        item=item.code,
        title=item.title,
        question=item.question,
        domain=item.domain,
        domain_name=next(one.name for one in model.domains if one.code == item.domain),
        tier_name=next(one.name for one in model.tiers if one.code == item.tier),
        current=gap.current,
        target=gap.target,
        gap=gap.gap,
        weight=gap.weight,
        pressing=gap.pressing,
        urgency=gap.urgency,
        priority=gap.priority,
        next_anchor=gap.next_anchor,
        point=point,
        action=item.anchors[point],
        is_hidden=is_hidden,
        course=_serving(gap.item, courses),
    )


def _point(gap: Gap, *, is_hidden: bool) -> int:
    """Say which statement to make true next.

    The first two describe what happens without anybody's doing, so no action aims below the third;
    and where answers are hidden, the action must not tell them.
    """
    if is_hidden:
        return min(ceil(gap.target), HIGHEST_ANSWER)
    return max(LEAST_AIM, gap.next_point)


def _serving(item: str, courses: Sequence[CourseChoice]) -> CourseChoice | None:
    """Choose the course that covers most of an item; among equals one to take now, the shorter."""
    serving = [one for one in courses if one.covers.get(item)]
    return min(
        serving,
        key=lambda one: (-one.covers[item], one.is_announced, one.minutes, one.code),
        default=None,
    )
