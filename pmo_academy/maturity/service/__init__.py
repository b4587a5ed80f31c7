"""Open rounds, answer, hand in, close rounds and set targets."""

from pmo_academy.maturity.service.closing import (
    Outcome,
    TooFewLeftError,
    close_due_rounds,
    close_round,
)
from pmo_academy.maturity.service.course_of_round import (
    CourseOfRoundError,
    end_answering,
    extend_round,
    reopen_round,
)
from pmo_academy.maturity.service.responding import (
    AlreadySubmittedError,
    Given,
    NotTakingAnswersError,
    Saved,
    Stale,
    TooLongError,
    save_answers,
    submit,
)
from pmo_academy.maturity.service.rounds import (
    RoundPlan,
    RoundPlanError,
    check_plan,
    invite,
    open_round,
)
from pmo_academy.maturity.service.self_checks import forget_self_checks
from pmo_academy.maturity.service.targets import LONGEST_REASON, Raise, TargetError, set_target

__all__ = [
    "LONGEST_REASON",
    "AlreadySubmittedError",
    "CourseOfRoundError",
    "Given",
    "NotTakingAnswersError",
    "Outcome",
    "Raise",
    "RoundPlan",
    "RoundPlanError",
    "Saved",
    "Stale",
    "TargetError",
    "TooFewLeftError",
    "TooLongError",
    "check_plan",
    "close_due_rounds",
    "close_round",
    "end_answering",
    "extend_round",
    "forget_self_checks",
    "invite",
    "open_round",
    "reopen_round",
    "save_answers",
    "set_target",
    "submit",
]
