"""Tables of maturity models, rounds, what people answered, and what follows from it."""

from pmo_academy.maturity.models.editions import ModelEdition
from pmo_academy.maturity.models.evidence import Evidence, EvidenceKind, EvidenceState
from pmo_academy.maturity.models.plans import GapTask, Plan
from pmo_academy.maturity.models.responses import Answer, Response
from pmo_academy.maturity.models.results import Result, ResultKind, Target
from pmo_academy.maturity.models.rounds import (
    CarelessDecision,
    HeardGroup,
    Invitation,
    Mode,
    Perspective,
    Reopening,
    Round,
    RoundState,
)
from pmo_academy.maturity.models.self_checks import SelfCheck
from pmo_academy.maturity.models.workshop import TopicState, Workshop, WorkshopTopic, WorkshopVote

__all__ = [
    "Answer",
    "CarelessDecision",
    "Evidence",
    "EvidenceKind",
    "EvidenceState",
    "GapTask",
    "HeardGroup",
    "Invitation",
    "Mode",
    "ModelEdition",
    "Perspective",
    "Plan",
    "Reopening",
    "Response",
    "Result",
    "ResultKind",
    "Round",
    "RoundState",
    "SelfCheck",
    "Target",
    "TopicState",
    "Workshop",
    "WorkshopTopic",
    "WorkshopVote",
]
