"""Tables of programmes, awards, outside certificates and the credit claimed for them."""

from pmo_academy.certification.models.awards import Award, Period, SigningKey
from pmo_academy.certification.models.outside import (
    Claim,
    ClaimState,
    Credential,
    CredentialRules,
    Cycle,
)
from pmo_academy.certification.models.planning import (
    CareerAim,
    CompetenceRating,
    LadderEdition,
    PersonSchooling,
    Side,
    WorkEntry,
    WorkKind,
)
from pmo_academy.certification.models.programmes import (
    PanelCase,
    PanelOpinion,
    ProgrammeEdition,
    ProgrammeTest,
    RecordEntry,
)

__all__ = [
    "Award",
    "CareerAim",
    "Claim",
    "ClaimState",
    "CompetenceRating",
    "Credential",
    "CredentialRules",
    "Cycle",
    "LadderEdition",
    "PanelCase",
    "PanelOpinion",
    "Period",
    "PersonSchooling",
    "ProgrammeEdition",
    "ProgrammeTest",
    "RecordEntry",
    "Side",
    "SigningKey",
    "WorkEntry",
    "WorkKind",
]
