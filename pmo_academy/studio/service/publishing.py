"""Publish a draft as the next edition: once, as it was seen, and for whom it is meant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from pmo_academy.authoring import service as authoring
from pmo_academy.authoring.rules.kinds import Kind
from pmo_academy.certification import programme_tests
from pmo_academy.core import audit
from pmo_academy.core.errors import ConflictError, StaleError
from pmo_academy.core.words import gettext as _
from pmo_academy.exams import service as exams
from pmo_academy.exams.service import Regrading
from pmo_academy.learning.service import MovedPeople, move_enrolments
from pmo_academy.people.models import Person
from pmo_academy.studio.rules.release import Obstacle, Reach
from pmo_academy.studio.service import drafts, regrades
from pmo_academy.studio.service.impact import Impact, impact_of
from pmo_academy.studio.service.standing import Standing


class NotPublishableError(ConflictError):
    """Something keeps the draft from being published; says what."""

    def __init__(self, obstacle: Obstacle) -> None:
        super().__init__(_("This cannot be published as it is. The page says why."))
        self.obstacle = obstacle


class ChangedSinceError(NotPublishableError, StaleError):
    """The draft is no longer what was seen."""


@dataclass(frozen=True, kw_only=True)
class Wish:
    """Whom the edition reaches; which regrades, each by its name with the outcome that was seen."""

    reach: Reach = Reach.NEW
    regrades: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Published:
    """What publishing did; `corrected` are keys by which earlier answers could still be counted."""

    code: str
    number: int
    moved: MovedPeople
    regraded: Sequence[Regrading]
    corrected: Sequence[tuple[str, str]]


def publish(
    standing: Standing, wish: Wish, *, seen: str, by: Person, needs_second: bool
) -> Published:
    """Make the draft the next edition and throw the draft away; all of it or nothing.

    The caller has locked the draft. Raises NotPublishableError where something keeps it back.
    """
    refuse_obstacles(standing, seen=seen, needs_second=needs_second)
    draft = standing.draft
    impact = impact_of(standing) if wish.regrades else None
    authoring.publish(standing.sound, standing.number, by=by.id)
    programme_tests.refresh()
    is_course = draft.kind is Kind.COURSE
    moved = MovedPeople()
    if is_course and wish.reach is Reach.ALL:
        moved = move_enrolments(draft.key, by=by.id)
    regraded = _regrade(impact, wish, by=by)
    _record(draft.id, standing, wish, by=by.id)
    drafts.discard(draft, by=by.id)
    return Published(
        code=draft.key,
        number=standing.number,
        moved=moved,
        regraded=regraded,
        corrected=exams.list_corrected(f"{draft.key}/") if is_course else (),
    )


def refuse_obstacles(standing: Standing, *, seen: str, needs_second: bool) -> None:
    """Raise NotPublishableError for the first thing that keeps a draft from being published."""
    if standing.digest != seen:
        raise ChangedSinceError(Obstacle.CHANGED_SINCE)
    for obstacle in standing.obstacles(needs_second=needs_second):
        raise NotPublishableError(obstacle)


def _regrade(impact: Impact | None, wish: Wish, *, by: Person) -> list[Regrading]:
    effects = {one.name: one for one in impact.keys} if impact else {}
    return [
        regrades.regrade(effects[name], reason=wish.reason, digest=digest, by=by)
        for name, digest in wish.regrades.items()
        if name in effects and effects[name].can_be_regraded
    ]


def _record(draft_id: UUID, standing: Standing, wish: Wish, *, by: UUID) -> None:
    review = standing.review
    audit.record(
        "studio.published",
        subject=draft_id,
        by=by,
        key=standing.draft.key,
        number=standing.number,
        digest=standing.digest,
        reach=wish.reach.value,
        approved_by=str(review.decided_by) if review and review.decided_by else "",
    )
