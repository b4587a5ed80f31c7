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
from pmo_academy.maturity.service.evidence import (
    Proposal,
    ProposalError,
    accept_evidence,
    propose_evidence,
    return_evidence,
    who_reviews,
    withdraw_evidence,
)
from pmo_academy.maturity.service.plans import CourseGiven, PlanChoice, make_plan
from pmo_academy.maturity.service.problems import FieldsError
from pmo_academy.maturity.service.responding import (
    AlreadySubmittedError,
    Given,
    NotTakingAnswersError,
    Saved,
    Stale,
    TooLongError,
    Visit,
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
from pmo_academy.maturity.service.tasks import (
    LONGEST_NOTE,
    TaskGiven,
    add_task,
    change_task,
    finish_task,
    follow_up_completion,
    reopen_task,
)

__all__ = [
    "LONGEST_NOTE",
    "LONGEST_REASON",
    "AlreadySubmittedError",
    "CourseGiven",
    "CourseOfRoundError",
    "FieldsError",
    "Given",
    "NotTakingAnswersError",
    "Outcome",
    "PlanChoice",
    "Proposal",
    "ProposalError",
    "Raise",
    "RoundPlan",
    "RoundPlanError",
    "Saved",
    "Stale",
    "TargetError",
    "TaskGiven",
    "TooFewLeftError",
    "TooLongError",
    "Visit",
    "accept_evidence",
    "add_task",
    "change_task",
    "check_plan",
    "close_due_rounds",
    "close_round",
    "end_answering",
    "extend_round",
    "finish_task",
    "follow_up_completion",
    "forget_self_checks",
    "invite",
    "make_plan",
    "open_round",
    "propose_evidence",
    "reopen_round",
    "reopen_task",
    "return_evidence",
    "save_answers",
    "set_target",
    "submit",
    "who_reviews",
    "withdraw_evidence",
]
