"""Tables of programmes, awards, outside certificates and the credit claimed for them."""

from pmo_academy.certification.models.awards import Award, Period, SigningKey
from pmo_academy.certification.models.outside import (
    Claim,
    ClaimState,
    Credential,
    CredentialRules,
    Cycle,
)
from pmo_academy.certification.models.planning import PersonSchooling, WorkEntry, WorkKind
from pmo_academy.certification.models.programmes import (
    PanelCase,
    PanelOpinion,
    ProgrammeEdition,
    ProgrammeTest,
    RecordEntry,
)

__all__ = [
    "Award",
    "Claim",
    "ClaimState",
    "Credential",
    "CredentialRules",
    "Cycle",
    "PanelCase",
    "PanelOpinion",
    "Period",
    "PersonSchooling",
    "ProgrammeEdition",
    "ProgrammeTest",
    "RecordEntry",
    "SigningKey",
    "WorkEntry",
    "WorkKind",
]
