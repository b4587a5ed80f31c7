"""Forms of questionnaires and rounds."""

from pmo_academy.maturity.forms.answers import changed_answers, field_names, given_answers
from pmo_academy.maturity.forms.evidence import EvidenceForm, ReturnForm
from pmo_academy.maturity.forms.people import PeopleFields, read_people
from pmo_academy.maturity.forms.plans import read_plan, usual_fields
from pmo_academy.maturity.forms.rounds import read_scope
from pmo_academy.maturity.forms.targets import TargetForm, read_raises
from pmo_academy.maturity.forms.tasks import NoteForm, read_owner_and_day, read_task

__all__ = [
    "EvidenceForm",
    "NoteForm",
    "PeopleFields",
    "ReturnForm",
    "TargetForm",
    "changed_answers",
    "field_names",
    "given_answers",
    "read_owner_and_day",
    "read_people",
    "read_plan",
    "read_raises",
    "read_scope",
    "read_task",
    "usual_fields",
]
