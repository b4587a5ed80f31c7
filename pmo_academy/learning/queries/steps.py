"""What stands on the path of a course besides lessons, as steps."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pmo_academy.exams.queries import QuizStanding
from pmo_academy.learning.models import Module
from pmo_academy.learning.queries.submissions import state_of
from pmo_academy.learning.rules.progress import Requirement, Step, StepKind, StepState


def work_product_step(
    edition_id: UUID, document: Mapping[str, Any], state: str | None
) -> Step | None:
    """Return the work product as a step, None where it completes nothing."""
    if Requirement.WORK_PRODUCT not in document.get("completes_with", ()):
        return None
    return Step(
        kind=StepKind.WORK_PRODUCT,
        ref=edition_id,
        key="work-product",
        title=document["work_product"]["title"],
        minutes=0,
        state=state_of(state),
    )


def practice_steps(module: Module) -> tuple[Step, ...]:
    """Return the practice task of a module, where it has one."""
    if not module.practice:
        return ()
    return (
        Step(
            kind=StepKind.PRACTICE,
            ref=module.id,
            key=module.key,
            title=module.practice["title"],
            minutes=module.practice.get("minutes", 12),
        ),
    )


def state_of_quiz(standing: QuizStanding) -> StepState:
    """Return where a person stands with a quiz or a test."""
    if standing.has_passed:
        return StepState.DONE
    return StepState.IN_PROGRESS if standing.attempts else StepState.NOT_STARTED


def quiz_step(module: Module, standing: QuizStanding) -> Step:
    """Return the quiz of a module as a step."""
    return Step(
        kind=StepKind.QUIZ,
        ref=module.quiz_id,
        key=module.key,
        title=standing.title,
        minutes=standing.minutes,
        state=state_of_quiz(standing),
    )
