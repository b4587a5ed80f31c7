"""A self-check in words, with the lessons for its next steps; and kept ones, by their link."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from pmo_academy.core import clock
from pmo_academy.core.db import session
from pmo_academy.core.errors import NotFoundError
from pmo_academy.learning.queries import LessonOnItem, list_lessons_on
from pmo_academy.maturity.models import SelfCheck
from pmo_academy.maturity.queries.learning import CourseChoice, list_courses
from pmo_academy.maturity.rules.answers import Answer
from pmo_academy.maturity.rules.model import Item, Model
from pmo_academy.maturity.rules.self_check import Hold, SelfCheckResult, self_check
from pmo_academy.maturity.rules.targets import Gap

_LAST_TO_DO = 3


@dataclass(frozen=True, kw_only=True)
class UsefulStep:
    """What to make true next, and where to learn it; the lesson or the course may be missing."""

    item: Item
    domain_name: str
    is_unknown: bool
    action: str
    lesson: LessonOnItem | None
    course: CourseChoice | None


@dataclass(frozen=True, kw_only=True)
class SelfCheckPage:
    """What a self-check shows."""

    model: Model
    outcome: SelfCheckResult
    steps: Sequence[UsefulStep]
    unknown: int

    @property
    def level(self) -> str:
        """The tier in words, never its step."""
        return self.outcome.tier.name if self.outcome.tier else self.model.floor_name

    @property
    def meaning(self) -> str:
        """What the tier means."""
        return self.outcome.tier.meaning if self.outcome.tier else self.model.floor_meaning

    @property
    def holds(self) -> Sequence[Hold]:
        """What holds the tier."""
        return self.outcome.holds


def get_self_check(token_digest: str) -> SelfCheck:
    """Return a kept self-check by the digest of its link, or raise NotFoundError."""
    kept = session().scalar(
        select(SelfCheck).where(
            SelfCheck.token_digest == token_digest, SelfCheck.expires_on >= clock.today()
        )
    )
    if kept is None:
        raise NotFoundError
    return kept


def count_kept_until(expires_on: date) -> int:
    """Return how many self-checks run out on a day, which is how many were kept on one."""
    return (
        session().scalar(
            select(func.count()).select_from(SelfCheck).where(SelfCheck.expires_on == expires_on)
        )
        or 0
    )


def find_edition_of_self_check(token_digest: str) -> UUID | None:
    """Return the model that a kept self-check was answered with, None if there is none."""
    return session().scalar(
        select(SelfCheck.model_edition_id).where(SelfCheck.token_digest == token_digest)
    )


def self_check_page(model: Model, answers: Mapping[str, Answer]) -> SelfCheckPage:
    """Work out a self-check and find what teaches its next steps."""
    outcome = self_check(model, answers)
    lessons = list_lessons_on([gap.item for gap in outcome.steps])
    courses = list_courses()
    return SelfCheckPage(
        model=model,
        outcome=outcome,
        steps=[_step(model, outcome, gap, lessons, courses) for gap in outcome.steps],
        unknown=len(outcome.unknown),
    )


def _step(
    model: Model,
    outcome: SelfCheckResult,
    gap: Gap,
    lessons: Sequence[LessonOnItem],
    courses: Sequence[CourseChoice],
) -> UsefulStep:
    item = model.item_by_code[gap.item]
    lesson = _lesson(gap, lessons)
    return UsefulStep(
        item=item,
        domain_name=next(one.name for one in model.domains if one.code == item.domain),
        is_unknown=gap.item in outcome.unknown,
        action=gap.next_anchor,
        lesson=lesson,
        course=_course(gap.item, courses) if lesson is None else None,
    )


def _lesson(gap: Gap, lessons: Sequence[LessonOnItem]) -> LessonOnItem | None:
    """Choose the lesson on the item that helps with the step to take, else the first one on it."""
    verb = "know" if gap.next_point == 1 else "do" if gap.next_point <= _LAST_TO_DO else "lead"
    on_item = [one for one in lessons if one.item == gap.item]
    return min(on_item, key=lambda one: one.verb != verb, default=None)


def _course(item: str, courses: Sequence[CourseChoice]) -> CourseChoice | None:
    """Choose the course that covers most of an item, one to take now before an announced one."""
    return min(
        (one for one in courses if one.covers.get(item)),
        key=lambda one: (one.is_announced, -one.covers[item], one.code),
        default=None,
    )
