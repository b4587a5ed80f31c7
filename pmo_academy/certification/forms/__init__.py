"""Forms of programmes and outside certificates; they check shape, the service checks rules."""

from pmo_academy.certification.forms.outside import ClaimForm, CredentialForm, TrackForm
from pmo_academy.certification.forms.planning import SchoolingForm, WorkForm
from pmo_academy.certification.forms.programmes import (
    CaseForm,
    EntryForm,
    OpinionForm,
    ReviewersForm,
    RevocationForm,
    SendBackForm,
    send_back_forms,
)

__all__ = [
    "CaseForm",
    "ClaimForm",
    "CredentialForm",
    "EntryForm",
    "OpinionForm",
    "ReviewersForm",
    "RevocationForm",
    "SchoolingForm",
    "SendBackForm",
    "TrackForm",
    "WorkForm",
    "send_back_forms",
]
