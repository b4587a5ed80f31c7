"""What publishing a draft of a course would do to people, before it is done."""

from collections.abc import Sequence
from dataclasses import dataclass

from pmo_academy.authoring.rules.course_reading import CourseSource
from pmo_academy.learning.queries import MovePreview, Shape, preview_move
from pmo_academy.studio.queries.impact import Dependants, Gone, dependants_of, kept_of
from pmo_academy.studio.rules.changes import ChangeKind
from pmo_academy.studio.service.regrades import KeyEffect, key_effects
from pmo_academy.studio.service.standing import Standing


@dataclass(frozen=True, kw_only=True)
class Impact:
    """Who is in the middle of the course, which answers and certificates, and what is kept."""

    move: MovePreview
    keys: Sequence[KeyEffect]
    dependants: Dependants
    gone: Gone


def impact_of(standing: Standing) -> Impact | None:
    """Return what publishing would mean; None while the course cannot be read or is new."""
    before, after = standing.sources
    if before is None or after is None:
        return None
    code = standing.draft.key
    removed = [one.key for one in standing.changes if one.kind is ChangeKind.LESSON_REMOVED]
    return Impact(
        move=preview_move(code, shape_of(after)),
        keys=key_effects(standing.changes, None if standing.sound.faults else after),
        dependants=dependants_of(code),
        gone=kept_of(code, removed),
    )


def shape_of(source: CourseSource) -> Shape:
    """Return what an edition asks for."""
    modules = source.course.modules
    return Shape(
        lessons=frozenset(key for module in modules for key in module.lessons),
        modules=frozenset(module.key for module in modules),
        has_test=source.course.test is not None,
        completes_with=frozenset(source.course.completes_with),
    )
