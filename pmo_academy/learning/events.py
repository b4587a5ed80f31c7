"""What learning tells the features above."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class CourseCompleted:
    """Everything that completes a course was there for the first time."""

    enrolment_id: UUID
    person_id: UUID
    course_code: str
    edition_id: UUID


@dataclass(frozen=True, kw_only=True)
class WorkProductJudged:
    """Somebody judged the work product of a colleague."""

    review_id: UUID
    reviewer_id: UUID
    course_code: str


@dataclass(frozen=True, kw_only=True)
class WorkProductAccepted:
    """Those who judge a work product accepted it."""

    submission_id: UUID
    person_id: UUID
    course_code: str
