"""What exams tell the features above."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class AttemptPassed:
    """A person passed a quiz."""

    attempt_id: UUID
    quiz_id: UUID
    person_id: UUID


@dataclass(frozen=True, kw_only=True)
class AttemptSubmitted:
    """A person handed an attempt in; `missed` are the questions whose answer was not right."""

    attempt_id: UUID
    quiz_id: UUID
    person_id: UUID
    missed: tuple[UUID, ...]
