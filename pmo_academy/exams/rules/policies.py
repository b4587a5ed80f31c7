"""What kinds of quiz there are, and what a person gets to see after one."""

from enum import StrEnum


class QuizKind(StrEnum):
    """What a quiz closes."""

    MODULE = "module"
    COURSE_TEST = "course-test"
    PROGRAMME_TEST = "programme-test"


class Feedback(StrEnum):
    """What is shown once an attempt was handed in."""

    FULL = "full"
    AFTER_PASS = "after-pass"  # noqa: S105 - no password
    SCORE_ONLY = "score-only"


class Shown(StrEnum):
    """What the result of one attempt holds."""

    EVERYTHING = "everything"
    OWN_ANSWERS = "own-answers"
    SCORE = "score"


def shown_after(feedback: Feedback, *, has_passed: bool, has_tries_left: bool) -> Shown:
    """Return what the result may show; `has_passed` means in any attempt so far."""
    if feedback is Feedback.SCORE_ONLY:
        return Shown.SCORE
    if feedback is Feedback.FULL or has_passed or not has_tries_left:
        return Shown.EVERYTHING
    return Shown.OWN_ANSWERS
