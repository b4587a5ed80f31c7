"""Forms of questionnaires and rounds."""

from pmo_academy.maturity.forms.answers import changed_answers, field_names, given_answers
from pmo_academy.maturity.forms.people import PeopleFields, read_people
from pmo_academy.maturity.forms.rounds import RoundForm, read_scope
from pmo_academy.maturity.forms.targets import TargetForm, read_raises

__all__ = [
    "PeopleFields",
    "RoundForm",
    "TargetForm",
    "changed_answers",
    "field_names",
    "given_answers",
    "read_people",
    "read_raises",
    "read_scope",
]
