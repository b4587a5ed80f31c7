"""What agenda reads: own courses and certificates."""

from pmo_academy.agenda.queries.certificates import (
    Duty,
    DutyKind,
    HeldCertificate,
    held_certificates,
    list_duties,
)
from pmo_academy.agenda.queries.courses import OwnCourse, list_own_courses

__all__ = [
    "Duty",
    "DutyKind",
    "HeldCertificate",
    "OwnCourse",
    "held_certificates",
    "list_duties",
    "list_own_courses",
]
