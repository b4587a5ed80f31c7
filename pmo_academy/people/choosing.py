"""Whom of a team a form means: people chosen one by one, everybody, or those who manage a team."""

from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from wtforms import RadioField, SelectMultipleField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.widgets import CheckboxInput, ListWidget

from pmo_academy.core.forms import Form
from pmo_academy.core.words import gettext as _
from pmo_academy.core.words import lazy_gettext as _l
from pmo_academy.people.models import Team
from pmo_academy.people.queries import list_managing, list_members


class Whom(StrEnum):
    """Who of a team gets something."""

    CHOSEN = "chosen"
    EVERYBODY = "everybody"
    MANAGERS = "managers"


class Preset:
    """Marks a field that is never empty, as it begins with a choice."""

    field_flags: ClassVar = {"required": True}

    def __call__(self, form: Any, field: Any) -> None:
        """Let everything pass; the choices are checked by the field itself."""


class SomebodyChosen:
    """Asks for people where they are chosen one by one."""

    field_flags: ClassVar = {"required": True}

    def __call__(self, form: Any, field: Any) -> None:
        """Raise ValidationError where nobody is chosen."""
        if form.whom.data == Whom.CHOSEN and not field.data:
            raise ValidationError(_("Choose at least one person."))


class GivingForm(Form):
    """Who gets something to learn."""

    whom = RadioField(
        _l("Who gets it?"),
        choices=[
            SelectChoice(Whom.CHOSEN, _l("People I choose")),
            SelectChoice(Whom.EVERYBODY, _l("Everybody in the team")),
            SelectChoice(Whom.MANAGERS, _l("Those in the team who manage one")),
        ],
        default=Whom.CHOSEN,
        validators=[Preset()],
    )
    person_ids = SelectMultipleField(
        _l("People"),
        validators=[SomebodyChosen()],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )


def offer_members(form: GivingForm, team: Team) -> None:
    """Let the form offer the active members of a team."""
    form.person_ids.choices = [(str(member.id), member.name) for member in list_members(team.id)]


def people_meant(form: GivingForm, team: Team) -> list[UUID]:
    """Return whom a sound form means; where that is nobody, the form says so."""
    if form.whom.data == Whom.CHOSEN:
        return [UUID(person_id) for person_id in form.person_ids.data or ()]
    members = [member.id for member in list_members(team.id)]
    if form.whom.data == Whom.MANAGERS:
        managing = list_managing(members)
        members = [one for one in members if one in managing]
        if not members:
            form.whom.errors = [_("Nobody in this team manages one. Choose people instead.")]
    return members
