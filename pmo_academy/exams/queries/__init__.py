"""Find quizzes, questions and attempts."""

from pmo_academy.exams.queries.attempts import (
    QuizStanding,
    count_seen,
    extra_percent,
    find_extra_time,
    get_attempt,
    get_quiz,
    list_admitted,
    list_asked,
    list_attempts,
    list_bank,
    list_overdue,
    list_running,
    list_standings,
    lock_admission,
)
from pmo_academy.exams.queries.regrading import (
    list_answered,
    list_answers_to,
    list_corrections,
    list_handed_in,
    list_passed,
    list_versions,
)

__all__ = [
    "QuizStanding",
    "count_seen",
    "extra_percent",
    "find_extra_time",
    "get_attempt",
    "get_quiz",
    "list_admitted",
    "list_answered",
    "list_answers_to",
    "list_asked",
    "list_attempts",
    "list_bank",
    "list_corrections",
    "list_handed_in",
    "list_overdue",
    "list_passed",
    "list_running",
    "list_standings",
    "list_versions",
    "lock_admission",
]
