"""Find courses, enrolments and progress; the readers of other features import from here."""

from pmo_academy.learning.queries.answers import get_answer, list_answers, list_courses_of
from pmo_academy.learning.queries.assignments import (
    AssignedCourse,
    TeamAssignment,
    find_assignments,
    list_assigned_courses,
    list_team_assignments,
)
from pmo_academy.learning.queries.catalogue import (
    CourseValue,
    get_latest_edition,
    list_completed_courses,
    list_course_values,
    place_of,
)
from pmo_academy.learning.queries.courses import (
    ModuleInCourse,
    TakenCourse,
    find_course_of_quiz,
    get_course,
    get_enrolled_course,
    get_lesson,
    get_taken_edition,
    list_lessons,
    lock_enrolment,
)
from pmo_academy.learning.queries.glossary import list_terms
from pmo_academy.learning.queries.learners import Learner, list_learners
from pmo_academy.learning.queries.lessons import LessonOnItem, list_lessons_on
from pmo_academy.learning.queries.media import address_of_medium, get_medium, media_address
from pmo_academy.learning.queries.notes import (
    KeptPlace,
    get_note,
    list_kept,
    list_kept_of_lesson,
)
from pmo_academy.learning.queries.progress import (
    ContinueCard,
    CourseProgress,
    find_continue_card,
    list_progress,
    minutes_learned_since,
)
from pmo_academy.learning.queries.reviewers import (
    asked_already,
    list_candidates,
    list_overdue,
    reviews_of,
)
from pmo_academy.learning.queries.submissions import (
    OwnSubmission,
    ReviewTask,
    count_work_products,
    file_of,
    get_review,
    get_submission,
    list_given_reviews,
    list_reviews,
    list_submissions,
)

__all__ = [
    "AssignedCourse",
    "ContinueCard",
    "CourseProgress",
    "CourseValue",
    "KeptPlace",
    "Learner",
    "LessonOnItem",
    "ModuleInCourse",
    "OwnSubmission",
    "ReviewTask",
    "TakenCourse",
    "TeamAssignment",
    "address_of_medium",
    "asked_already",
    "count_work_products",
    "file_of",
    "find_assignments",
    "find_continue_card",
    "find_course_of_quiz",
    "get_answer",
    "get_course",
    "get_enrolled_course",
    "get_latest_edition",
    "get_lesson",
    "get_medium",
    "get_note",
    "get_review",
    "get_submission",
    "get_taken_edition",
    "list_answers",
    "list_assigned_courses",
    "list_candidates",
    "list_completed_courses",
    "list_course_values",
    "list_courses_of",
    "list_given_reviews",
    "list_kept",
    "list_kept_of_lesson",
    "list_learners",
    "list_lessons",
    "list_lessons_on",
    "list_overdue",
    "list_progress",
    "list_reviews",
    "list_submissions",
    "list_team_assignments",
    "list_terms",
    "lock_enrolment",
    "media_address",
    "minutes_learned_since",
    "place_of",
    "reviews_of",
]
